package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.rule.AlertSuppression.MissingFields;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code alert_suppression}. */
final class SuppressionReader {
    private static final String SUPPRESS = "suppress";
    private static final String DO_NOT_SUPPRESS = "doNotSuppress";

    /** What {@link Durations} reads: over thirty years, whatever the unit. */
    private static final long MOST = 999_999_999;

    private SuppressionReader() {}

    /** @param interval how often the rule is run, which is how long a suppression without duration lasts */
    static Optional<AlertSuppression> read(TomlSection rule, Duration interval) {
        boolean threshold = rule.string("type").filter("threshold"::equals).isPresent();
        return rule.section("alert_suppression").flatMap(section -> {
            List<FieldPath> groupBy = threshold ? ownFields(section) : groupBy(section);
            boolean timed = section.has("duration");
            Optional<Duration> duration = section.section("duration").flatMap(SuppressionReader::duration);
            CommonKeys.oneOf(section, "missing_fields_strategy", List.of(SUPPRESS, DO_NOT_SUPPRESS));
            MissingFields missing = section.string("missing_fields_strategy")
                            .filter(DO_NOT_SUPPRESS::equals)
                            .isPresent()
                    ? MissingFields.DO_NOT_SUPPRESS
                    : MissingFields.SUPPRESS;
            section.warnOfUnknown();
            if (threshold && !timed) {
                section.error(section.place(), "a threshold rule's suppression needs a duration");
            }
            boolean usable =
                    (threshold || !groupBy.isEmpty()) && (timed ? duration.isPresent() : interval.isPositive());
            return usable
                    ? Optional.of(new AlertSuppression(groupBy, duration.orElse(interval), missing))
                    : Optional.empty();
        });
    }

    private static List<FieldPath> ownFields(TomlSection section) {
        if (section.has("group_by")) {
            section.error(
                    section.keyPlace("group_by"),
                    "a threshold rule suppresses by its own fields; it has no 'group_by'");
        }
        return List.of();
    }

    private static List<FieldPath> groupBy(TomlSection section) {
        section.require("group_by");
        List<String> names = section.strings("group_by");
        List<FieldPath> paths = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).isBlank()) {
                section.error(section.itemPlace("group_by", i), "a field needs a name");
            } else {
                paths.add(FieldPath.of(names.get(i)));
            }
        }
        if (names.isEmpty() && section.has("group_by")) {
            section.error(section.valuePlace("group_by"), "a suppression groups by at least one field");
        }
        return paths;
    }

    private static Optional<Duration> duration(TomlSection section) {
        section.require("value", "unit");
        Optional<Long> value = section.whole("value");
        CommonKeys.oneOf(section, "unit", List.of("s", "m", "h"));
        if (value.isPresent() && value.get() < 1) {
            section.error(section.valuePlace("value"), "'value' must be a whole number from 1, not " + value.get());
        }
        if (value.isPresent() && value.get() > MOST) {
            section.error(
                    section.valuePlace("value"), "'value' must be at most %,d, not %,d".formatted(MOST, value.get()));
        }
        section.warnOfUnknown();
        return value.flatMap(amount -> section.string("unit").flatMap(unit -> Durations.plain(amount + unit)))
                .filter(Duration::isPositive);
    }
}
