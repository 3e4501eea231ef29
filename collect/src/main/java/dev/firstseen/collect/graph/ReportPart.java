package dev.firstseen.collect.graph;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One report: up to where it was listed, how much of it in one go, and what is remembered of it. One thread uses it. */
final class ReportPart {

    /** Ids are remembered for so much longer than their records can be listed again. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final GraphReport report;
    private final GraphSettings settings;
    private final LogPart log;
    private Duration window;
    private Instant floor;

    ReportPart(GraphReport report, GraphSettings settings, LogPart log, Cursor cursor) {
        this.report = report;
        this.settings = settings;
        this.log = log;
        this.window = settings.window();
        this.floor = cursor.get(floorKey()).map(Instant::parse).orElse(Instant.EPOCH);
    }

    private String floorKey() {
        return report.name() + "/floor";
    }

    GraphReport report() {
        return report;
    }

    LogPart log() {
        return log;
    }

    /** How much is listed in one go at present. */
    Duration window() {
        return window;
    }

    /** Before what nothing is listed again, since the ids of it are forgotten. */
    Instant floor() {
        return floor;
    }

    /** A range held too much. */
    void narrow(TimeRange range) {
        Duration half = Duration.ofSeconds(range.length().toSeconds() / 2);
        window = half.compareTo(GraphSettings.SHORTEST) < 0 ? GraphSettings.SHORTEST : half;
    }

    /** A window held little. */
    void widen() {
        Duration twice = window.multipliedBy(2);
        window = twice.compareTo(settings.window()) < 0 ? twice : settings.window();
    }

    /** What is listed next, with what was listed when it was young; no more than a window. */
    TimeRange next(Instant seconds) {
        Instant to = TimeRange.earlier(log.reached().plus(window), seconds);
        Duration again = settings.overlap().compareTo(window) < 0 ? settings.overlap() : window;
        Instant overlap = TimeRange.later(seconds.minus(again), floor);
        return new TimeRange(TimeRange.earlier(log.reached(), overlap).truncatedTo(ChronoUnit.SECONDS), to);
    }

    /** Forgets ids that are not listed again, and the oldest where there are too many. */
    void forget(CursorChange.Builder change) {
        log.seen().forgetBefore(log.forgettable(settings.sweep()).minus(MARGIN), change);
        if (log.seen().size() > settings.mostRemembered()) {
            floor = log.seen().horizonOfLatest(settings.mostRemembered());
            log.seen().forgetBefore(floor, change);
            change.put(floorKey(), floor.toString());
        }
    }
}
