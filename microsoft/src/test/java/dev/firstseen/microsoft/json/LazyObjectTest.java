package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.JsonWriter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RandomJson;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LazyObjectTest {

    @Property(tries = 2_000)
    void membersAreWhatReadingTheWholeGives(@ForAll long seed) throws Exception {
        RandomJson random = new RandomJson(seed);
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        for (int i = random.below(8); i > 0; i--) {
            members.put("m" + i + random.below(3), random.value(3));
        }
        byte[] json = JsonWriter.bytes(new Value.Members(members));
        byte[] bytes = new byte[json.length + 8];
        System.arraycopy(json, 0, bytes, 3, json.length);

        assertThat(built(LazyObject.read(bytes, 3, json.length)))
                .isEqualTo(JsonReader.ofRecords().object(json, 0, json.length))
                .isEqualTo(new Value.Members(members));
    }

    /** A byte of a record is changed: the three readers agree on whether and why it is broken. */
    @Property(tries = 5_000)
    void readersAgreeOnWhatIsBroken(@ForAll long seed) throws Exception {
        RandomJson random = new RandomJson(seed);
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("Id", random.value(0));
        members.put("a", random.value(3));
        members.put("b", random.value(3));
        byte[] bytes = JsonWriter.bytes(new Value.Members(members));
        int changed = random.below(bytes.length);
        bytes[changed] =
                (byte) (random.below(2) == 0 ? "{}[]\",:\\0e- ntu".charAt(random.below(15)) : random.below(256));
        int length = random.below(3) == 0 ? random.below(bytes.length) : bytes.length;

        Optional<Rejection> whole = rejection(() -> JsonReader.ofRecords().object(bytes, 0, length));
        Optional<Rejection> lazy = rejection(() -> built(LazyObject.read(bytes, 0, length)));
        Optional<Rejection> walked = new RecordWalk("Id").find(bytes, 0, length, new String[1]);
        assertThat(lazy.map(Rejection::reason)).isEqualTo(whole.map(Rejection::reason));
        assertThat(walked.map(Rejection::reason)).isEqualTo(whole.map(Rejection::reason));
        if (whole.isEmpty()) {
            assertThat(built(LazyObject.read(bytes, 0, length)))
                    .isEqualTo(JsonReader.ofRecords().object(bytes, 0, length));
        }
    }

    @Test
    void ofEqualNamesTheFirstThatIsNotNullCounts() throws Exception {
        byte[] bytes = "{\"a\":null,\"b\":1,\"a\":\"x\",\"b\":2,\"c\":null}".getBytes(StandardCharsets.UTF_8);
        LazyObject object = LazyObject.read(bytes, 0, bytes.length);
        assertThat(object.names()).containsExactly("b", "a");
        assertThat(object.get("a")).isEqualTo(Value.of("x"));
        assertThat(object.get("b")).isEqualTo(Value.of(1));
        assertThat(object.get("c")).isNull();
    }

    private interface Reading {
        Object read() throws Rejected;
    }

    private static Optional<Rejection> rejection(Reading reading) {
        try {
            reading.read();
            return Optional.empty();
        } catch (Rejected rejected) {
            return Optional.of(rejected.rejection());
        }
    }

    private static Value.Members built(LazyObject object) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        for (String name : object.names()) {
            Value value = object.get(name);
            if (value != null) {
                members.put(name, value);
            }
        }
        return new Value.Members(members);
    }
}
