package dev.firstseen.engine.threshold;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.Detection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code threshold} rule over a finite run of events, its memory in a hash map. The events are those that match the
 * rule, in order of (time, event id), each once. Not safe for use by several threads.
 */
public final class ThresholdScan {
    /** With fewer windows it is not worth while to look for those that are over. */
    private static final int FEWEST_SWEPT = 1_024;

    private final Optional<TermReader> keys;
    private final Optional<TermReader> different;
    private final Threshold fold;
    private final Map<Key, Kept> memory = new HashMap<>();
    private int sweptAt = FEWEST_SWEPT;
    private long withoutKey;
    private long unusable;
    private long leftOut;

    /** Whose memory an occurrence touches; the rule is the same throughout. */
    private record Key(String tenant, List<Value.Scalar> values) {}

    /** @param until the last time at which it can still matter */
    private record Kept(Window window, long until) {}

    public ThresholdScan(Detection.Threshold rule, Fields types) {
        this.keys = rule.fields().isEmpty() ? Optional.empty() : Optional.of(new TermReader(rule.fields(), types));
        this.different = rule.cardinality().map(counted -> new TermReader(List.of(counted.field()), types));
        this.fold = new Threshold(rule);
    }

    /**
     * Takes the next event; gives the crossings that come with it, one for each key at most.
     *
     * @param time the time that counts, in milliseconds since 1970
     */
    public List<Crossing> next(Event event, long time) {
        List<List<Value.Scalar>> found =
                keys.map(reader -> terms(reader, event)).orElseGet(() -> List.of(List.of()));
        if (found.isEmpty()) {
            withoutKey++;
            return List.of();
        }
        List<Value.Scalar> values = different
                .map(reader -> terms(reader, event).stream().map(List::getFirst).toList())
                .orElse(List.of());
        sweep(time);
        List<Crossing> crossings = new ArrayList<>();
        for (List<Value.Scalar> key : found) {
            Key whose = new Key(event.tenant(), key);
            Kept kept = memory.get(whose);
            var step = fold.step(kept == null ? null : kept.window(), new Occurrence(event, key, values, time));
            memory.put(whose, new Kept(step.memory(), step.until()));
            crossings.addAll(step.reports());
        }
        return crossings;
    }

    /** Of as many windows as there were values in a year, those of the last look-back are enough. */
    private void sweep(long time) {
        if (memory.size() >= sweptAt) {
            memory.values().removeIf(kept -> kept.until() < time);
            sweptAt = Math.max(FEWEST_SWEPT, 2 * memory.size());
        }
    }

    /** How many windows are remembered. */
    int remembered() {
        return memory.size();
    }

    private List<List<Value.Scalar>> terms(TermReader reader, Event event) {
        TermReader.Reading reading = reader.read(event);
        unusable += reading.unusable();
        leftOut += reading.leftOut();
        return reading.terms().stream().map(Term::values).toList();
    }

    /** How many events did not count, for want of a usable value in one of the fields. */
    public long withoutKey() {
        return withoutKey;
    }

    /** How many values were met that their field's type cannot hold. */
    public long unusable() {
        return unusable;
    }

    /** How many combinations were left out, of events that had more than {@link TermReader#MOST_COMBINATIONS}. */
    public long leftOut() {
        return leftOut;
    }
}
