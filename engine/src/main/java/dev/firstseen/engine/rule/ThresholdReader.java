package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads {@code [rule.threshold]}. */
final class ThresholdReader {
    /** As many as Elastic allows. */
    private static final int MOST_FIELDS = 5;

    private final TomlSection rule;
    private final Fields fields;

    ThresholdReader(TomlSection rule, Fields fields) {
        this.rule = rule;
        this.fields = fields;
    }

    Optional<Detection> read(Optional<Kql> query) {
        rule.require("threshold");
        Optional<TomlSection> section = rule.section("threshold");
        if (section.isEmpty()) {
            return Optional.empty();
        }
        TomlSection threshold = section.get();
        List<FieldPath> paths = fields(threshold);
        Optional<Long> value = atLeast(1, threshold);
        Optional<Detection.Cardinality> cardinality = cardinality(threshold);
        threshold.warnOfUnknown();
        // What is wrong with 'from' itself is told where all rules have it read.
        Duration lookback = rule.string("from").flatMap(Durations::back).orElse(CommonKeys.DEFAULT_FROM);
        if (!lookback.isPositive()) {
            rule.error(rule.valuePlace("from"), "a threshold needs a 'from' that reaches back, such as 'now-9m'");
        }
        if (query.isEmpty() || value.isEmpty() || !lookback.isPositive()) {
            return Optional.empty();
        }
        return Optional.of(new Detection.Threshold(query.get(), paths, value.get(), cardinality, lookback));
    }

    private List<FieldPath> fields(TomlSection threshold) {
        if (threshold.isString("field")) {
            // An older form: one field, or none as the empty text.
            return threshold.string("field").filter(name -> !name.isBlank()).stream()
                    .map(FieldPath::of)
                    .toList();
        }
        List<FieldPath> paths = RuleFields.read(threshold, "field", fields);
        if (paths.size() > MOST_FIELDS) {
            threshold.error(
                    threshold.itemPlace("field", MOST_FIELDS),
                    "a threshold has at most " + MOST_FIELDS + " fields, not " + paths.size());
        }
        return paths;
    }

    private Optional<Detection.Cardinality> cardinality(TomlSection threshold) {
        List<TomlSection> all = threshold.isSection("cardinality")
                ? threshold.section("cardinality").stream().toList()
                : threshold.sections("cardinality");
        if (all.isEmpty()) {
            return Optional.empty();
        }
        if (all.size() > 1) {
            threshold.error(all.get(1).place(), "there can be only one cardinality");
        }
        TomlSection cardinality = all.getFirst();
        String name = cardinality.requiredString("field");
        Optional<Long> value = atLeast(0, cardinality);
        cardinality.warnOfUnknown();
        // No different values at least: every window has as many.
        if (name.isBlank() || value.isEmpty() || value.get() == 0) {
            return Optional.empty();
        }
        if (fields.typeOf(name).isEmpty()) {
            cardinality.warning(cardinality.valuePlace("field"), RuleFields.unknown(name, fields));
        }
        return Optional.of(new Detection.Cardinality(FieldPath.of(name), value.get()));
    }

    private static Optional<Long> atLeast(long least, TomlSection section) {
        section.require("value");
        Optional<Long> value = section.whole("value");
        if (value.isPresent() && value.get() < least) {
            section.error(section.valuePlace("value"), "'value' must be at least " + least + ", not " + value.get());
            return Optional.empty();
        }
        return value;
    }
}
