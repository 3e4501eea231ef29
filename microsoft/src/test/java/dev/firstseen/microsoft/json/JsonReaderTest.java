package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.JsonWriter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    private static final JsonReader SMALL = new JsonReader(new JsonLimits(3, 10, 5, 4, 5));

    @Test
    void ofEqualNamesTheFirstCountsAndNullIsMissing() throws Exception {
        Value.Members members = read("{\"b\":1,\"a\":null,\"b\":2,\"a\":3,\"c\":[null,4,null]}");
        assertThat(members.members().sequencedEntrySet().stream().map(Object::toString))
                .containsExactly("b=Whole[number=1]", "a=Whole[number=3]", "c=Items[items=[Whole[number=4]]]");
    }

    @Test
    void numbersKeepTheirKind() throws Exception {
        Value.Members members =
                read("{\"a\":7,\"b\":-9223372036854775808,\"c\":9223372036854775808,\"d\":1e9,\"e\":7.0}");
        assertThat(members.members().values())
                .containsExactly(Value.of(7), Value.of(Long.MIN_VALUE), Value.of(0x1p63), Value.of(1e9), Value.of(7.0));
    }

    @Test
    void numberBeyondAnyDecimalIsKeptAsItIsWritten() throws Exception {
        assertThat(read("{\"a\":1e999}").members().get("a")).isEqualTo(Value.of("1e999"));
    }

    @Test
    void oddCharactersSurvive() throws Exception {
        assertThat(read("{\"a\":\"\\u0000\\ud800x\\udc00\"}").members().get("a"))
                .isEqualTo(Value.of("\0\ud800x\udc00"));
        assertThat(read("{\"a\":\"one\ntwo\0three\"}").members().get("a")).isEqualTo(Value.of("one\ntwo\0three"));
    }

    @Test
    void onlyTheGivenBytesAreRead() throws Exception {
        byte[] bytes = "xx{\"a\":1} {".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonReader.ofRecords().object(bytes, 2, 8).members()).containsOnlyKeys("a");
    }

    @Test
    void everyBeginningOfARecordIsCutOff() {
        String whole = "{\"a\":[true,false,null,\"t\\u00e9x\\n\",{\"é€😀\":-12.5e3}],\"b\":\"x\"}";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < bytes.length; length++) {
            int cut = length;
            assertThat(rejection(() -> JsonReader.ofRecords().object(bytes, 0, cut))
                            .reason())
                    .as("after %d bytes", cut)
                    .isEqualTo(Reason.CUT_OFF);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "hello", "{a:1}", "{\"a\":1}}", "{\"a\":1} x", "{\"a\":01}", "{\"a\" 1}", "{'a':1}"})
    void brokenJsonIsNoJson(String text) {
        assertThat(rejection(() -> read(text)).reason()).isEqualTo(Reason.NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "7", "null", "true"})
    void otherValuesAreNoRecords(String text) {
        assertThat(rejection(() -> read(text)).reason()).isEqualTo(Reason.NOT_A_RECORD);
    }

    @Test
    void brokenEncodingIsNoJson() {
        byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '(', '"', '}'};
        assertThat(rejection(() -> JsonReader.ofRecords().object(bytes, 0, bytes.length)))
                .isEqualTo(new Rejection(Reason.NOT_JSON, "Byte 6 is not UTF-8: save the file as UTF-8."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":[[1]]}                      | ",
                "{\"a\":[[[1]]]}                    | TOO_DEEP",
                "{\"a\":\"0123456789\"}             | ",
                "{\"a\":\"0123456789x\"}            | TOO_LONG",
                "{\"abcde\":1}                      | ",
                "{\"abcdef\":1}                     | TOO_LONG",
                "{\"a\":1234}                       | ",
                "{\"a\":12345}                      | TOO_LONG",
                "{\"a\":[1,2,3,4]}                  | ",
                "{\"a\":[1,2,3,4,5]}                | TOO_LONG",
            })
    void limitsHold(String text, Reason reason) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (reason == null) {
            assertThat(SMALL.object(bytes, 0, bytes.length).members()).hasSize(1);
        } else {
            assertThat(rejection(() -> SMALL.object(bytes, 0, bytes.length)).reason())
                    .isEqualTo(reason);
        }
    }

    @Test
    void rejectionsSayWhatIsWrong() {
        assertThatThrownBy(() -> SMALL.value("[[[[1]]]]"))
                .isInstanceOf(Rejected.class)
                .hasMessage("It is nested too deeply. More than 3 levels.");
        assertThatThrownBy(() -> SMALL.value("[1,2,3,4,5,6]"))
                .hasMessage("A text, a number or a list of members in it is too long. More than 5 members and items.");
        assertThatThrownBy(() -> SMALL.value("{\"a\":1} x")).hasMessage("It is not JSON. Near byte 9.");
        assertThatThrownBy(() -> SMALL.value("1 2")).hasMessage("It is not JSON. Something follows the value.");
    }

    @Test
    void limitsAreAtLeastOne() {
        assertThatThrownBy(() -> new JsonLimits(0, 1, 1, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("every limit is at least 1");
    }

    @Test
    void writerEscapesWhatCannotBeShown() {
        Value value = new Value.Items(List.of(
                Value.of("a\"\\\n\r\t\0\u001b\u007f\u009b"),
                Value.of("\ud800 😀 \udc00é"),
                Value.of(7),
                Value.of(0.5)));
        assertThat(JsonWriter.text(value))
                .isEqualTo("[\"a\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u009b\",\"\\ud800 😀 \\udc00é\",7,0.5]");
    }

    @Test
    void writerKeepsTheOrderOfMembers() throws Exception {
        String text = "{\"z\":{},\"a\":[],\"m\":{\"y\":true,\"b\":[false,\"\"]}}";
        assertThat(JsonWriter.text(read(text))).isEqualTo(text);
        assertThat(JsonWriter.text(Value.of(Double.NaN))).isEqualTo("null");
    }

    private static Value.Members read(String text) throws Rejected {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return JsonReader.ofRecords().object(bytes, 0, bytes.length);
    }

    private static Rejection rejection(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        return assertThatThrownBy(reading)
                .asInstanceOf(InstanceOfAssertFactories.type(Rejected.class))
                .actual()
                .rejection();
    }
}
