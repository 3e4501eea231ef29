package dev.firstseen.deliver.csv;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A column of the table.
 *
 * @param value the alert's value, not yet fit for a cell; empty where it has none
 */
record Column(String title, Function<Alert, String> value) {
    private static final int COVERAGE_DIGITS = 4;

    /** The columns, in their order. */
    static final List<Column> ALL = List.of(
            new Column(
                    "time",
                    alert -> UtcTime.of(Instant.ofEpochMilli(alert.event().time()))),
            new Column("severity", alert -> alert.severity().word()),
            new Column("risk_score", alert -> plain(BigDecimal.valueOf(alert.riskScore()))),
            new Column("rule", Alert::name),
            new Column("rule_id", alert -> alert.rule().id()),
            new Column("user", firstOf("user.email", "user.id", "o365.audit.UserId", "user.name", "service.name")),
            new Column("source_ip", allOf("source.ip")),
            new Column("as_number", allOf("source.as.number")),
            new Column("as_organization", allOf("source.as.organization.name")),
            new Column("network_kind", allOf("firstseen.network.kind")),
            new Column("country", firstOf("source.geo.country_iso_code", "source.geo.country_name")),
            new Column("terms", Column::terms),
            new Column("coverage", Column::coverage),
            new Column("threshold_count", threshold(alert -> Long.toString(alert.count()))),
            new Column("threshold_cardinality", threshold(alert -> count(alert.cardinality()))),
            new Column("threshold_from", threshold(alert -> UtcTime.of(Instant.ofEpochMilli(alert.first())))),
            new Column(
                    "suppressed",
                    alert -> alert.suppressed()
                            .map(group -> Long.toString(group.count()))
                            .orElse("")),
            new Column(
                    "building_block_type",
                    alert -> alert.rule().buildingBlockType().orElse("")),
            new Column("sentence", Sentence::of),
            new Column("event_id", alert -> alert.event().id()),
            new Column("alert_id", Alert::id),
            new Column("tenant", alert -> alert.event().tenant()));

    private static Function<Alert, String> allOf(String name) {
        FieldPath field = FieldPath.of(name);
        return alert -> joined(alert.event().values(field).stream()
                .filter(Value.Scalar.class::isInstance)
                .map(Value.Scalar.class::cast)
                .toList());
    }

    /** The values of the first of the fields that has any. */
    private static Function<Alert, String> firstOf(String... names) {
        List<Function<Alert, String>> fields =
                Arrays.stream(names).map(Column::allOf).toList();
        return alert -> fields.stream()
                .map(field -> field.apply(alert))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String terms(Alert alert) {
        return switch (alert) {
            case Alert.Match match -> "";
            case Alert.FirstSeen seen -> joined(seen.terms());
            case Alert.Threshold threshold -> joined(threshold.key());
        };
    }

    /** Rounded down: what was not wholly observed does not read as 1. */
    private static String coverage(Alert alert) {
        return switch (alert) {
            case Alert.Match match -> "";
            case Alert.Threshold threshold -> "";
            case Alert.FirstSeen seen ->
                plain(BigDecimal.valueOf(seen.history().coverage()).setScale(COVERAGE_DIGITS, RoundingMode.DOWN));
        };
    }

    /** Of an alert of a threshold rule; empty for any other. */
    private static Function<Alert, String> threshold(Function<Alert.Threshold, String> value) {
        return alert -> alert instanceof Alert.Threshold threshold ? value.apply(threshold) : "";
    }

    private static String count(OptionalLong count) {
        return count.isPresent() ? Long.toString(count.getAsLong()) : "";
    }

    /** Without exponent and needless zeros: 73, not 73.0. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String joined(List<Value.Scalar> values) {
        return values.stream().map(Value.Scalar::text).collect(Collectors.joining(", "));
    }
}
