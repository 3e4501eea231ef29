package dev.firstseen.engine.rule;

import static dev.firstseen.engine.rule.RuleReaderTest.COMMON;
import static dev.firstseen.engine.rule.RuleReaderTest.QUERY;
import static dev.firstseen.engine.rule.RuleReaderTest.loaded;
import static dev.firstseen.engine.rule.RuleReaderTest.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Thresholds, and the keys that say what becomes of a rule's alerts. */
class AlertKeysTest {
    private static final String THRESHOLD = COMMON + """
            type = "threshold"
            query = 'event.action: "UserLoggedIn"'
            from = "now-30m"
            [rule.threshold]
            field = ["user.id"]
            value = 12
            """;

    @Test
    void readsWhatBecomesOfTheAlerts() {
        Rule rule = loaded(QUERY + """
                building_block_type = "default"
                rule_name_override = "message"
                [rule.alert_suppression]
                group_by = ["user.id", "host.id"]
                missing_fields_strategy = "doNotSuppress"
                [rule.alert_suppression.duration]
                value = 5
                unit = "h"
                [[rule.severity_mapping]]
                field = "event.severity"
                operator = "equals"
                severity = "high"
                value = "21"
                [[rule.risk_score_mapping]]
                field = "event.risk_score"
                operator = "equals"
                value = ""
                """);
        assertThat(rule.isBuildingBlock()).isTrue();
        assertThat(rule.suppression())
                .contains(new AlertSuppression(
                        List.of(FieldPath.of("user.id"), FieldPath.of("host.id")),
                        Duration.ofHours(5),
                        AlertSuppression.MissingFields.DO_NOT_SUPPRESS));
        assertThat(rule.overrides())
                .isEqualTo(new Overrides(
                        List.of(new Overrides.SeverityMapping(FieldPath.of("event.severity"), "21", Severity.HIGH)),
                        Optional.of(FieldPath.of("event.risk_score")),
                        Optional.of(FieldPath.of("message"))));
    }

    @Test
    void aSuppressionWithoutDurationLastsAsLongAsTheIntervalBetweenRuns() {
        Rule rule = loaded(QUERY + "interval = \"7m\"\n[rule.alert_suppression]\ngroup_by = [\"user.id\"]\n");
        assertThat(rule.suppression().orElseThrow().duration()).isEqualTo(Duration.ofMinutes(7));
    }

    @Test
    void exceptionListsAreNotHere() {
        assertThat(problems(QUERY + """
                [[rule.exceptions_list]]
                id = "e"
                list_id = "e"
                namespace_type = "agnostic"
                type = "endpoint"
                """))
                .containsExactly("r.toml:15:1: WARNING: 'exceptions_list' names lists kept in Kibana, which are not"
                        + " here: write what they except as [[exception]] with rule, condition, reason, author and"
                        + " expires into a file for --exceptions");
    }

    @Test
    void tellsMistakesInWhatBecomesOfTheAlerts() {
        assertThat(problems(QUERY + """
                building_block_type = "yes"
                [rule.alert_suppression]
                group_by = []
                missing_fields_strategy = "supress"
                [rule.alert_suppression.duration]
                value = 0
                unit = "d"
                [[rule.severity_mapping]]
                field = "event.severity"
                operator = "equal"
                severity = "hihg"
                value = "21"
                """))
                .containsExactlyInAnyOrder(
                        "r.toml:15:23: ERROR: 'building_block_type' can only be 'default', not 'yes'",
                        "r.toml:17:12: ERROR: a suppression groups by at least one field",
                        "r.toml:18:27: ERROR: 'missing_fields_strategy' must be one of suppress, doNotSuppress, not"
                                + " 'supress'; did you mean 'suppress'?",
                        "r.toml:20:9: ERROR: 'value' must be a whole number from 1, not 0",
                        "r.toml:21:8: ERROR: 'unit' must be one of s, m, h, not 'd'; did you mean 'h'?",
                        "r.toml:24:12: ERROR: 'operator' must be one of equals, not 'equal'; did you mean 'equals'?",
                        "r.toml:25:12: ERROR: 'severity' must be one of low, medium, high, critical, not 'hihg'");
    }

    /** Of a duration what is right is not said to be wrong. */
    @Test
    void aWrongUnitIsNoWrongValue() {
        String suppression = QUERY
                + "[rule.alert_suppression]\ngroup_by = [\"user.id\"]\n[rule.alert_suppression.duration]\nvalue = 5\n";
        assertThat(problems(suppression + "unit = \"minutes\"\n"))
                .singleElement()
                .asString()
                .contains("'unit' must be one of s, m, h, not 'minutes'");
        assertThat(problems(suppression)).singleElement().asString().contains("duration.unit' is missing");
        assertThat(problems(suppression.replace("= 5", "= 1000000000") + "unit = \"s\"\n"))
                .singleElement()
                .asString()
                .contains("'value' must be at most 999,999,999, not 1,000,000,000");
    }

    @Test
    void readsAThresholdRule() {
        Detection.Threshold detection =
                (Detection.Threshold) loaded(THRESHOLD + """
                [[rule.threshold.cardinality]]
                field = "source.as.number"
                value = 3
                """).detection();
        assertThat(detection.fields()).containsExactly(FieldPath.of("user.id"));
        assertThat(detection.value()).isEqualTo(12);
        assertThat(detection.cardinality()).contains(new Detection.Cardinality(FieldPath.of("source.as.number"), 3));
        assertThat(detection.lookback()).isEqualTo(Duration.ofMinutes(30));
        Detection.Threshold bare = (Detection.Threshold)
                loaded(THRESHOLD.replace("[\"user.id\"]", "[]").replace("from = \"now-30m\"\n", ""))
                        .detection();
        assertThat(bare.fields()).isEmpty();
        assertThat(bare.lookback()).isEqualTo(Duration.ofMinutes(6));
    }

    /** Elastic's forms write it so where a rule counts no different values. */
    @Test
    void aCardinalityOfZeroIsNone() {
        String cardinality = "[[rule.threshold.cardinality]]\nfield = \"source.as.number\"\nvalue = ";
        assertThat(((Detection.Threshold)
                                loaded(THRESHOLD + cardinality + "0\n").detection())
                        .cardinality())
                .isEmpty();
        assertThat(problems(THRESHOLD + cardinality + "-1\n"))
                .containsExactly("r.toml:21:9: ERROR: 'value' must be at least 0, not -1");
    }

    @Test
    void tellsMistakesOfThresholds() {
        assertThat(problems(THRESHOLD.replace("value = 12", "value = 0")))
                .containsExactly("r.toml:18:9: ERROR: 'value' must be at least 1, not 0");
        assertThat(problems(THRESHOLD.replace("now-30m", "now-0m")))
                .containsExactly("r.toml:15:8: ERROR: a threshold needs a 'from' that reaches back, such as 'now-9m'");
        assertThat(problems(THRESHOLD + "[rule.alert_suppression]\ngroup_by = [\"user.id\"]\n"))
                .containsExactly(
                        "r.toml:20:1: ERROR: a threshold rule suppresses by its own fields; it has no 'group_by'",
                        "r.toml:19:1: ERROR: a threshold rule's suppression needs a duration");
        assertThat(problems(COMMON + "type = \"threshold\"\nquery = 'user.id: a'\n"))
                .containsExactly("r.toml:6:1: ERROR: 'rule.threshold' is missing");
    }
}
