package dev.firstseen.engine.lint;

import dev.firstseen.engine.toml.TomlSection;
import java.util.List;

/** Thresholds, suppression of alerts and mappings of indicators. */
final class ThresholdCheck implements Check {
    private static final int MOST_THRESHOLD_FIELDS = 5;
    private static final int MOST_SUPPRESSION_FIELDS = 3;

    @Override
    public void look(LintedFile file, Findings findings) {
        if (file.isType("threshold")) {
            file.rule().section("threshold").ifPresent(section -> threshold(section, findings));
        }
        file.rule().section("alert_suppression").ifPresent(section -> suppression(section, file, findings));
        if (file.isType("threat_match")) {
            file.rule().sections("threat_mapping").forEach(mapping -> mapping(mapping, findings));
        }
    }

    private static void threshold(TomlSection threshold, Findings findings) {
        int fields =
                threshold.isString("field") ? 1 : threshold.strings("field").size();
        if (fields > MOST_THRESHOLD_FIELDS) {
            findings.add(
                    Lint.THRESHOLD_FIELDS,
                    threshold.itemPlace("field", MOST_THRESHOLD_FIELDS),
                    "Elastic runs thresholds of at most 5 fields; this has %d".formatted(fields));
        }
        if (threshold.whole("value").orElse(0L) == 1 && !threshold.has("cardinality")) {
            findings.add(
                    Lint.THRESHOLD_ONE,
                    threshold.valuePlace("value"),
                    "every match crosses a threshold of 1; write a larger value, a cardinality, or a rule of type query");
        }
    }

    private static void suppression(TomlSection suppression, LintedFile file, Findings findings) {
        List<String> fields = suppression.strings("group_by");
        boolean optional = file.isType("threshold");
        if (fields.size() > MOST_SUPPRESSION_FIELDS || (fields.isEmpty() && !optional)) {
            findings.add(
                    Lint.SUPPRESSION_FIELDS,
                    suppression.valuePlace("group_by"),
                    "suppression groups by 1 to 3 fields, not %d".formatted(fields.size()));
        }
        if (!suppression.has("missing_fields_strategy") && !optional) {
            findings.add(
                    Lint.SUPPRESSION_STRATEGY,
                    suppression.place(),
                    "say what becomes of alerts without the field: missing_fields_strategy = \"suppress\" or"
                            + " \"doNotSuppress\"");
        }
        // The columns of ES|QL are made by the query itself.
        for (int i = 0;
                i < fields.size()
                        && !file.isType("esql")
                        && !file.fields().byName().isEmpty();
                i++) {
            if (file.runnable().isPresent()
                    && file.fields().typeOf(fields.get(i)).isEmpty()) {
                findings.add(
                        Lint.SUPPRESSION_UNKNOWN_FIELD,
                        suppression.itemPlace("group_by", i),
                        "'%s' is no known field".formatted(fields.get(i)));
            }
        }
    }

    private static void mapping(TomlSection mapping, Findings findings) {
        List<TomlSection> entries = mapping.sections("entries");
        boolean negated = !entries.isEmpty()
                && entries.stream().allMatch(entry -> entry.flag("negate").orElse(false));
        if (negated) {
            findings.add(
                    Lint.THREAT_MAPPING_NEGATED,
                    mapping.place(),
                    "every entry of this mapping is negated, so nearly everything matches; map at least one field"
                            + " without 'negate'");
        }
    }
}
