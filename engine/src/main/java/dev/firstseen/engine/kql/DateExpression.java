package dev.firstseen.engine.kql;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A date with Elasticsearch's date maths: {@code now-30d/d}, {@code 2026-01-31||+1M}, or a date alone.
 *
 * @param anchor where the maths begins; empty for {@code now}
 */
record DateExpression(Optional<DatePoint> anchor, List<Step> steps) {
    private static final int MOST_STEPS = 20;

    DateExpression {
        steps = List.copyOf(steps);
    }

    /** One step of the maths: adds units, or rounds to the unit where the amount is empty. */
    record Step(Optional<Integer> amount, Unit unit) {}

    enum Unit {
        YEAR(ChronoUnit.YEARS, "y"),
        MONTH(ChronoUnit.MONTHS, "M"),
        WEEK(ChronoUnit.WEEKS, "w"),
        DAY(ChronoUnit.DAYS, "d"),
        HOUR(ChronoUnit.HOURS, "hH"),
        MINUTE(ChronoUnit.MINUTES, "m"),
        SECOND(ChronoUnit.SECONDS, "s");

        private final ChronoUnit chronoUnit;
        private final String letters;

        Unit(ChronoUnit chronoUnit, String letters) {
            this.chronoUnit = chronoUnit;
            this.letters = letters;
        }

        private OffsetDateTime floor(OffsetDateTime time) {
            return switch (this) {
                case YEAR -> time.with(TemporalAdjusters.firstDayOfYear()).truncatedTo(ChronoUnit.DAYS);
                case MONTH -> time.with(TemporalAdjusters.firstDayOfMonth()).truncatedTo(ChronoUnit.DAYS);
                case WEEK ->
                    time.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .truncatedTo(ChronoUnit.DAYS);
                case DAY, HOUR, MINUTE, SECOND -> time.truncatedTo(chronoUnit);
            };
        }

        private static Optional<Unit> of(char letter) {
            for (Unit unit : values()) {
                if (unit.letters.indexOf(letter) >= 0) {
                    return Optional.of(unit);
                }
            }
            return Optional.empty();
        }
    }

    static Optional<DateExpression> parse(String text) {
        if (text.startsWith("now")) {
            return steps(text, 3).map(steps -> new DateExpression(Optional.empty(), steps));
        }
        int bars = text.indexOf("||");
        Optional<DatePoint> anchor = DatePoint.parse(bars < 0 ? text : text.substring(0, bars));
        Optional<List<Step>> steps = bars < 0 ? Optional.of(List.of()) : steps(text, bars + 2);
        return anchor.isPresent() ? steps.map(found -> new DateExpression(anchor, found)) : Optional.empty();
    }

    private static Optional<List<Step>> steps(String text, int from) {
        List<Step> steps = new ArrayList<>();
        int at = from;
        while (at < text.length() && steps.size() < MOST_STEPS) {
            char sign = text.charAt(at++);
            int digits = at;
            while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                at++;
            }
            boolean rounds = sign == '/';
            int most = rounds ? 0 : 9;
            if ("/+-".indexOf(sign) < 0 || at - digits > most || at == text.length()) {
                return Optional.empty();
            }
            Optional<Unit> unit = Unit.of(text.charAt(at++));
            if (unit.isEmpty()) {
                return Optional.empty();
            }
            int amount = at - 1 == digits ? 1 : Integer.parseInt(text, digits, at - 1, 10);
            steps.add(new Step(rounds ? Optional.empty() : Optional.of(sign == '-' ? -amount : amount), unit.get()));
        }
        return at == text.length() ? Optional.of(steps) : Optional.empty();
    }

    /**
     * The time meant, in milliseconds since 1970.
     *
     * @param now what {@code now} stands for
     * @param last whether of a rounded or shortened date its last millisecond is meant, else its first
     */
    long at(long now, boolean last) {
        if (steps.isEmpty()) {
            return anchor.map(point -> last ? point.last() : point.first()).orElse(now);
        }
        OffsetDateTime time =
                Instant.ofEpochMilli(anchor.map(DatePoint::first).orElse(now)).atOffset(ZoneOffset.UTC);
        for (Step step : steps) {
            try {
                time = step(time, step, last);
            } catch (DateTimeException beyond) {
                // further away than any event
                return step.amount().orElse(0) < 0 ? Long.MIN_VALUE / 2 : Long.MAX_VALUE / 2;
            }
        }
        return time.toInstant().toEpochMilli();
    }

    private static OffsetDateTime step(OffsetDateTime time, Step step, boolean last) {
        ChronoUnit unit = step.unit().chronoUnit;
        if (step.amount().isPresent()) {
            return time.plus(step.amount().get(), unit);
        }
        OffsetDateTime floor = step.unit().floor(time);
        return last ? floor.plus(1, unit).minus(1, ChronoUnit.MILLIS) : floor;
    }
}
