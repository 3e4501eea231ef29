package dev.firstseen.investigation.trace;

import dev.firstseen.engine.event.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The strands of one account or network: those whose likeness has the smallest hashes, if there are too many to keep all.
 */
final class Strands {
    static final Comparator<Strand> BY_FIRST = Comparator.comparing(Strand::like, Event.IN_ORDER);

    private final Allowance allowance;
    private final HashKey key;
    private final Map<List<String>, GrowingStrand> byLikeness = new HashMap<>();
    /** The largest hash first, which is the next to go. */
    private final PriorityQueue<GrowingStrand> byHash = new PriorityQueue<>(Comparator.reverseOrder());

    private final DifferentEvents leftOut;
    private @Nullable List<Grown> grown;

    /**
     * Without strands at first.
     *
     * @param allowance shared with others
     * @param key by which events are hashed
     */
    Strands(Allowance allowance, HashKey key) {
        this.allowance = allowance;
        this.key = key;
        this.leftOut = new DifferentEvents(key);
        allowance.share(this);
    }

    private record Grown(Strand strand, Set<String> actors) {}

    /**
     * Takes an event.
     *
     * @param row its values, and what it has in common with the others of its strand
     * @param actors who acted, which belongs to the likeness; empty where that does not matter
     * @param period of which it may be an example
     * @param kept gives the event in the form in which an example is held
     */
    void add(TracedRow row, Set<String> actors, int period, Event event, Supplier<Event> kept) {
        grown = null;
        GrowingStrand last = byHash.peek();
        if (last != null && size() >= allowance.each() && row.hash() > last.hash()) {
            leftOut.add(Occurrences.packed(event.time(), event.id()));
            return;
        }
        GrowingStrand known = byLikeness.get(row.likeness());
        if (known != null) {
            known.add(row, period, event, kept);
            return;
        }
        GrowingStrand added = new GrowingStrand(row, actors, key);
        added.add(row, period, event, kept);
        byLikeness.put(row.likeness(), added);
        byHash.add(added);
        if (keep(allowance.each()) == 0) {
            allowance.take();
        }
    }

    int size() {
        return byHash.size();
    }

    /** Leaves out all but so many; gives how many it left out. */
    int keep(int most) {
        int gone = 0;
        while (size() > most) {
            grown = null;
            GrowingStrand last = byHash.remove();
            byLikeness.remove(last.likeness());
            last.occurrences().each(leftOut::add);
            gone++;
        }
        return gone;
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
            all = new ArrayList<>();
            for (GrowingStrand each : byHash) {
                all.add(new Grown(each.strand(), each.actors()));
            }
            all.sort(Comparator.comparing(Grown::strand, BY_FIRST));
            grown = all;
        }
        return all;
    }

    /** The events that are in none of them. */
    DifferentEvents leftOut() {
        return leftOut;
    }
}
