package dev.firstseen.collect.graph;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.ParcelBuilder;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.ClockCheck;
import dev.firstseen.collect.window.Health;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Losses;
import dev.firstseen.collect.window.TimeRange;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One run of the source, from a cursor until it is interrupted. One thread uses it. */
final class GraphRun {
    /** Rows at the border of what is surely kept prove nothing; one that is older by so much shows that more is kept. */
    private static final Duration LONGER = Duration.ofDays(1);

    /** Ids are remembered for so much longer than their records can be listed again. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final GraphSettings settings;
    private final ReportListing listing;
    private final SourceClock clock;
    private final Intake intake;
    private final ParcelBuilder parcels;
    private final Losses losses;
    private final ClockCheck clockCheck;
    private final Health signIn;
    private final Map<GraphReport, LogPart> parts = new EnumMap<>(GraphReport.class);
    /** Of each report, how much is listed in one go at present. */
    private final Map<GraphReport, Duration> windows = new EnumMap<>(GraphReport.class);
    /** Of each report, before what nothing is listed again, since the ids of it are forgotten. */
    private final Map<GraphReport, Instant> floors = new EnumMap<>(GraphReport.class);
    /** Whether the tenant was seen to keep its reports for longer than is sure. */
    private boolean keepsLonger;
    /** Of each report, what only such a tenant still has, as long as that is not known. */
    private final Map<GraphReport, TimeRange> doubtful = new EnumMap<>(GraphReport.class);

    GraphRun(
            GraphSettings settings,
            ReportListing listing,
            SourceClock clock,
            RandomGenerator random,
            String source,
            Cursor cursor,
            Intake intake) {
        this.settings = settings;
        this.listing = listing;
        this.clock = clock;
        this.intake = intake;
        this.parcels = new ParcelBuilder(source, intake);
        this.losses = new Losses(settings.registration().tenant(), parcels, intake);
        this.clockCheck = new ClockCheck(settings.sweep(), GraphSettings.SURELY_KEPT, losses, parcels, intake);
        this.signIn = new Health("access token", intake);
        Instant first = clock.now().minus(GraphSettings.SURELY_KEPT).truncatedTo(ChronoUnit.SECONDS);
        for (GraphReport report : settings.reports()) {
            parts.put(report, new LogPart(report.name(), cursor, first, random, intake));
            windows.put(report, settings.window());
            cursor.get(floorKey(report)).ifPresent(time -> floors.put(report, Instant.parse(time)));
        }
    }

    private static String floorKey(GraphReport report) {
        return report.name() + "/floor";
    }

    /** Collects until interrupted, or until no report is allowed. */
    void run() throws InterruptedException {
        while (!parts.values().stream().allMatch(part -> part.health().isDenied())) {
            parts.forEach((report, part) -> clockCheck.look(part, report.log(), clock.now()));
            Optional<GraphReport> behind = furthestBehind();
            if (behind.isPresent()) {
                advance(behind.get());
            } else if (!sweep()) {
                clock.pause(untilNext());
            }
        }
    }

    private LogPart part(GraphReport report) {
        LogPart part = parts.get(report);
        if (part == null) {
            throw new IllegalStateException("not collected: " + report);
        }
        return part;
    }

    private Optional<GraphReport> furthestBehind() {
        Instant now = clock.now();
        return settings.reports().stream()
                .filter(report -> part(report).mayTry(now))
                .filter(report -> !part(report).reached().plus(settings.poll()).isAfter(now))
                .min(Comparator.comparing(report -> part(report).reached()));
    }

    private void advance(GraphReport report) throws InterruptedException {
        LogPart part = part(report);
        Instant now = clock.now();
        leaveExpired(report, now);
        Instant to = TimeRange.earlier(part.reached().plus(window(report)), now.truncatedTo(ChronoUnit.SECONDS));
        Instant overlap = TimeRange.later(now.minus(settings.overlap()), floor(report));
        Instant from = TimeRange.earlier(part.reached(), overlap).truncatedTo(ChronoUnit.SECONDS);
        if (collect(report, new TimeRange(from, to))) {
            part.reach(to, parcels.change());
            tellDoubtful(report);
            part.sweptAtUnlessSet(now, now.plus(settings.sweepEvery()), parcels.change());
            forget(report);
            windows.put(report, shorter(window(report).multipliedBy(2), settings.window()));
        }
        parcels.send();
        intake.progress(part.progress(clock.now()));
    }

    private void leaveExpired(GraphReport report, Instant now) {
        LogPart part = part(report);
        Instant sure = now.minus(GraphSettings.SURELY_KEPT).truncatedTo(ChronoUnit.SECONDS);
        if (!part.reached().isBefore(sure)) {
            return;
        }
        if (!part.wasListed()) {
            // There is no place that could have been kept: it begins with what there is.
            part.beginAt(sure);
            return;
        }
        Instant oldest = now.minus(GraphSettings.KEPT).truncatedTo(ChronoUnit.SECONDS);
        if (part.reached().isBefore(oldest)) {
            losses.add(
                    part,
                    report.log(),
                    new TimeRange(part.reached(), oldest),
                    "Records of %s from %s to %s were not collected in time: Microsoft keeps them for 30 days."
                            .formatted(report.title(), part.reached(), oldest));
            part.reach(oldest, parcels.change());
        }
        if (!keepsLonger) {
            doubtful.putIfAbsent(report, new TimeRange(part.reached(), sure));
        }
    }

