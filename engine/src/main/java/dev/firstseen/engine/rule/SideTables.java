package dev.firstseen.engine.rule;

import dev.firstseen.engine.toml.TomlSection;
import java.util.List;

/**
 * Checks the tables of a rule that are read but not applied, and says so: an analyst must not believe in a suppression
 * that does not take place.
 */
final class SideTables {

    private SideTables() {}

    static void check(TomlSection rule) {
        suppression(rule);
        severityMapping(rule);
        riskScoreMapping(rule);
        exceptions(rule);
        if (rule.has("rule_name_override")) {
            rule.string("rule_name_override");
            rule.warning(
                    rule.keyPlace("rule_name_override"),
                    "'rule_name_override' is not applied: alerts bear the rule's own name");
        }
    }

    private static void suppression(TomlSection rule) {
        rule.section("alert_suppression").ifPresent(suppression -> {
            suppression.require("group_by");
            suppression.strings("group_by");
            suppression.section("duration").ifPresent(duration -> {
                duration.require("value", "unit");
                duration.whole("value");
                oneOf(duration, "unit", List.of("s", "m", "h"));
                duration.warnOfUnknown();
            });
            oneOf(suppression, "missing_fields_strategy", List.of("suppress", "doNotSuppress"));
            suppression.warnOfUnknown();
            suppression.warning(suppression.place(), "'alert_suppression' is not applied: every alert is shown");
        });
    }

    private static void severityMapping(TomlSection rule) {
        List<TomlSection> mappings = rule.sections("severity_mapping");
        for (TomlSection mapping : mappings) {
            mapping.requiredString("field");
            mapping.string("operator");
            mapping.knows(List.of("value"));
            String severity = mapping.requiredString("severity");
            if (!severity.isBlank() && CommonKeys.severity(severity).isEmpty()) {
                CommonKeys.tellWrongSeverity(mapping, severity);
            }
            mapping.warnOfUnknown();
        }
        if (!mappings.isEmpty()) {
            rule.warning(
                    mappings.getFirst().place(),
                    "'severity_mapping' is not applied: alerts have the rule's own severity");
        }
    }

    private static void riskScoreMapping(TomlSection rule) {
        List<TomlSection> mappings = rule.sections("risk_score_mapping");
        for (TomlSection mapping : mappings) {
            mapping.requiredString("field");
            mapping.string("operator");
            mapping.whole("risk_score");
            mapping.knows(List.of("value"));
            mapping.warnOfUnknown();
        }
        if (!mappings.isEmpty()) {
            rule.warning(
                    mappings.getFirst().place(),
                    "'risk_score_mapping' is not applied: alerts have the rule's own risk score");
        }
    }

    private static void exceptions(TomlSection rule) {
        List<TomlSection> lists = rule.sections("exceptions_list");
        for (TomlSection list : lists) {
            for (String key : List.of("id", "list_id", "type", "namespace_type")) {
                list.requiredString(key);
            }
            list.warnOfUnknown();
        }
        if (!lists.isEmpty()) {
            rule.warning(
                    lists.getFirst().place(),
                    "'exceptions_list' names lists kept in Kibana, which are not here: none of them is applied");
        }
    }

    private static void oneOf(TomlSection section, String key, List<String> words) {
        section.string(key)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> section.error(
                        section.valuePlace(key),
                        "'" + key + "' must be one of " + String.join(", ", words) + ", not '" + word + "'"
                                + CommonKeys.didYouMean(word, words)));
    }
}
