package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A strand of which more events may come, in any order and more than once. */
final class GrowingStrand implements Comparable<GrowingStrand> {
    /** How many events of a strand are kept whole in each period. */
    private static final int EXAMPLES = 3;

    private final List<String> likeness;
    private final Set<String> actors;
    private final long hash;
    /** The values of the first event: in addresses and paths those of the others may differ. */
    private @Nullable TracedRow first;

    private long firstTime = Long.MAX_VALUE;
    private String firstId = "";
    private final Occurrences occurrences;
    private final SortedMap<Integer, List<Event>> examples = new TreeMap<>();

    /**
     * @param row of one of its events
     * @param key by which events are hashed
     */
    GrowingStrand(TracedRow row, Set<String> actors, HashKey key) {
        this.occurrences = new Occurrences(key);
        this.likeness = row.likeness();
        this.actors = actors;
        this.hash = row.hash();
    }

    /** By hash; of the same hash, which hardly happens, by what is hashed. */
    @Override
    public int compareTo(GrowingStrand other) {
        int order = Long.compare(hash, other.hash);
        return order != 0 ? order : String.join("\u0000", likeness).compareTo(String.join("\u0000", other.likeness));
    }

    long hash() {
        return hash;
    }

    List<String> likeness() {
        return likeness;
    }

    Set<String> actors() {
        return actors;
    }

    Occurrences occurrences() {
        return occurrences;
    }

    /** @param kept gives the event in the form in which it is held */
    void add(TracedRow row, int period, Event event, Supplier<Event> kept) {
        if (event.time() < firstTime || (event.time() == firstTime && event.id().compareTo(firstId) < 0)) {
            firstTime = event.time();
            firstId = event.id();
            first = row;
        }
        occurrences.add(event.time(), event.id());
        example(period, event, kept);
    }

    private void example(int period, Event event, Supplier<Event> kept) {
        List<Event> known = examples.computeIfAbsent(period, _ -> new ArrayList<>(1));
        boolean isLater = known.size() == EXAMPLES && Event.IN_ORDER.compare(known.getLast(), event) <= 0;
        if (!isLater && known.stream().noneMatch(each -> Event.IN_ORDER.compare(each, event) == 0)) {
            known.add(kept.get());
            known.sort(Event.IN_ORDER);
            if (known.size() > EXAMPLES) {
                known.removeLast();
            }
        }
    }

    Strand strand() {
        List<Event> all = examples.values().stream().flatMap(List::stream).toList();
        if (first == null) {
            throw new IllegalStateException("a strand without events");
        }
        return new Strand(
                new AlikeEvent(all.getFirst(), first),
                occurrences.times(all.stream().mapToLong(Event::time)),
                all);
    }
}
