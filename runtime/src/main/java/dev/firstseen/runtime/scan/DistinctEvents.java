package dev.firstseen.runtime.scan;

import dev.firstseen.engine.event.JsonWriter;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For each rule, of the events with the same id that match it, one: where they differ, the one whose document is first in
 * the order of its bytes, so that the choice depends neither on which was read first nor on the other rules.
 *
 * @param byRule for each rule its events, each id once
 * @param duplicates how many of all events that matched a rule had the id of another, beyond the first
 * @param differing how many contents these ids had, beyond the first of each
 */
record DistinctEvents(List<List<KeptEvent>> byRule, long duplicates, long differing) {

    static DistinctEvents of(List<KeptEvent> all, int rules) {
        List<KeptEvent> sorted = new ArrayList<>(all);
        sorted.sort(KeptEvent.IDENTITY);
        Choice choice = new Choice(rules);
        for (int from = 0; from < sorted.size(); ) {
            int to = from + 1;
            while (to < sorted.size() && KeptEvent.IDENTITY.compare(sorted.get(from), sorted.get(to)) == 0) {
                to++;
            }
            choice.choose(sorted.subList(from, to));
            from = to;
        }
        return new DistinctEvents(choice.byRule, choice.duplicates, choice.differing);
    }

    /** What was chosen so far. */
    private static final class Choice {
        private final List<List<KeptEvent>> byRule = new ArrayList<>();
        private long duplicates;
        private long differing;

        Choice(int rules) {
            for (int i = 0; i < rules; i++) {
                byRule.add(new ArrayList<>());
            }
        }

        void choose(List<KeptEvent> same) {
            duplicates += same.size() - 1;
            if (same.size() == 1 || sameBytes(same)) {
                for (int rule : same.getFirst().rules().places()) {
                    byRule.get(rule).add(same.getFirst());
                }
            } else {
                chooseByDocument(same);
            }
        }

        private static boolean sameBytes(List<KeptEvent> events) {
            byte[] first = events.getFirst().bytes();
            for (KeptEvent event : events.subList(1, events.size())) {
                if (!Arrays.equals(first, event.bytes())) {
                    return false;
                }
            }
            return true;
        }

        @SuppressWarnings("ArrayRecordComponent") // Never compared.
        private record Chosen(KeptEvent event, byte[] document) {}

        private void chooseByDocument(List<KeptEvent> events) {
            Set<ByteBuffer> contents = new HashSet<>();
            Map<Integer, Chosen> chosen = new HashMap<>();
            for (KeptEvent event : events) {
                byte[] document = JsonWriter.bytes(event.readAgain().document().root());
                contents.add(ByteBuffer.wrap(sha256().digest(document)));
                for (int rule : event.rules().places()) {
                    Chosen best = chosen.get(rule);
                    if (best == null || Arrays.compareUnsigned(document, best.document) < 0) {
                        chosen.put(rule, new Chosen(event, document));
                    }
                }
            }
            differing += contents.size() - 1;
            chosen.forEach((rule, best) -> byRule.get(rule).add(best.event));
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