    private void tellDoubtful(GraphReport report) {
        TimeRange range = doubtful.get(report);
        if (range != null && !part(report).reached().isBefore(range.to())) {
            doubtful.remove(report);
            losses.add(
                    part(report),
                    report.log(),
                    range,
                    ("Records of %s from %s to %s may be lost: without a licence of Entra ID P1 Microsoft keeps them for 7"
                                    + " days, and nothing older shows that it kept them longer.")
                            .formatted(report.title(), range.from(), range.to()));
        }
    }

    private Duration window(GraphReport report) {
        return windows.getOrDefault(report, settings.window());
    }

    private Instant floor(GraphReport report) {
        return floors.getOrDefault(report, Instant.EPOCH);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void forget(GraphReport report) {
        LogPart part = part(report);
        part.seen().forgetBefore(part.forgettable(settings.sweep()).minus(MARGIN), parcels.change());
        if (part.seen().size() > settings.mostRemembered()) {
            Instant floor = part.seen().horizonOfLatest(settings.mostRemembered());
            part.seen().forgetBefore(floor, parcels.change());
            floors.put(report, floor);
            parcels.change().put(floorKey(report), floor.toString());
        }
    }

    /** Lists a range and hands over what is new in it, in the order of time; whether that succeeded. */
    private boolean collect(GraphReport report, TimeRange range) throws InterruptedException {
        LogPart part = part(report);
        return switch (listing.list(report, range, clock.now())) {
            case ReportListing.Listed.Failed failed -> {
                part.met(failed.trouble(), signIn, clock.now());
                yield false;
            }
            case ReportListing.Listed.TooMany tooMany -> {
                Duration half = window(report).dividedBy(2);
                windows.put(report, half.compareTo(GraphSettings.SHORTEST) < 0 ? GraphSettings.SHORTEST : half);
                yield false;
            }
            case ReportListing.Listed.Rows listed -> {
                part.well();
                signIn.well();
                clockCheck.well();
                Instant sure = clock.now().minus(GraphSettings.SURELY_KEPT).minus(LONGER);
                if (!doubtful.isEmpty()
                        && listed.rows().stream().anyMatch(row -> row.time().isBefore(sure))) {
                    keepsLonger = true;
                    doubtful.clear();
                }
                handOver(report, listed.rows().stream().sorted(Row.BY_TIME).toList());
                yield true;
            }
        };
    }

    private void handOver(GraphReport report, List<Row> rows) throws InterruptedException {
        LogPart part = part(report);
        List<Row> together = new ArrayList<>();
        for (Row row : rows) {
            if (part.seen().contains(row.id()) || row.time().isBefore(floor(report))) {
                continue;
            }
            if (!together.isEmpty() && !together.getLast().time().equals(row.time())) {
                addLoad(report, together);
                parcels.sendIfFull();
            }
            part.seen().add(row.id(), row.time(), parcels.change());
            together.add(row);
        }
        addLoad(report, together);
    }

    /** One load of records of one time. */
    private void addLoad(GraphReport report, List<Row> together) {
        if (together.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Row row : together) {
            bytes.write(bytes.size() == 0 ? '[' : ',');
            bytes.writeBytes(row.bytes());
        }
        bytes.write(']');
        parcels.add(new Load(
                report.title(), bytes.toByteArray(), together.getFirst().time()));
        together.clear();
    }

    /** Lists one more window of what is listed again now and then; whether there was one. */
    private boolean sweep() throws InterruptedException {
        Instant now = clock.now();
        for (GraphReport report : settings.reports()) {
            LogPart part = part(report);
            if (!part.mayTry(now) || !part.sweepIsDue(now)) {
                continue;
            }
            Instant earliest = TimeRange.later(part.sweepFrom(settings.sweep()), floor(report));
            Instant from = TimeRange.later(earliest, part.swept());
            Instant until = TimeRange.earlier(part.reached(), now.truncatedTo(ChronoUnit.SECONDS));
            if (!from.isBefore(until)) {
                part.sweptAt(now, now.plus(settings.sweepEvery()), parcels.change());
                parcels.send();
                continue;
            }
            TimeRange piece = new TimeRange(from, TimeRange.earlier(from.plus(window(report)), until));
            if (collect(report, piece)) {
                part.sweptTo(piece.to(), now);
            }
            parcels.send();
            return true;
        }
        return false;
    }

    private Duration untilNext() {
        Instant now = clock.now();
        Instant next = now.plus(settings.poll());
        for (LogPart part : parts.values()) {
            Instant due = part.mayTry(now) ? part.reached().plus(settings.poll()) : part.nextTry();
            next = TimeRange.earlier(next, due);
        }
        Duration wait = Duration.between(now, next);
        return wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait;
    }
}
