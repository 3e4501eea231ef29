package dev.firstseen.engine.index;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.kql.EventReading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Asks the rules that an index finds for an event. */
final class IndexedRules implements RuleMatcher {

    private static final int[] NONE = {};

    private final RuleIndex index;
    private final Conjunction[] rules;
    private final EventReading reading;
    private final List<Shelf> shelves = new ArrayList<>();
    private final List<int[]> candidates = new ArrayList<>();
    /** Of each rule the last event it was asked for: several texts may lead to it. */
    private final long[] askedFor;

    private final int[] found;
    private int count;
    private long number;

    IndexedRules(RuleIndex index, EventReading reading) {
        this.index = index;
        this.reading = reading;
        this.rules = index.rules().stream().map(Conjunction::new).toArray(Conjunction[]::new);
        this.askedFor = new long[rules.length];
        this.found = new int[rules.length];
    }

    @Override
    public int[] match(Event event) {
        reading.begin(event);
        number++;
        count = 0;
        ask(index.anywhere());
        shelves.clear();
        for (Lookup<Shelf> lookup : index.datasets()) {
            lookup.collect(reading, shelves);
        }
        for (int i = 0; i < shelves.size(); i++) {
            ask(shelves.get(i));
        }
        if (count == 0) {
            return NONE;
        }
        int[] matching = Arrays.copyOf(found, count);
        Arrays.sort(matching);
        return matching;
    }

    private void ask(Shelf shelf) {
        ask(shelf.always());
        candidates.clear();
        for (Lookup<int[]> lookup : shelf.lookups()) {
            lookup.collect(reading, candidates);
        }
        for (int i = 0; i < candidates.size(); i++) {
            ask(candidates.get(i));
        }
    }

    private void ask(int[] some) {
        for (int rule : some) {
            if (askedFor[rule] != number) {
                askedFor[rule] = number;
                if (rules[rule].holds(reading)) {
                    found[count++] = rule;
                }
            }
        }
    }
}
