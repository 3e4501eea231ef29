package dev.firstseen.microsoft.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EcsDocumentTest {

    @Test
    void searchHitWithObjectsAndDottedNames() throws Exception {
        DocumentEvent event = read("""
                {"_index":"logs","_id":"hit","_source":{"@timestamp":"2026-03-02T09:15:30.123Z",
                "data_stream":{"dataset":"o365.audit"},"source.ip":"192.0.2.7","source":{"as":{"number":64500}},
                "event":{"id":"e1"},"event.action":"UserLoggedIn","organization.id":"5D6F",
                "o365.audit":{"Target":[{"ID.x":"a"},{"ID":{"x":"b"}}]}}}""");
        assertThat(event.id()).isEqualTo("e1");
        assertThat(event.time())
                .isEqualTo(Instant.parse("2026-03-02T09:15:30.123Z").toEpochMilli());
        assertThat(event.dataset()).isEqualTo("o365.audit");
        assertThat(event.tenant()).isEqualTo("5d6f");
        assertThat(event.values(FieldPath.of("source.ip"))).containsExactly(Value.of("192.0.2.7"));
        assertThat(event.values(FieldPath.of("source.as.number"))).containsExactly(Value.of(64_500));
        assertThat(event.values(FieldPath.of("event.action"))).containsExactly(Value.of("UserLoggedIn"));
        assertThat(event.values(FieldPath.of("o365.audit.Target.ID.x"))).containsExactly(Value.of("a"), Value.of("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data_stream.dataset", "event.dataset"})
    void theDatasetIsThereUnderBothNames(String name) throws Exception {
        DocumentEvent event =
                read("{\"_id\":\"a\",\"@timestamp\":1,\"event\":{\"action\":\"b\"},\"" + name + "\":\"x\"}");
        for (String field : List.of("data_stream.dataset", "event.dataset")) {
            assertThat(event.values(FieldPath.of(field))).containsExactly(Value.of("x"));
        }
        assertThat(event.values(FieldPath.of("event.action"))).containsExactly(Value.of("b"));
    }

    @Test
    void twoNamesOfTheDatasetStayWhatTheyAre() throws Exception {
        DocumentEvent event =
                read("{\"_id\":\"a\",\"@timestamp\":1,\"event.dataset\":\"x\",\"data_stream\":{\"dataset\":\"y\"}}");
        assertThat(event.values(FieldPath.of("event.dataset"))).containsExactly(Value.of("x"));
        assertThat(event.values(FieldPath.of("data_stream.dataset"))).containsExactly(Value.of("y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1772442930000", "\"1772442930000\"", "\"2026-03-02T09:15:30Z\"", "[\"2026-03-02T09:15:30Z\"]"})
    void timesInEveryForm(String time) throws Exception {
        DocumentEvent event = read("{\"_id\":\"a\",\"@timestamp\":" + time + ",\"event.dataset\":\"x\"}");
        assertThat(event.time()).isEqualTo(1_772_442_930_000L);
        assertThat(event.id()).isEqualTo("a");
        assertThat(event.tenant()).isEmpty();
    }

    @Test
    void unusableDocuments() {
        assertThatThrownBy(() -> read("{\"@timestamp\":1,\"event.dataset\":\"x\"}"))
                .hasMessage("It has no Id. Neither event.id nor _id is there.");
        assertThatThrownBy(() -> read("{\"_id\":\"a\",\"event.dataset\":\"x\"}"))
                .hasMessage("It has no time that can be read. @timestamp is missing.");
        assertThatThrownBy(() -> read("{\"_id\":\"a\",\"event.dataset\":\"x\",\"@timestamp\":\"soon\"}"))
                .hasMessage("It has no time that can be read. @timestamp is: soon");
        assertThatThrownBy(() -> read("{\"_id\":\"a\",\"@timestamp\":1}"))
                .hasMessage("It is none of the known kinds of record."
                        + " Neither data_stream.dataset nor event.dataset is there.");
    }

    /** Elastic has them by place. */
    @Test
    void whatADirectoryAuditChangedIsFoundByItsNameToo() throws Exception {
        DocumentEvent event = read("""
                {"_id":"a","@timestamp":1,"event.dataset":"azure.auditlogs","azure":{"auditlogs":{"properties":{
                "target_resources":{"0":{"modified_properties":{"0":{"display_name":"Device.DisplayName",
                "new_value":"\\"NB7\\""}}}}}}}}""");
        assertThat(event.values(FieldPath.of("firstseen.changes.Device_DisplayName.new_value")))
                .containsExactly(Value.of("NB7"));
    }

    @Test
    void namesOfDotsOnlyDoNoHarm() throws Exception {
        DocumentEvent event = read("{\"_id\":\"a\",\"@timestamp\":1,\"event.dataset\":\"x\",\"" + "a.".repeat(20_000)
                + "a\":1,\"..\":2,\"a.\":3}");
        assertThat(event.document().root().members()).containsKeys("a", "..", "a.");
    }

    /** Ten names of fifty dots inside one another are 510 objects, more than whoever reads the alert puts up with. */
    @Test
    void dottedNamesInsideOneAnotherAreAsDeepAsObjects() throws Exception {
        String start = "{\"_id\":\"a\",\"@timestamp\":1,\"event.dataset\":\"x\",";
        String name = "\"" + "a.".repeat(50) + "a\":";
        assertThatThrownBy(() -> read(start + (name + "{").repeat(10) + "\"b\":1" + "}".repeat(10) + "}"))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.rejection().reason()).isEqualTo(Reason.TOO_DEEP));
        assertThatThrownBy(() -> read(start + (name + "[{").repeat(10) + "\"b\":1" + "}]".repeat(10) + "}"))
                .hasMessageStartingWith("It is nested too deeply.");
        assertThat(read(start + (name + "{").repeat(3) + "\"b\":1" + "}".repeat(3) + "}")
                        .id())
                .isEqualTo("a");
    }

    @Test
    void dottedNamesAreAsManyMembersAsTheyOpen() {
        StringBuilder names = new StringBuilder("{\"_id\":\"a\",\"@timestamp\":1,\"event.dataset\":\"x\"");
        for (int i = 0; i < 5_000; i++) {
            names.append(",\"").append(i).append(".a".repeat(50)).append("\":1");
        }
        assertThatThrownBy(() -> read(names.append('}').toString()))
                .hasMessage("A text, a number or a list of members in it is too long."
                        + " Its dotted names are too many objects.");
    }

    /** Copying what is there for each of them would take hours. */
    @Test
    void aHundredThousandNamesWithOneBeginningAreOneObject() throws Exception {
        StringBuilder names = new StringBuilder("{\"_id\":\"a\",\"@timestamp\":1,\"event.dataset\":\"x\"");
        for (int i = 0; i < 100_000; i++) {
            names.append(",\"a.b.").append(i).append("\":1");
        }
        assertThat(read(names.append('}').toString()).values(FieldPath.of("a.b.99999")))
                .containsExactly(Value.of(1));
    }

    private static DocumentEvent read(String json) throws Rejected {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return EcsDocument.read(bytes, 0, bytes.length);
    }
}
