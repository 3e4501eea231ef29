package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The strands of one subject: those whose likeness has the smallest hashes, if there are too many to keep all. */
final class Strands {

    /** How many events of a strand are kept whole. */
    private static final int EXAMPLES = 3;

    private static final Comparator<Event> FIRST =
            Comparator.comparingLong(Event::time).thenComparing(Event::id);

    private final int most;
    private final Map<List<String>, Growing> byLikeness = new HashMap<>();
    /** The largest hash first, which is the next to go. */
    private final PriorityQueue<Growing> byHash =
            new PriorityQueue<>(Comparator.comparingLong((Growing strand) -> strand.hash)
                    .thenComparing(strand -> String.join("\u0000", strand.likeness))
                    .reversed());

    private long leftOut;

    Strands(int most) {
        this.most = most;
    }

    private static final class Growing {
        private final List<String> likeness;
        private final long hash;
        private final Occurrences occurrences = new Occurrences();
        private final List<Event> examples = new ArrayList<>(EXAMPLES + 1);

        Growing(List<String> likeness) {
            this.likeness = likeness;
            this.hash = hash(likeness);
        }

        void example(Event event) {
            if (examples.stream().noneMatch(known -> FIRST.compare(known, event) == 0)) {
                examples.add(event);
                examples.sort(FIRST);
                if (examples.size() > EXAMPLES) {
                    examples.removeLast();
                }
            }
        }

        boolean isLaterThanAll(Event event) {
            return examples.size() == EXAMPLES && FIRST.compare(examples.getLast(), event) <= 0;
        }
    }

    void add(List<String> likeness, Event event) {
        Growing strand = strand(likeness);
        if (strand == null) {
            leftOut++;
            return;
        }
        strand.occurrences.add(event.time(), event.id());
        if (!strand.isLaterThanAll(event)) {
            strand.example(event);
        }
    }

    void addAll(Strands other) {
        leftOut += other.leftOut;
        for (Growing each : other.byLikeness.values()) {
            Growing strand = strand(each.likeness);
            if (strand == null) {
                leftOut += each.occurrences.times().count(Long.MIN_VALUE, Long.MAX_VALUE);
            } else {
                strand.occurrences.addAll(each.occurrences);
                each.examples.forEach(strand::example);
            }
        }
    }

    private @Nullable Growing strand(List<String> likeness) {
        Growing known = byLikeness.get(likeness);
        if (known != null) {
            return known;
        }
        Growing added = new Growing(likeness);
        byLikeness.put(likeness, added);
        byHash.add(added);
        if (byLikeness.size() <= most) {
            return added;
        }
        Growing gone = byHash.remove();
        byLikeness.remove(gone.likeness);
        leftOut += gone.occurrences.times().count(Long.MIN_VALUE, Long.MAX_VALUE);
        return gone == added ? null : added;
    }

    List<Strand> all() {
        List<Strand> all = new ArrayList<>();
        for (Growing each : byLikeness.values()) {
            all.add(new Strand(each.examples.getFirst(), each.occurrences.times(), each.examples));
        }
        all.sort(Comparator.comparing(Strand::like, FIRST));
        return all;
    }

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
