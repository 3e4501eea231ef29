package dev.firstseen.microsoft.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostileAzureRecordTest {
    private static final String TIME = "\"time\":\"2026-03-02T09:15:30Z\"";
    private static final String START = "{" + TIME + ",\"properties\":{\"x\":";

    @ParameterizedTest
    @EnumSource
    void deepNestingInsideTheProperties(AzureLog log) {
        for (String opening : List.of("[", "{\"a\":")) {
            assertRejected(log, START + opening.repeat(100_000), Reason.TOO_DEEP);
        }
        assertRejected(log, START + "1", Reason.CUT_OFF);
        assertRejected(log, START + "1}", Reason.CUT_OFF);
        assertRejected(log, START + "1},", Reason.CUT_OFF);
    }

    @ParameterizedTest
    @EnumSource
    void longTextsNumbersAndMemberLists(AzureLog log) {
        assertRejected(log, START + "\"" + "x".repeat(5_000_000) + "\"}}", Reason.TOO_LONG);
        assertRejected(log, START + "1".repeat(5_000) + "}}", Reason.TOO_LONG);
        assertRejected(log, START + "[" + "1,".repeat(300_000) + "1]}}", Reason.TOO_LONG);
    }

    @ParameterizedTest
    @EnumSource
    void noTimeOrNoObject(AzureLog log) {
        assertRejected(log, "{\"properties\":{}}", Reason.NO_TIME);
        assertRejected(log, "{\"time\":\"tomorrow\",\"EventTimeString\":7}", Reason.NO_TIME);
        assertRejected(log, "[]", Reason.NOT_A_RECORD);
        assertRejected(log, "", Reason.NOT_JSON);
    }

    @ParameterizedTest
    @EnumSource
    void membersOfTheWrongKind(AzureLog log) throws Exception {
        for (String odd :
                List.of("[]", "{}", "7", "true", "\"\"", "[[{}],null]", "{\"a\":[1]}", "\"\\u0000\"", "1e400")) {
            String members =
                    List.of("tenantId", "resourceId", "identity", "callerIpAddress", "durationMs", "resultType")
                                    .stream()
                                    .map(name -> ",\"" + name + "\":" + odd)
                                    .reduce("", String::concat)
                            + ",\"properties\":{\"a\":1"
                            + List.of(
                                            "status",
                                            "initiatedBy",
                                            "targetResources",
                                            "additionalDetails",
                                            "requestUri",
                                            "log",
                                            "location")
                                    .stream()
                                    .map(name -> ",\"" + name + "\":" + odd)
                                    .reduce("", String::concat)
                            + "}";
            AzureEvent event = read(log, "{" + TIME + members + "}");
            Document document = event.document();
            assertThat(event.id()).isNotBlank();
            assertThat(document.values(FieldPath.of("event.dataset"))).containsExactly(Value.of(log.dataset()));
            log.view()
                    .byField()
                    .keySet()
                    .forEach(field ->
                            assertThat(event.values(field)).as(field.name()).isEqualTo(document.values(field)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void propertiesThatAreNoObjectStay(AzureLog log) throws Exception {
        FieldPath properties = FieldPath.of(log.place() + ".properties");
        for (String text : List.of("no JSON", "{cut", "[".repeat(50_000))) {
            AzureEvent event = read(log, "{" + TIME + ",\"properties\":\"" + text + "\"}");
            assertThat(event.values(properties)).containsExactly(Value.of(text));
            assertThat(event.values(FieldPath.of(properties.name() + ".x"))).isEmpty();
        }
        AzureEvent inText = read(log, "{" + TIME + ",\"properties\":\"{\\\"x\\\":5}\"}");
        assertThat(inText.values(FieldPath.of(properties.name() + ".x"))).containsExactly(Value.of(5));
    }

    @ParameterizedTest
    @EnumSource
    void controlCharactersAndHalvesOfSurrogatePairsSurvive(AzureLog log) throws Exception {
        AzureEvent event = read(log, START + "\"a\0b\\u0000\\ud800\"}}");
        assertThat(event.values(FieldPath.of(log.place() + ".properties.x"))).containsExactly(Value.of("a\0b\0\ud800"));
        assertThat(JsonWriter.text(event.document().root())).contains("a\\u0000b\\u0000\\ud800");
    }

    @ParameterizedTest
    @EnumSource
    void theSameContentHasTheSameIdHoweverItIsWritten(AzureLog log) throws Exception {
        String one = read(log, "{" + TIME + ",\"a\":1,\"properties\":{\"x\":1,\"y\":[{\"b\":1,\"c\":2}]}}")
                .id();
        String same = read(log, "{\"properties\":{\"y\":[ {\"c\":2,\"b\":1}],\n\"x\":1}, \"a\":1," + TIME + "}")
                .id();
        String other = read(log, "{" + TIME + ",\"a\":1,\"properties\":{\"x\":2,\"y\":[{\"b\":1,\"c\":2}]}}")
                .id();
        assertThat(same).isEqualTo(one).isNotEqualTo(other);
    }

    private static AzureEvent read(AzureLog log, String json) throws Rejected {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return AzureEvent.read(log, Form.RECORD, bytes, 0, bytes.length);
    }

    private static void assertRejected(AzureLog log, String json, Reason reason) {
        assertThatThrownBy(() -> read(log, json))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(reason));
    }
}
