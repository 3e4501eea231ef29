package dev.firstseen.engine.newterms;

import dev.firstseen.engine.fold.Change;
import dev.firstseen.engine.fold.Fold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The same meaning of first seen as {@link NewTerms}, for occurrences of a key in any order: what an occurrence that comes
 * late would have made known is withdrawn. After all occurrences, whatever their order, exactly those are raised and not
 * withdrawn that {@link NewTerms} reports for them in order. An occurrence given again changes nothing.
 *
 * <p>That holds for occurrences at most the lateness older than the newest of their key; what would matter only to older
 * ones is forgotten.
 */
public final class NewTermsInAnyOrder implements Fold<Runs, Occurrence, Change<Runs.Run>> {
    private final long window;
    private final long lateness;

    /**
     * @param window the length of the history window; what is finer than a millisecond is not looked at
     * @param lateness how much older than the newest an occurrence may be
     */
    public NewTermsInAnyOrder(Duration window, Duration lateness) {
        this.window = window.toMillis();
        this.lateness = lateness.toMillis();
        if (this.window <= 0) {
            throw new IllegalArgumentException("the history window must be longer than nothing");
        }
        if (this.lateness < 0) {
            throw new IllegalArgumentException("the lateness cannot be negative");
        }
    }

    /** A run that is raised or withdrawn stands for the occurrence with which it begins. */
    @Override
    public Step<Runs, Change<Runs.Run>> step(@Nullable Runs memory, Occurrence occurrence) {
        return step(
                memory == null ? Runs.NONE : memory,
                occurrence.time(),
                occurrence.event().id());
    }

    /**
     * One step, of the occurrence at a time, in milliseconds since 1970, with the event's id.
     *
     * @return what to remember, until when, and the runs that begin now or no longer
     */
    public Step<Runs, Change<Runs.Run>> step(Runs memory, long time, String eventId) {
        Runs.Run merged = new Runs.Run(time, eventId, time);
        List<Runs.Run> left = new ArrayList<>(memory.runs().size() + 1);
        List<Runs.Run> joined = new ArrayList<>(2);
        for (Runs.Run run : memory.runs()) {
            if (reaches(run.last(), time) && reaches(time, run.first())) {
                joined.add(run);
                merged = Runs.Run.BEGINNING.compare(run, merged) <= 0 ? run.with(merged) : merged.with(run);
            } else {
                left.add(run);
            }
        }
        left.add(merged);
        left.sort(Runs.Run.BEGINNING);
        return new Step<>(remembered(left), until(left.getLast().last()), changes(joined, merged));
    }

    private static List<Change<Runs.Run>> changes(List<Runs.Run> joined, Runs.Run merged) {
        List<Change<Runs.Run>> changes = new ArrayList<>();
        boolean begun = false;
        for (Runs.Run run : joined) {
            if (Runs.Run.BEGINNING.compare(run, merged) == 0) {
                begun = true;
            } else {
                changes.add(new Change.Withdrawn<>(run));
            }
        }
        if (!begun) {
            changes.add(new Change.Raised<>(merged));
        }
        return changes;
    }

    /** Whether the earlier of two times lies in the window of the later; where they are in no such order, it does too. */
    private boolean reaches(long earlier, long later) {
        return earlier >= later || later - earlier >= 0 && later - earlier <= window;
    }

    /** Without the runs that no occurrence to come can still reach. */
    private Runs remembered(List<Runs.Run> runs) {
        long last = runs.getLast().last();
        long oldest = last < Long.MIN_VALUE + lateness + window ? Long.MIN_VALUE : last - lateness - window;
        return new Runs(runs.stream().filter(run -> run.last() >= oldest).toList());
    }

    private long until(long last) {
        return last > Long.MAX_VALUE - window - lateness ? Long.MAX_VALUE : last + window + lateness;
    }
}
