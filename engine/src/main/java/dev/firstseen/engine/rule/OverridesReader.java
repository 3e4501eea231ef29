package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code severity_mapping}, {@code risk_score_mapping} and {@code rule_name_override}. */
final class OverridesReader {
    private static final List<String> OPERATORS = List.of("equals");

    private OverridesReader() {}

    static Overrides read(TomlSection rule) {
        return new Overrides(
                severity(rule),
                riskScore(rule),
                rule.string("rule_name_override")
                        .filter(name -> !name.isBlank())
                        .map(FieldPath::of));
    }

    private static List<Overrides.SeverityMapping> severity(TomlSection rule) {
        List<Overrides.SeverityMapping> mappings = new ArrayList<>();
        for (TomlSection mapping : rule.sections("severity_mapping")) {
            String field = mapping.requiredString("field");
            CommonKeys.oneOf(mapping, "operator", OPERATORS);
            mapping.require("value");
            Optional<String> value = mapping.scalar("value");
            String word = mapping.requiredString("severity");
            Optional<Severity> severity = CommonKeys.severity(word);
            if (severity.isEmpty() && !word.isBlank()) {
                CommonKeys.tellWrongSeverity(mapping, word);
            }
            mapping.warnOfUnknown();
            if (!field.isBlank() && value.isPresent() && severity.isPresent()) {
                mappings.add(new Overrides.SeverityMapping(FieldPath.of(field), value.get(), severity.get()));
            }
        }
        return mappings;
    }

    /** Kibana looks at the first mapping only, and in it only at the field. */
    private static Optional<FieldPath> riskScore(TomlSection rule) {
        List<TomlSection> mappings = rule.sections("risk_score_mapping");
        Optional<FieldPath> first = Optional.empty();
        for (int i = 0; i < mappings.size(); i++) {
            TomlSection mapping = mappings.get(i);
            String field = mapping.requiredString("field");
            CommonKeys.oneOf(mapping, "operator", OPERATORS);
            mapping.whole("risk_score");
            mapping.scalar("value");
            mapping.warnOfUnknown();
            if (i == 0 && !field.isBlank()) {
                first = Optional.of(FieldPath.of(field));
            } else if (i == 1) {
                mapping.warning(mapping.place(), "only the first risk_score_mapping has an effect, as in Kibana");
            }
        }
        return first;
    }
}
