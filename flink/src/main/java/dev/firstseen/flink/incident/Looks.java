package dev.firstseen.flink.incident;

import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.investigation.playbook.Playbook;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * When cases are looked at, by the time that counts: in a bounded job when all has been read; else at once, some times more
 * in the day after, and when nothing that is asked about can come any more. The more alerts there are about an account, the
 * longer it waits for others to be looked at with them, so that many alerts are not looked at many times.
 *
 * @param mode which time counts
 */
record Looks(TimeMode mode) implements Serializable {

    /** How long after an alert its case is looked at again. */
    static final List<Duration> AGAIN = List.of(Duration.ofHours(1), Duration.ofHours(6), Duration.ofDays(1));

    /** By the broker's time a record is later than its own: Microsoft takes up to a day. */
    private static final Duration ARRIVING = Duration.ofDays(1);

    /** No playbook asks about what is longer after its alert: a day more, for clocks that differ. */
    static final Duration FARTHEST = Playbook.LONGEST.plus(ARRIVING).plusDays(1);

    private static final long PAUSE = Duration.ofSeconds(1).toMillis();

    /**
     * All looks at the case of an alert but the last.
     *
     * @param alert its time
     * @param now the watermark, which no look can be before
     * @param alerts how many there are about the account
     */
    List<Long> after(long alert, long now, int alerts) {
        long first = next(Math.max(alert, now == Long.MAX_VALUE ? now : now + 1), alerts);
        return mode == TimeMode.BOUNDED
                ? List.of(first)
                : Stream.concat(
                                Stream.of(first),
                                AGAIN.stream()
                                        .map(each -> next(alert + each.toMillis(), alerts))
                                        .filter(look -> look > first))
                        .distinct()
                        .toList();
    }

    /** The next look at or after a time. */
    long next(long time, int alerts) {
        return mode == TimeMode.BOUNDED
                ? Timers.decision(Long.MAX_VALUE)
                // Powers of two, so that the looks of a growing account fall together.
                : Timers.decision(time, PAUSE * Integer.highestOneBit(Math.max(1, alerts)));
    }

    /**
     * The last look at a case; empty where this is it.
     *
     * @param until the latest time that is asked about
     */
    OptionalLong last(long until, long now, int alerts) {
        if (mode == TimeMode.BOUNDED) {
            return OptionalLong.empty();
        }
        long last = next(until + (mode == TimeMode.ARRIVAL ? ARRIVING.toMillis() : 0), alerts);
        // Where an alert says of itself that it is of a year to come, nobody waits for it. After a restart no time is
        // known yet.
        boolean near = now < 0 || last - now <= FARTHEST.toMillis();
        return last > now && near ? OptionalLong.of(last) : OptionalLong.empty();
    }

    /** Up to when records are asked for at a look: whatever the order in which they come, none later is there. */
    long upTo(long until, long look) {
        return mode == TimeMode.EVENT ? Math.min(until, look) : until;
    }
}
