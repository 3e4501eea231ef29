package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The strands of one account or network: those whose likeness has the smallest hashes, if there are too many to keep all.
 */
final class Strands {
    /** How many events of a strand are kept whole in each period. */
    private static final int EXAMPLES = 3;

    private static final Comparator<Event> FIRST =
            Comparator.comparingLong(Event::time).thenComparing(Event::id);
    static final Comparator<Strand> BY_FIRST = Comparator.comparing(Strand::like, FIRST);

    private static final Comparator<Growing> ORDER = Comparator.comparingLong((Growing strand) -> strand.hash)
            .thenComparing(strand -> String.join("\u0000", strand.likeness));

    private final int most;
    private final Map<List<String>, Growing> byLikeness = new HashMap<>();
    /** The largest hash first, which is the next to go. */
    private final PriorityQueue<Growing> byHash = new PriorityQueue<>(ORDER.reversed());

    private long leftOut;
    private @Nullable List<Grown> grown;

    Strands(int most) {
        this.most = most;
    }

    private record Grown(Strand strand, Set<String> actors) {}

    private static final class Growing {
        private final List<String> likeness;
        private final Set<String> actors;
        private final long hash;
        /** The values of the first event: in addresses and paths those of the others may differ. */
        private Map<FieldPath, List<Value>> traced = Map.of();

        private long firstTime = Long.MAX_VALUE;
        private String firstId = "";
        private final Occurrences occurrences = new Occurrences();
        private final SortedMap<Integer, List<Event>> examples = new TreeMap<>();

        Growing(List<String> likeness, Set<String> actors) {
            this.likeness = likeness;
            this.actors = actors;
            this.hash = hash(likeness);
        }

        void trace(long time, String id, Supplier<Map<FieldPath, List<Value>>> values) {
            if (time < firstTime || (time == firstTime && id.compareTo(firstId) < 0)) {
                firstTime = time;
                firstId = id;
                traced = values.get();
            }
        }

        /** @param kept gives the event in the form in which it is held */
        void example(int period, Event event, Supplier<Event> kept) {
            List<Event> known = examples.computeIfAbsent(period, _ -> new ArrayList<>(1));
            boolean isLater = known.size() == EXAMPLES && FIRST.compare(known.getLast(), event) <= 0;
            if (!isLater && known.stream().noneMatch(each -> FIRST.compare(each, event) == 0)) {
                known.add(kept.get());
                known.sort(FIRST);
                if (known.size() > EXAMPLES) {
                    known.removeLast();
                }
            }
        }

        Strand strand() {
            List<Event> all = examples.values().stream().flatMap(List::stream).toList();
            return new Strand(new AlikeEvent(all.getFirst(), traced), occurrences.times(), all);
        }
    }

    /**
     * Takes an event.
     *
     * @param likeness what it has in common with the others of its strand
     * @param actors who acted, which belongs to the likeness; empty where that does not matter
     * @param fields that the likeness is made of
     * @param period of which it may be an example
     * @param kept gives the event in the form in which an example is held
     */
    void add(
            List<String> likeness,
            Set<String> actors,
            List<FieldPath> fields,
            int period,
            Event event,
            Supplier<Event> kept) {
        grown = null;
        Growing strand = strand(likeness, actors);
        if (strand == null) {
            leftOut++;
            return;
        }
        strand.trace(event.time(), event.id(), () -> AlikeEvent.values(event, fields));
        strand.occurrences.add(event.time(), event.id());
        strand.example(period, event, kept);
    }

    void addAll(Strands other) {
        grown = null;
        leftOut += other.leftOut;
        for (Growing each : other.byLikeness.values()) {
            Growing strand = strand(each.likeness, each.actors);
            if (strand == null) {
                leftOut += each.occurrences.times().count(Long.MIN_VALUE, Long.MAX_VALUE);
            } else {
                strand.trace(each.firstTime, each.firstId, () -> each.traced);
                strand.occurrences.addAll(each.occurrences);
                each.examples.forEach(
                        (period, events) -> events.forEach(event -> strand.example(period, event, () -> event)));
            }
        }
    }

    private @Nullable Growing strand(List<String> likeness, Set<String> actors) {
        Growing known = byLikeness.get(likeness);
        if (known != null) {
            return known;
        }
        Growing added = new Growing(likeness, actors);
        Growing last = byHash.peek();
        if (last != null && byLikeness.size() >= most) {
            if (ORDER.compare(added, last) > 0) {
                return null;
            }
            byHash.remove();
            byLikeness.remove(last.likeness);
            leftOut += last.occurrences.times().count(Long.MIN_VALUE, Long.MAX_VALUE);
        }
        byLikeness.put(likeness, added);
        byHash.add(added);
        return added;
    }

    /** All of them, by their first event. */
    List<Strand> all() {
        return grown().stream().map(Grown::strand).toList();
    }

    /** Those of anybody who has none of these names. */
    List<Strand> allBut(Collection<String> names) {
        return grown().stream()
                .filter(each -> Collections.disjoint(each.actors(), names))
                .map(Grown::strand)
                .toList();
    }

    private List<Grown> grown() {
        List<Grown> all = grown;
        if (all == null) {
            all = byLikeness.values().stream()
                    .map(each -> new Grown(each.strand(), each.actors))
                    .sorted(Comparator.comparing(Grown::strand, BY_FIRST))
                    .toList();
            grown = all;
        }
        return all;
    }

    /** How many events are in none of them. */
    long leftOut() {
        return leftOut;
    }

    private static long hash(List<String> likeness) {
        long hash = 0xcbf29ce484222325L;
        for (String text : likeness) {
            for (int i = 0; i < text.length(); i++) {
                hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
                hash ^= hash >>> 29;
            }
            hash = (hash ^ 0x1f) * 0xD6E8FEB86659FD93L;
        }
        return hash ^ (hash >>> 32);
    }
}
