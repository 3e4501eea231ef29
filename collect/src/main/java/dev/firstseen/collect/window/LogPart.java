package dev.firstseen.collect.window;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.http.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One part of a log, a content type or an endpoint: up to where it was listed, and when it is asked next. One thread uses it. */
public final class LogPart {

    /** By so much a clock is put right now and then, without a harm. */
    static final Duration DRIFT = Duration.ofMinutes(5);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** How often what is denied is tried again: permissions are given by people. */
    private static final Duration DENIED_WAIT = Duration.ofMinutes(30);

    private static final int MOST_LOST = 8;

    private final String name;
    private final Seen seen;
    private final Health health;
    private final Backoff backoff;
    private final Instant began;
    private Instant reached;
    private boolean listed;
    private Instant nextTry = Instant.MIN;
    private Instant lastTry = Instant.MIN;
    private Instant nextSweep;
    private Instant swept = Instant.MIN;
    private Instant lastSweep;
    private Instant sweepBegan = Instant.MAX;
    /** The last stretches that were said to be gone. */
    private final Deque<TimeRange> lost = new ArrayDeque<>();

    /**
     * As the cursor tells.
     *
     * @param first where to begin without a cursor
     */
    public LogPart(String name, Cursor cursor, Instant first, RandomGenerator random, Intake intake) {
        this.name = name;
        this.seen = new Seen(name + "/seen/", cursor);
        Optional<Instant> known = cursor.get(name + "/reached").map(Instant::parse);
        this.reached = known.orElse(first);
        this.began = reached;
        this.listed = known.isPresent();
        this.lastSweep = cursor.get(name + "/swept").map(Instant::parse).orElse(reached);
        cursor.get(name + "/lost").map(TimeRange::readAll).ifPresent(lost::addAll);
        // What became listed while nothing ran is looked for at once.
        this.nextSweep = known.isPresent() ? Instant.MIN : Instant.MAX;
        this.health = new Health(name, intake);
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
    }

    public String name() {
        return name;
    }

    public Seen seen() {
        return seen;
    }

    public Health health() {
        return health;
    }

    /** Everything before this was listed. */
    public Instant reached() {
        return reached;
    }

    /** Whether any of it was listed, now or in an earlier run. */
    public boolean wasListed() {
        return listed;
    }

    /** Where the first list begins, where none was made. */
    public void beginAt(Instant time) {
        reached = time;
    }

    public void reach(Instant time, CursorChange.Builder change) {
        reached = time;
        listed = true;
        change.put(name + "/reached", time.toString());
    }

    /** Whether it was listed up to a time that is yet to come. */
    boolean isAhead(Instant now) {
        return reached.isAfter(now.plus(DRIFT));
    }

    /** Forgets that it was listed from a time on. What is listed from there is as good as a sweep. */
    void goBack(Instant time, Instant now, CursorChange.Builder change) {
        reach(time, change);
        nextTry = Instant.MIN;
        sweepBegan = Instant.MAX;
        sweptAt(now, Instant.MAX, change);
    }

    void lost(TimeRange range, CursorChange.Builder change) {
        lost.addLast(range);
        if (lost.size() > MOST_LOST) {
            lost.removeFirst();
        }
        writeLost(change);
    }

    /** Stretches that were said to be gone and end after a time, which are not any more. */
    List<TimeRange> notLostAfter(Instant time, CursorChange.Builder change) {
        List<TimeRange> found =
                lost.stream().filter(range -> range.to().isAfter(time)).toList();
        lost.removeAll(found);
        writeLost(change);
        return found;
    }

    private void writeLost(CursorChange.Builder change) {
        if (lost.isEmpty()) {
            change.remove(name + "/lost");
        } else {
            change.put(name + "/lost", TimeRange.written(lost));
        }
    }

    public Progress progress(Instant now) {
        return new Progress(name, TimeRange.earlier(began, reached), TimeRange.later(now, reached), reached);
    }

    public boolean mayTry(Instant now) {
        // A clock that was put back makes no long wait.
        return !now.isBefore(nextTry) || now.isBefore(lastTry);
    }

    public Instant nextTry() {
        return nextTry;
    }

    public boolean sweepIsDue(Instant now) {
        return !now.isBefore(nextSweep);
    }

    /**
     * Where a sweep begins: what is listed up to so much late may have been listed since the last sweep, however long ago
     * that was.
     */
    public Instant sweepFrom(Duration late) {
        return TimeRange.earlier(lastSweep, reached).minus(late);
    }

    /** Before what nothing is listed again: by a sweep, or after the clock was put back. */
    public Instant forgettable(Duration late) {
        return TimeRange.earlier(
                sweepFrom(late), seen.latest().orElse(Instant.MAX).minus(late));
    }

    /** The sweep is done. */
    public void sweptAt(Instant now, Instant next, CursorChange.Builder change) {
        nextSweep = next;
        swept = Instant.MIN;
        // What was listed late while it was under way is for the next one.
        lastSweep = TimeRange.earlier(now, sweepBegan);
        sweepBegan = Instant.MAX;
        change.put(name + "/swept", lastSweep.toString());
    }

    /** Up to where the sweep under way has come; the distant past where none is. */
    public Instant swept() {
        return swept;
    }

    public void sweptTo(Instant time, Instant now) {
        if (swept.equals(Instant.MIN)) {
            sweepBegan = now;
        }
        swept = time;
    }

    /** After the first list, which is as good as a sweep. */
    public void sweptAtUnlessSet(Instant now, Instant next, CursorChange.Builder change) {
        if (nextSweep.equals(Instant.MAX)) {
            sweptAt(now, next, change);
        }
    }

    public void well() {
        backoff.reset();
        nextTry = Instant.MIN;
        health.well();
    }

    public void failed(Instant now, String sentence, Optional<Duration> asked) {
        waits(now, backoff.next(asked));
        health.failing(now, sentence, nextTry);
    }

    /** Waits as the trouble wants it, and tells of it. */
    public void met(Trouble trouble, Health signIn, Instant now) {
        switch (trouble) {
            case Trouble.Passing passing -> failed(now, passing.sentence(), passing.retryAfter());
            case Trouble.Denied denied -> denied(now, denied.sentence());
            case Trouble.SignIn none -> {
                postpone(now);
                if (none.refused()) {
                    signIn.denied(now, none.sentence());
                } else {
                    signIn.failing(now, none.sentence(), nextTry);
                }
            }
        }
    }

    /** Waits, without a word: what is wrong is told elsewhere. */
    private void postpone(Instant now) {
        waits(now, backoff.next(Optional.empty()));
    }

    private void waits(Instant now, Duration wait) {
        lastTry = now;
        nextTry = now.plus(wait);
    }

    private void denied(Instant now, String sentence) {
        waits(now, DENIED_WAIT);
        health.denied(now, sentence);
    }
}
