package dev.firstseen.collect.graph;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.ParcelBuilder;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.ClockCheck;
import dev.firstseen.collect.window.Health;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Losses;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One run of the source, from a cursor until it is interrupted: which report is listed when. One thread uses it. */
final class GraphRun {

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final GraphSettings settings;
    private final ReportListing listing;
    private final SourceClock clock;
    private final Intake intake;
    private final ParcelBuilder parcels;
    private final RowDelivery delivery;
    private final Retention retention;
    private final ClockCheck clockCheck;
    private final Health signIn;
    private final List<ReportPart> parts;

    GraphRun(
            GraphSettings settings,
            ReportListing listing,
            SourceClock clock,
            RandomGenerator random,
            String source,
            Cursor committed,
            Intake intake) {
        this.settings = settings;
        this.listing = listing;
        this.clock = clock;
        this.intake = intake;
        this.parcels = new ParcelBuilder(source, intake);
        String tenant = settings.registration().tenant();
        Cursor cursor = committed.ofTenant(tenant, parcels.change());
        this.delivery = new RowDelivery(tenant, parcels);
        Losses losses = new Losses(tenant, parcels, intake);
        this.retention = new Retention(settings.reports(), cursor, losses, parcels);
        this.clockCheck = new ClockCheck(settings.sweep(), GraphSettings.SURELY_KEPT, losses, parcels, intake);
        this.signIn = new Health("access token", intake);
        Instant first = seconds(clock.now().minus(GraphSettings.SURELY_KEPT));
        this.parts = settings.reports().stream()
                .map(report -> new ReportPart(
                        report, settings, new LogPart(report.name(), cursor, first, random, intake), cursor))
                .toList();
    }

    /** Collects until interrupted. */
    void run() throws InterruptedException {
        while (true) {
            parts.forEach(part -> clockCheck.look(part.log(), part.report().log(), clock.now()));
            Optional<ReportPart> behind = furthestBehind();
            if (behind.isPresent()) {
                advance(behind.get());
            } else if (!sweep()) {
                clock.pause(untilNext());
            }
        }
    }

    private Optional<ReportPart> furthestBehind() {
        Instant now = clock.now();
        return parts.stream()
                .filter(part -> part.log().mayTry(now))
                .filter(part -> !part.log().reached().plus(settings.poll()).isAfter(now))
                .min(Comparator.comparing(part -> part.log().reached()));
    }

    private void advance(ReportPart part) throws InterruptedException {
        LogPart log = part.log();
        Instant now = clock.now();
        retention.leaveExpired(part.report(), log, now);
        TimeRange next = part.next(seconds(now));
        if (collect(part, next)) {
            log.reach(next.to(), parcels.change());
            retention.reached(part.report(), log, now);
            log.sweptAtUnlessSet(now, now.plus(settings.sweepEvery()), parcels.change());
            part.forget(parcels.change());
        }
        parcels.send();
        intake.progress(log.progress(clock.now()));
    }

    /** Lists a range and hands over what is new in it; whether that succeeded. */
    private boolean collect(ReportPart part, TimeRange range) throws InterruptedException {
        return switch (listing.list(part.report(), range, clock.now(), rows -> handOver(part, rows))) {
            case ReportListing.Listed.Failed failed -> {
                part.log().met(failed.trouble(), signIn, clock.now());
                yield false;
            }
            case ReportListing.Listed.TooMany tooMany -> {
                part.narrow(range);
                yield false;
            }
            case ReportListing.Listed.Whole listed -> {
                part.log().well();
                signIn.well();
                clockCheck.well();
                if (listed.little()) {
                    part.widen();
                }
                yield true;
            }
        };
    }

    private void handOver(ReportPart part, List<Row> rows) throws InterruptedException {
        retention.listed(rows, clock.now());
        delivery.handOver(part, rows);
    }

    /** Lists one more window of what is listed again now and then; whether there was one. */
    private boolean sweep() throws InterruptedException {
        Instant now = clock.now();
        for (ReportPart part : parts) {
            LogPart log = part.log();
            if (!log.mayTry(now) || !log.sweepIsDue(now)) {
                continue;
            }
            Instant earliest = TimeRange.later(log.sweepFrom(settings.sweep()), part.floor());
            Instant from = TimeRange.later(earliest, log.swept());
            Instant until = TimeRange.earlier(log.reached(), seconds(now));
            if (!from.isBefore(until)) {
                log.sweptAt(now, now.plus(settings.sweepEvery()), parcels.change());
                parcels.send();
                continue;
            }
            TimeRange piece = new TimeRange(from, TimeRange.earlier(from.plus(part.window()), until));
            if (collect(part, piece)) {
                log.sweptTo(piece.to(), now);
            }
            parcels.send();
            return true;
        }
        return false;
    }

    private Duration untilNext() {
        Instant now = clock.now();
        Instant next = now.plus(settings.poll());
        for (ReportPart part : parts) {
            LogPart log = part.log();
            Instant due = log.mayTry(now) ? log.reached().plus(settings.poll()) : log.nextTry();
            next = TimeRange.earlier(next, due);
        }
        Duration wait = Duration.between(now, next);
        return wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
