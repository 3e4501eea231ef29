package dev.firstseen.engine.newterms;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One {@code new_terms} rule over a finite run of events, its memory in a hash map. The events are those that match the
 * rule, in order of (time, event id), each once. Not safe for use by several threads.
 */
public final class NewTermsScan {
    private final TermReader reader;
    private final NewTerms fold;
    private final Coverage coverage;
    private final Map<Key, LastSeen> memory = new HashMap<>();
    private final EarlierTerms earlier = new EarlierTerms();
    private long withoutTerm;
    private long unusable;
    private long leftOut;

    /** Whose memory an occurrence touches; the rule is the same throughout. */
    private record Key(String tenant, Term term) {}

    /** A term seen for the first time. */
    public record FirstSeen(Term term, History history) {}

    /**
     * @param window the length of the history window
     * @param coverage what was observed of all logs
     */
    public NewTermsScan(List<FieldPath> fields, Fields types, Duration window, Coverage coverage) {
        this.reader = new TermReader(fields, types);
        this.fold = new NewTerms(window);
        this.coverage = coverage;
    }

    /**
     * Takes the next event; gives those of its terms that are first seen with it.
     *
     * @param time the time that counts, in milliseconds since 1970
     */
    public List<FirstSeen> next(Event event, long time) {
        TermReader.Reading reading = reader.read(event);
        unusable += reading.unusable();
        leftOut += reading.leftOut();
        if (reading.terms().isEmpty()) {
            withoutTerm++;
            return List.of();
        }
        List<FirstSeen> found = new ArrayList<>();
        List<Occurrence> occurrences = reading.terms().stream()
                .map(term -> new Occurrence(event, term, time))
                .toList();
        for (Occurrence occurrence : occurrences) {
            Key key = new Key(event.tenant(), occurrence.term());
            var step = fold.step(memory.get(key), occurrence);
            memory.put(key, step.memory());
            for (Occurrence first : step.reports()) {
                found.add(new FirstSeen(first.term(), history(first)));
            }
        }
        // Only now: what an event brings is not earlier than the event.
        occurrences.forEach(earlier::add);
        return found;
    }

    private History history(Occurrence first) {
        Event event = first.event();
        double covered = coverage.of(event.tenant(), event.dataset(), fold.start(first.time()), first.time());
        return earlier.before(first, fold.window(), covered);
    }

    /** How many events did not count, for want of a usable value in one of the fields. */
    public long withoutTerm() {
        return withoutTerm;
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
