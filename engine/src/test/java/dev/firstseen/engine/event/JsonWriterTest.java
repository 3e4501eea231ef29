package dev.firstseen.engine.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

    @Test
    void writesEveryKindOfValue() {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("text", Value.of("a"));
        members.put("whole", Value.of(Long.MIN_VALUE));
        members.put("decimal", Value.of(0.5));
        members.put("none", Value.of(Double.NaN));
        members.put("truth", Value.of(true));
        members.put("items", new Value.Items(List.of(Value.of(1), new Value.Items(List.of()), Value.Members.NONE)));
        members.put("", Value.of(""));
        assertThat(JsonWriter.text(new Value.Members(members)))
                .isEqualTo("{\"text\":\"a\",\"whole\":-9223372036854775808,\"decimal\":0.5,\"none\":null,"
                        + "\"truth\":true,\"items\":[1,[],{}],\"\":\"\"}");
    }

    @Test
    void leavesWhatCanBeSeenAsItIs() {
        assertThat(JsonWriter.text(Value.of("Zoë 渡辺 👍 </script>"))).isEqualTo("\"Zoë 渡辺 👍 </script>\"");
    }

    @Test
    void escapesWhatCannotBeSeenOrSent() {
        assertThat(JsonWriter.text(Value.of("\"\\\n\r\t\u0000\u001b\u007f\u009b")))
                .isEqualTo("\"\\\"\\\\\\n\\r\\t\\u0000\\u001b\\u007f\\u009b\"");
        assertThat(JsonWriter.text(Value.of("\u202e\u2066\u200b\ufeff\u2028\u00ad")))
                .isEqualTo("\"\\u202e\\u2066\\u200b\\ufeff\\u2028\\u00ad\"");
        assertThat(JsonWriter.text(Value.of("a\ud800b\udc00"))).isEqualTo("\"a\\ud800b\\udc00\"");
        assertThat(JsonWriter.text(Value.of("\udb40\udc41"))).isEqualTo("\"\\udb40\\udc41\"");
    }

    @Test
    void escapesNamesToo() {
        Document document = new Document.Builder().put("a\u202e", Value.of(1)).build();
        assertThat(JsonWriter.text(document.root())).isEqualTo("{\"a\\u202e\":1}");
    }

    @Test
    void writesUtf8() {
        assertThat(JsonWriter.bytes(Value.of("ë\ud800"))).isEqualTo("\"ë\\ud800\"".getBytes(StandardCharsets.UTF_8));
    }
}
