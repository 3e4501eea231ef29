package dev.firstseen.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.audit.AuditEvent;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.audit.RecordCheck;
import dev.firstseen.engine.event.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRecordTest {
    private static final String START = "{\"Id\":\"1\",\"CreationTime\":\"2026-03-02T09:15:30\",\"x\":";

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void deepNesting(String opening) {
        assertRejected(START + opening.repeat(100_000), Reason.TOO_DEEP);
        assertRejected(opening.repeat(100_000), opening.equals("[") ? Reason.NOT_A_RECORD : Reason.TOO_DEEP);
    }

    @Test
    void deepNestingInsideATextStaysText() throws Exception {
        String deep = "[".repeat(100_000);
        AuditEvent event =
                read("{\"Id\":\"1\",\"CreationTime\":\"2026-03-02T09:15:30\",\"AdditionalInfo\":\"" + deep + "\"}");
        assertThat(event.values(FieldPath.of("o365.audit.AdditionalInfo"))).containsExactly(Value.of(deep));
    }

    @Test
    void longTexts() throws Exception {
        assertRejected(START + "\"" + "x".repeat(5_000_000) + "\"}", Reason.TOO_LONG);
        assertRejected(START + "[{\"a\":\"" + "x".repeat(5_000_000) + "\"}]}", Reason.TOO_LONG);
        String allowed = "x".repeat(4_000_000);
        assertThat(read(START + "\"" + allowed + "\"}").values(FieldPath.of("o365.audit.x")))
                .containsExactly(Value.of(allowed));
    }

    @Test
    void longNumbersAndManyMembers() {
        assertRejected(START + "1".repeat(5_000) + "}", Reason.TOO_LONG);
        assertRejected(START + "[" + "1".repeat(5_000) + "]}", Reason.TOO_LONG);
        assertRejected(START + "[" + "1,".repeat(300_000) + "1]}", Reason.TOO_LONG);
        assertRejected(START + "{\"" + "n".repeat(100_000) + "\":1}}", Reason.TOO_LONG);
    }

    @Test
    void nulsAndHalvesOfSurrogatePairsSurvive() throws Exception {
        AuditEvent event = read(START + "\"a\0b\\u0000\\ud800\"}");
        assertThat(event.values(FieldPath.of("o365.audit.x"))).containsExactly(Value.of("a\0b\0\ud800"));
        assertThat(JsonWriter.text(event.document().root())).contains("\"x\":\"a\\u0000b\\u0000\\ud800\"");
        assertThat(read(START + "\"\0ine\\n\"}").values(FieldPath.of("o365.audit.x")))
                .containsExactly(Value.of("\0ine\n"));
        assertRejected("\0" + START + "1}", Reason.NOT_JSON);
        assertRejected(START + "1\0}", Reason.NOT_JSON);
    }

    @Test
    void ofEqualKeysTheFirstCounts() throws Exception {
        String json = START + "1,\"Id\":\"2\",\"x\":2,\"CreationTime\":\"2030-01-01T00:00:00\"}";
        AuditEvent event = read(json);
        assertThat(event.id()).isEqualTo("1");
        assertThat(event.values(FieldPath.of("o365.audit.x"))).containsExactly(Value.of(1));
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        RecordCheck check = RecordCheck.check(bytes, 0, bytes.length);
        assertThat(check.id()).isEqualTo("1");
        assertThat(check.time()).hasValue(event.time());
    }

    @Test
    void rejectionsShowOnlyTheBeginningOfALongText() {
        String time = "9".repeat(3_000_000);
        byte[] bytes = ("{\"Id\":\"1\",\"CreationTime\":\"" + time + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(RecordCheck.check(bytes, 0, bytes.length).rejection())
                .contains(new Rejection(Reason.NO_TIME, "CreationTime is: " + "9".repeat(183) + "…"));
    }

    @Test
    void checkTellsWhatStandsBeforeTheBreak() {
        byte[] bytes = (START + "{\"cut").getBytes(StandardCharsets.UTF_8);
        RecordCheck check = RecordCheck.check(bytes, 0, bytes.length);
        assertThat(check.rejection().map(Rejection::reason)).contains(Reason.CUT_OFF);
        assertThat(check.id()).isEqualTo("1");
        assertThat(check.time()).isPresent();
        assertThat(check.tenant()).isEmpty();
    }

    private static AuditEvent read(String json) throws Rejected {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return AuditEvent.read(bytes, 0, bytes.length, AuditSettings.NONE);
    }

    private static void assertRejected(String json, Reason reason) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThat(RecordCheck.check(bytes, 0, bytes.length).rejection().map(Rejection::reason))
                .contains(reason);
        assertThat(rejection(json)).contains(reason);
    }

    private static Optional<Reason> rejection(String json) {
        try {
            read(json);
            return Optional.empty();
        } catch (Rejected rejected) {
            return Optional.of(rejected.rejection().reason());
        }
    }
}
