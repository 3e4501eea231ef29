package dev.firstseen.engine.exception;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExemptionsTest {
    private static final Fields FIELDS =
            () -> new TreeMap<>(Map.of("user.id", FieldType.KEYWORD, "source.as.number", FieldType.LONG));
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 1);

    private static final Rule RULE = ((ReadRule.Loaded) new RuleReader(FIELDS).read("r.toml", """
                            [metadata]
                            creation_date = "2026/01/02"
                            maturity = "production"
                            updated_date = "2026/03/04"
                            [rule]
                            author = ["Ada"]
                            description = "What it finds."
                            name = "A rule"
                            risk_score = 47
                            rule_id = "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f10"
                            severity = "medium"
                            type = "query"
                            query = ''
                            """)).rule();

    private static final String ROOM = """
            [[exception]]
            rule = "A rule"
            condition = 'user.id: "room" and source.as.number: 3320'
            reason = "The display in the meeting room"
            author = "ada@example.com"
            expires = 2026-05-01
            """;

    private static ExemptionReader.Reading read(String text) {
        return new ExemptionReader(FIELDS).read("x.toml", text);
    }

    private static List<String> problems(List<Problem> problems) {
        return problems.stream()
                .map(problem -> problem.place() + ": " + problem.severity() + ": " + problem.message())
                .toList();
    }

    private static Exemptions exemptions(String text, LocalDate today) {
        ExemptionReader.Reading reading = read(text);
        assertThat(reading.problems()).isEmpty();
        return new Exemptions(reading.exemptions(), FIELDS, today);
    }

    private static Alert alert(String user, long network) {
        Document document = new Document.Builder()
                .put("user.id", Value.of(user))
                .put("source.as.number", Value.of(network))
                .build();
        return new Alert.Match(user + network, RULE, new DocumentEvent(user + network, 0, "d", "t", document));
    }

    @Test
    void anExceptedAlertIsSetAsideWithTheReason() {
        Alert room = alert("room", 3320);
        Alert elsewhere = alert("room", 1);
        Alert person = alert("ann", 3320);
        Exemptions exemptions = exemptions(ROOM, TODAY);
        assertThat(exemptions.of(elsewhere)).isEmpty();
        assertThat(exemptions.of(person)).isEmpty();
        assertThat(exemptions.of(room)).hasValueSatisfying(exemption -> {
            assertThat(exemption.reason()).isEqualTo("The display in the meeting room");
            assertThat(exemption.author()).isEqualTo("ada@example.com");
            assertThat(exemption.place()).hasToString("x.toml:1:1");
        });
    }

    @Test
    void itAppliesThroughItsLastDayAndThenIsReported() {
        Alert alert = alert("room", 3320);
        assertThat(exemptions(ROOM, TODAY).of(alert)).isPresent();
        assertThat(exemptions(ROOM, TODAY).problems(List.of(RULE))).isEmpty();
        Exemptions later = exemptions(ROOM, TODAY.plusDays(1));
        assertThat(later.of(alert)).isEmpty();
        assertThat(later.on(TODAY).of(alert)).isPresent();
        assertThat(exemptions(ROOM, TODAY).on(TODAY.plusDays(1)).of(alert)).isEmpty();
        assertThat(problems(later.problems(List.of(RULE))))
                .containsExactly("x.toml:1:1: WARNING: this exception for 'A rule' expired on 2026-05-01 and is not"
                        + " applied");
    }

    @Test
    void aRuleIsNamedByNameByIdOrAsEveryRule() {
        Alert alert = alert("room", 3320);
        for (String rule : List.of("A rule", "0B1C6A52-7a0e-4c3d-9c41-6f6f3f1f5f10", "*")) {
            assertThat(exemptions(ROOM.replace("A rule", rule), TODAY).of(alert))
                    .isPresent();
        }
        Exemptions other = exemptions(ROOM.replace("A rule", "Another rule"), TODAY);
        assertThat(other.of(alert)).isEmpty();
        assertThat(problems(other.problems(List.of(RULE))))
                .containsExactly("x.toml:1:1: WARNING: no rule in use has the id or name 'Another rule'");
    }

    @Test
    void theFirstThatAppliesIsNamed() {
        Exemptions both = exemptions(ROOM + ROOM.replace("The display", "Another"), TODAY);
        assertThat(both.of(alert("room", 3320)).orElseThrow().reason()).startsWith("The display");
    }

    @Test
    void allMistakesAreToldAndTheOtherEntriesStillRead() {
        ExemptionReader.Reading reading = read("""
                [[exception]]
                rule = ""
                condition = 'user.id: ('
                reason = 5
                expires = "2026-05-01"
                auhtor = "ada"
                [[exception]]
                rule = "*"
                condition = " "
                reason = "all"
                author = "ada"
                expires = 2026-05-01
                """ + ROOM);
        assertThat(reading.hasErrors()).isTrue();
        assertThat(reading.exemptions()).extracting(Exemption::rule).containsExactly("A rule");
        assertThat(problems(reading.problems()))
                .containsExactly(
                        "x.toml:2:8: ERROR: 'exception.rule' must not be empty",
                        "x.toml:3:23: ERROR: the query ends where a value should follow",
                        "x.toml:4:10: ERROR: 'exception.reason' must be a text, not a whole number",
                        "x.toml:1:1: ERROR: 'exception.author' is missing",
                        "x.toml:5:11: ERROR: 'exception.expires' must be a date such as 2026-12-31, without quotes,"
                                + " not a text",
                        "x.toml:9:13: ERROR: an empty condition would hide every alert",
                        "x.toml:6:1: WARNING: 'exception.auhtor' is not a known key; did you mean 'author'?");
    }

    @Test
    void aMisspeltTableIsNotLostSilently() {
        assertThat(problems(
                        read(ROOM.replace("[[exception]]", "[[exceptions]]")).problems()))
                .containsExactly("x.toml:1:1: WARNING: 'exceptions' is not a known key; did you mean 'exception'?");
    }
}
