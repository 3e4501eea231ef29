package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RandomJson;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    /** Text that is nearly JSON, in every odd spelling: the scanner and its twin agree on all of it. */
    @Property(tries = 20_000)
    void theScannerAgreesWithItsTwin(@ForAll long seed) throws Exception {
        RandomJson random = new RandomJson(seed);
        byte[] json = OddJson.object(random);
        byte[] bytes = new byte[json.length + 5];
        System.arraycopy(json, 0, bytes, 2, json.length);

        // Some texts only decoding finds broken.
        Optional<Rejection> whole = new RecordWalk()
                .find(json, 0, json.length, new String[0])
                .or(() -> rejection(() -> JsonReader.ofRecords().object(json, 0, json.length)));
        assertThat(rejection(() -> LazyObject.read(bytes, 2, json.length)).map(Rejection::reason))
                .as(new String(json, StandardCharsets.UTF_8))
                .isEqualTo(whole.map(Rejection::reason));
        if (whole.isEmpty()) {
            Value.Members expected = JsonReader.ofRecords().object(json, 0, json.length);
            LazyObject object = LazyObject.read(bytes, 2, json.length);
            assertThat(object.all()).isEqualTo(expected);
            assertThat(built(object)).isEqualTo(expected);
            assertNested(object, expected);
        }
    }

    private static void assertNested(LazyObject object, Value.Members expected) throws Rejected {
        assertThat(JsonReader.ofRecords().object(object.bytes(), object.offset(), object.length()))
                .isEqualTo(expected);
        assertThat(object.names()).containsExactlyElementsOf(expected.members().keySet());
        for (String name : expected.members().keySet()) {
            LazyObject inner = object.object(MemberName.of(name));
            if (expected.members().get(name) instanceof Value.Members members) {
                assertNested(Objects.requireNonNull(inner), members);
            } else {
                assertThat(inner).isNull();
            }
        }
    }

    @Property(tries = 2_000)
    void valuesAtAPathAreWhatADocumentHolds(@ForAll long seed) throws Exception {
        RandomJson random = new RandomJson(seed);
        Value whole = random.value(4);
        byte[] bytes = JsonWriter.bytes(Value.of(Map.of("a", whole)));
        LazyObject object = LazyObject.read(bytes, 0, bytes.length);
        List<String> names = List.of("Name", "Value", "Type", "a.b", "");
        List<String> path = new ArrayList<>();
        for (int i = random.below(4); i > 0; i--) {
            path.add(random.oneOf(names));
        }
        int place = object.place(MemberName.of("a"));
        assertThat(object.values(place, path.stream().map(MemberName::of).toList(), Renaming.NONE))
                .isEqualTo(Document.values(whole, path));
    }

    /** More names than have a number: they are found by their text. */
    @Test
    void namesWithoutNumberAreFound() throws Exception {
        String many = "n".repeat(200);
        byte[] bytes = ("{\"" + many + "1\":1,\"" + many + "2\":{\"" + many + "\":2},\"\\u006e\":3}")
                .getBytes(StandardCharsets.UTF_8);
        LazyObject object = LazyObject.read(bytes, 0, bytes.length);
        assertThat(object.get(many + "1")).isEqualTo(Value.of(1));
        assertThat(object.get(many + "2")).isEqualTo(Value.of(Map.of(many, Value.of(2))));
        assertThat(object.get("n")).isEqualTo(Value.of(3));
        assertThat(object.get(many)).isNull();
        Renaming shorter = new Renaming(name -> name.substring(name.length() - 1));
        assertThat(object.value(object.place(MemberName.of("2"), shorter)))
                .isEqualTo(Value.of(Map.of(many, Value.of(2))));
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
