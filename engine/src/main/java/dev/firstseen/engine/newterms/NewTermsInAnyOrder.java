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
 * withdrawn that {@link NewTerms} reports for them in order. An occurrence given again changes nothing that is raised.
 *
 * <p>That holds for occurrences at most the lateness older than the newest of their key; what would matter only to older
 * ones is forgotten. What is of a time to come makes nothing older: of such occurrences those soon after now are exact,
 * and those around the latest.
 *
 * <p>An occurrence may also move to an earlier time. Then nothing is raised that should not be; but what it was known by
 * within a run of several is not told apart any more, so that what followed it there stays known.
 */
public final class NewTermsInAnyOrder implements Fold<Runs, Occurrence, Change<Runs.Run>> {
    private final long window;
    private final long lateness;
    private final long now;

    /**
     * @param window the length of the history window; what is finer than a millisecond is not looked at
     * @param lateness how much older than the newest an occurrence may be
     * @param now after which a time is to come, in milliseconds since 1970
     */
    public NewTermsInAnyOrder(Duration window, Duration lateness, long now) {
        this.window = window.toMillis();
        this.lateness = lateness.toMillis();
        this.now = now;
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
        Runs.Run merged = new Runs.Run(time, eventId, time, 1);
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

    /**
     * An occurrence that was taken leaves its time, in milliseconds since 1970; it is to be taken again, at an earlier one.
     *
     * @return what to remember, until when, and the run that had begun with it
     */
    public Step<Runs, Change<Runs.Run>> left(Runs memory, long time, String eventId) {
        List<Runs.Run> left = new ArrayList<>(memory.runs().size());
        List<Change<Runs.Run>> changes = new ArrayList<>(1);
        for (Runs.Run run : memory.runs()) {
            if (!run.holds(time)) {
                left.add(run);
                continue;
            }
            boolean first = run.beginsWith(time, eventId);
            if (first) {
                changes.add(new Change.Withdrawn<>(run));
            }
            if (run.count() > 1) {
                left.add(new Runs.Run(run.first(), first ? "" : run.firstId(), run.last(), run.count() - 1));
            }
        }
        long last = left.isEmpty() ? time : left.getLast().last();
        return new Step<>(new Runs(left), until(last), changes);
    }

    private static List<Change<Runs.Run>> changes(List<Runs.Run> joined, Runs.Run merged) {
        List<Change<Runs.Run>> changes = new ArrayList<>();
        boolean begun = false;
        for (Runs.Run run : joined) {
            if (Runs.Run.BEGINNING.compare(run, merged) == 0) {
                begun = true;
            } else if (run.isRaised()) {
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

    /**
     * Without the runs that no occurrence to come can still reach. One from a time to come does not bring that time, and
     * as many of those as there are times must not stay either.
     */
    private Runs remembered(List<Runs.Run> runs) {
        long oldest = earlier(reached(runs));
        long soon = until(now);
        long latest = earlier(runs.getLast().last());
        return new Runs(runs.stream()
                .filter(run -> run.last() >= oldest && (run.first() <= soon || run.last() >= latest))
                .toList());
    }

    /** The latest time up to now that a run holds; of nothing but times to come the latest. */
    private long reached(List<Runs.Run> runs) {
        for (Runs.Run run : runs.reversed()) {
            if (run.first() <= now) {
                return Math.min(run.last(), now);
            }
        }
        return runs.getLast().last();
    }

    private long earlier(long time) {
        return time < Long.MIN_VALUE + lateness + window ? Long.MIN_VALUE : time - lateness - window;
    }

    private long until(long last) {
        return last > Long.MAX_VALUE - window - lateness ? Long.MAX_VALUE : last + window + lateness;
    }
}
