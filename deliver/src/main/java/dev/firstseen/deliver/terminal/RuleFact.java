package dev.firstseen.deliver.terminal;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Overrides;
import dev.firstseen.engine.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a rule does, a line on each of its parts. */
record RuleFact(String label, String value) {

    static List<RuleFact> of(Rule rule) {
        List<RuleFact> facts = new ArrayList<>();
        switch (rule.detection()) {
            case Detection.Query query -> facts.add(new RuleFact("Type", "query: every matching event is an alert"));
            case Detection.NewTerms newTerms -> {
                facts.add(new RuleFact("Type", "new_terms: what was not seen before is an alert"));
                facts.add(new RuleFact("New", names(newTerms.fields())));
                facts.add(new RuleFact("Window", spelled(newTerms.historyWindow()) + " before each event"));
            }
            case Detection.Threshold threshold -> {
                facts.add(new RuleFact("Type", "threshold: many matching events are an alert"));
                facts.add(new RuleFact("Counts", counted(threshold)));
                facts.add(new RuleFact("Window", spelled(threshold.lookback()) + " up to each event"));
            }
        }
        facts.add(new RuleFact("Reads", String.join(", ", rule.index())));
        rule.suppression().ifPresent(suppression -> facts.add(new RuleFact("Suppress", suppressed(suppression))));
        overridden(rule.overrides(), facts);
        if (rule.isBuildingBlock()) {
            facts.add(new RuleFact("Alerts", "building blocks of others, not shown by themselves"));
        }
        if (!rule.metadata().minStackVersion().isEmpty()) {
            facts.add(
                    new RuleFact("Made for", "Elastic Stack " + rule.metadata().minStackVersion() + " and later"));
        }
        return facts;
    }

    private static String counted(Detection.Threshold threshold) {
        String events = "at least " + threshold.value() + (threshold.value() == 1 ? " event" : " events");
        String alike = threshold.fields().isEmpty() ? "" : " alike in " + names(threshold.fields());
        return threshold
                .cardinality()
                .map(different -> events + alike + ", with at least " + different.value() + " different values of "
                        + different.field().name())
                .orElse(events + alike);
    }

    private static String suppressed(AlertSuppression suppression) {
        String alike = suppression.groupBy().isEmpty()
                ? "alerts of the same key"
                : "alerts alike in " + names(suppression.groupBy());
        String missing = switch (suppression.missing()) {
            case SUPPRESS -> "";
            case DO_NOT_SUPPRESS -> "; never one without such a field";
        };
        return alike + ", for " + spelled(suppression.duration()) + " after the first" + missing;
    }

    private static void overridden(Overrides overrides, List<RuleFact> facts) {
        for (Overrides.SeverityMapping mapping : overrides.severity()) {
            facts.add(new RuleFact(
                    "Severity",
                    mapping.severity().word() + " where " + mapping.field().name() + " is " + mapping.value()));
        }
        overrides.riskScore().ifPresent(field -> facts.add(new RuleFact("Risk", "as " + field.name() + " says")));
        overrides.name().ifPresent(field -> facts.add(new RuleFact("Name", "as " + field.name() + " says")));
    }

    private static String names(List<FieldPath> fields) {
        return fields.stream().map(FieldPath::name).collect(Collectors.joining(" with "));
    }

    private static String spelled(Duration duration) {
        if (duration.equals(Duration.ofDays(duration.toDays()))) {
            return count(duration.toDays(), "day");
        }
        if (duration.equals(Duration.ofHours(duration.toHours()))) {
            return count(duration.toHours(), "hour");
        }
        return duration.equals(Duration.ofMinutes(duration.toMinutes()))
                ? count(duration.toMinutes(), "minute")
                : count(duration.toSeconds(), "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
