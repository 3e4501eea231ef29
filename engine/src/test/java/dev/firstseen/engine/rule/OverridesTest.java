package dev.firstseen.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Overrides.SeverityMapping;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OverridesTest {
    private static final FieldPath FIELD = FieldPath.of("event.severity");
    private static final Overrides OVERRIDES = new Overrides(
            List.of(
                    new SeverityMapping(FIELD, "73", Severity.HIGH),
                    new SeverityMapping(FIELD, "21", Severity.LOW),
                    new SeverityMapping(FIELD, "LOW", Severity.LOW)),
            Optional.of(FIELD),
            Optional.of(FIELD));

    private static DocumentEvent event(Value value) {
        Document document = new Document.Builder().put(FIELD, value).build();
        return new DocumentEvent("1", 0, "d", "t", document);
    }

    private static Value list(Value... values) {
        return new Value.Items(List.of(values));
    }

    @Test
    void theHighestSeverityWhoseValueTheEventHasCounts() {
        assertThat(OVERRIDES.severity(event(Value.of(21)))).contains(Severity.LOW);
        assertThat(OVERRIDES.severity(event(list(Value.of(73), Value.of(21))))).contains(Severity.HIGH);
        assertThat(OVERRIDES.severity(event(Value.of(73.0)))).contains(Severity.HIGH);
        assertThat(OVERRIDES.severity(event(Value.of("73")))).contains(Severity.HIGH);
        assertThat(OVERRIDES.severity(event(Value.of("LOW")))).contains(Severity.LOW);
        assertThat(OVERRIDES.severity(event(Value.of("low")))).isEmpty();
        assertThat(OVERRIDES.severity(event(list()))).isEmpty();
    }

    @Test
    void theHighestNumberThatIsAScoreCounts() {
        assertThat(OVERRIDES.riskScore(event(list(Value.of(12), Value.of(101), Value.of("90.5")))))
                .hasValue(90.5);
        assertThat(OVERRIDES.riskScore(event(list(Value.of(-1), Value.of("high"), Value.of(true)))))
                .isEmpty();
        assertThat(OVERRIDES.riskScore(event(Value.of("NaN")))).isEmpty();
        assertThat(OVERRIDES.riskScore(event(Value.of(" ")))).isEmpty();
    }

    @Test
    void aTextThatSaysSomethingIsAName() {
        assertThat(OVERRIDES.name(event(list(Value.of(" "), Value.of(5), Value.of("Malware")))))
                .contains("Malware");
        assertThat(OVERRIDES.name(event(Value.of(5)))).isEmpty();
    }

    @Test
    void aRuleThatSpeaksForItselfIsNotContradicted() {
        assertThat(Overrides.NONE.severity(event(Value.of(73)))).isEmpty();
        assertThat(Overrides.NONE.riskScore(event(Value.of(73)))).isEmpty();
        assertThat(Overrides.NONE.name(event(Value.of("x")))).isEmpty();
    }
}
