package dev.firstseen.collect.graph;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.ParcelBuilder;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Losses;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What Microsoft may have let go of before it was listed. It lives in the cursor, since it is told only when all that is left
 * of it was listed, however often the service is started meanwhile. One thread uses it.
 */
final class Retention {
    /** Rows at the border of what is surely kept prove nothing; one that is older by so much shows that more is kept. */
    private static final Duration LONGER = Duration.ofDays(1);

    private static final String SHOWN = "kept-longer";

    private final Losses losses;
    private final ParcelBuilder parcels;
    /** When the tenant was last seen to keep its reports for longer than is sure. */
    private Instant shown;
    /** Of each report, what only such a tenant still has, as long as that is not known. */
    private final Map<GraphReport, TimeRange> doubtful = new EnumMap<>(GraphReport.class);

    Retention(List<GraphReport> reports, Cursor cursor, Losses losses, ParcelBuilder parcels) {
        this.losses = losses;
        this.parcels = parcels;
        this.shown = cursor.get(SHOWN).map(Instant::parse).orElse(Instant.EPOCH);
        for (GraphReport report : reports) {
            cursor.get(key(report)).ifPresent(written -> doubtful.put(report, TimeRange.read(written)));
        }
    }

    private static String key(GraphReport report) {
        return report.name() + "/doubtful";
    }

    private static Instant sure(Instant now) {
        return now.minus(GraphSettings.SURELY_KEPT).truncatedTo(ChronoUnit.SECONDS);
    }

    /** Goes on from what may still be listed, where a report was left alone for too long. */
    void leaveExpired(GraphReport report, LogPart part, Instant now) {
        Instant sure = sure(now);
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
        TimeRange known = doubtful.getOrDefault(report, new TimeRange(part.reached(), part.reached()));
        // While it was listed, or another outage came, more became as old as that.
        if (!keepsLonger(now) && known.to().isBefore(sure)) {
            TimeRange range = new TimeRange(known.from(), sure);
            doubtful.put(report, range);
            parcels.change().put(key(report), TimeRange.written(List.of(range)));
        }
    }

    /** Believed for as long as what was shown to be kept: a licence may end. */
    private boolean keepsLonger(Instant now) {
        return !now.isBefore(shown) && now.isBefore(shown.plus(GraphSettings.KEPT));
    }

    /** Whether what was listed shows that the tenant keeps more than is sure. */
    void listed(List<Row> rows, Instant now) {
        Instant border = sure(now).minus(LONGER);
        if (rows.stream().anyMatch(row -> row.time().isBefore(border))) {
            shown = now;
            parcels.change().put(SHOWN, now.toString());
            List.copyOf(doubtful.keySet()).forEach(this::settle);
        }
    }

    /** A report was listed on: what is still doubtful of all that was listed may be lost. */
    void reached(GraphReport report, LogPart part, Instant now) {
        TimeRange range = doubtful.get(report);
        if (range == null) {
            return;
        }
        if (range.to().isAfter(sure(now))) {
            // By a clock that was put back since, this is surely kept.
            settle(report);
        } else if (!part.reached().isBefore(range.to())) {
            settle(report);
            losses.add(
                    part,
                    report.log(),
                    range,
                    ("Records of %s from %s to %s may be lost: without a licence of Entra ID P1 Microsoft keeps them for 7"
                                    + " days, and nothing older shows that it kept them longer.")
                            .formatted(report.title(), range.from(), range.to()));
        }
    }

    private void settle(GraphReport report) {
        doubtful.remove(report);
        parcels.change().remove(key(report));
    }
}
