package dev.firstseen.runtime.scan;

import dev.firstseen.engine.event.JsonWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * For each rule, of the events with the same id that match it, one: where they differ, the one whose document is first in
 * the order of its bytes, so that the choice depends neither on which was read first nor on the other rules. The events
 * come in the order of their identity, and {@link #end} comes after the last.
 */
final class DistinctEvents {

    /** So many contents of one id are told apart when they are counted. */
    private static final int MOST_CONTENTS = 100_000;

    private final Consumer<KeptEvent> chosen;
    private @Nullable KeptEvent first;
    private byte @Nullable [] firstBytes;
    private @Nullable Contest contest;
    private long duplicates;
    private long differing;

    /** @param chosen takes each that was chosen, with the rules it was chosen for */
    DistinctEvents(Consumer<KeptEvent> chosen) {
        this.chosen = chosen;
    }

    void add(KeptEvent event) {
        KeptEvent before = first;
        if (before == null || KeptEvent.IDENTITY.compare(before, event) != 0) {
            end();
            first = event;
            return;
        }
        duplicates++;
        if (contest == null) {
            if (firstBytes == null) {
                firstBytes = before.bytes();
            }
            if (Arrays.equals(firstBytes, event.bytes())) {
                return;
            }
            contest = new Contest();
            contest.enter(before);
        }
        contest.enter(event);
    }

    void end() {
        if (contest != null) {
            differing += contest.contents.size() - 1;
            contest.winners().forEach(chosen);
        } else if (first != null) {
            chosen.accept(first);
        }
        first = null;
        firstBytes = null;
        contest = null;
    }

    /** How many events had the id of another, beyond the first. */
    long duplicates() {
        return duplicates;
    }

    /** How many contents these ids had, beyond the first of each. */
    long differing() {
        return differing;
    }

    /** Between events with one id that differ. */
    private static final class Contest {
        private final Set<ByteBuffer> contents = new HashSet<>();
        private final Map<Integer, Entrant> leading = new TreeMap<>();

        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        private record Entrant(KeptEvent event, byte[] document) {}

        void enter(KeptEvent event) {
            byte[] document = JsonWriter.bytes(event.readAgain().document().root());
            if (contents.size() < MOST_CONTENTS) {
                contents.add(ByteBuffer.wrap(sha256().digest(document)));
            }
            Entrant entrant = new Entrant(event, document);
            for (int rule : event.rules().places()) {
                leading.merge(
                        rule,
                        entrant,
                        (best, other) -> Arrays.compareUnsigned(other.document, best.document) < 0 ? other : best);
            }
        }

        Iterable<KeptEvent> winners() {
            Map<KeptEvent, Set<Integer>> rules = new HashMap<>();
            leading.forEach((rule, best) ->
                    rules.computeIfAbsent(best.event, any -> new TreeSet<>()).add(rule));
            return rules.entrySet().stream()
                    .map(won -> won.getKey()
                            .forRules(won.getValue().stream()
                                    .mapToInt(Integer::intValue)
                                    .toArray()))
                    .toList();
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException everyPlatformHasIt) {
                throw new IllegalStateException(everyPlatformHasIt);
            }
        }
    }
}
