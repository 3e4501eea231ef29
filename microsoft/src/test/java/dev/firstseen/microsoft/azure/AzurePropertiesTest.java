package dev.firstseen.microsoft.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RandomJson;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AzurePropertiesTest {

    @Property(tries = 700)
    void singleFieldsAreWhatTheDocumentHolds(@ForAll AzureLog log, @ForAll long seed) throws Exception {
        byte[] bytes = RandomRecords.record(new RandomJson(seed));
        Document document = read(log, bytes).document();
        Set<String> fields = new TreeSet<>(AzureFields.INSTANCE.byName().keySet());
        log.view().byField().keySet().forEach(field -> fields.add(field.name()));
        addPaths("", document.root(), fields);
        fields.addAll(List.of("nothing", "source", "azure", log.place(), log.place() + ".properties", "azure.x.y"));
        fields.addAll(List.of(log.place() + ".properties.a.b", "source.ip.more", "event.action.k"));

        AzureEvent event = read(log, bytes);
        for (String field : fields) {
            FieldPath path = FieldPath.of(field);
            assertThat(event.values(path)).as(field).isEqualTo(document.values(path));
        }
        assertThat(event.id()).isNotBlank();
        assertThat(document.values(FieldPath.of("event.id"))).containsExactly(Value.of(event.id()));
    }

    @Property(tries = 1_500)
    void verbatimTextsStandInTheRawRecord(@ForAll AzureLog log, @ForAll long seed) throws Exception {
        byte[] bytes = RandomRecords.record(new RandomJson(seed));
        List<String> written = new ArrayList<>();
        addTexts(JsonReader.ofRecords().object(bytes, 0, bytes.length), written);
        AzureEvent event = read(log, bytes);
        Set<String> fields = new TreeSet<>();
        addPaths("", event.document().root(), fields);
        for (String field : fields) {
            FieldPath path = FieldPath.of(field);
            for (Value value : event.values(path)) {
                if (value instanceof Value.Scalar scalar && log.verbatim(path, scalar.text())) {
                    assertThat(written).as(field).anyMatch(text -> text.contains(scalar.text()));
                }
            }
        }
    }

    @Property(tries = 300)
    void theSamePropertiesAloneGiveTheSameProperties(@ForAll AzureLog log, @ForAll long seed) throws Exception {
        Value.Members random = RandomRecords.properties(new RandomJson(seed));
        SequencedMap<String, Value> members = new LinkedHashMap<>(random.members());
        for (Member time : log.keys().times()) {
            members.put(time.name(), Value.of("2026-03-02T09:15:30Z"));
        }
        Value.Members properties = new Value.Members(members);
        byte[] alone = JsonWriter.bytes(properties);
        byte[] whole =
                JsonWriter.bytes(Value.of(Map.of("time", Value.of("2026-03-02T09:15:30Z"), "properties", properties)));
        assumeThat(log.keys().times().stream().anyMatch(Member::inProperties)).isTrue();
        AzureEvent bare = AzureEvent.read(log, Form.PROPERTIES, alone, 0, alone.length);
        AzureEvent event = read(log, whole);
        FieldPath kept = FieldPath.of(log.place() + ".properties");
        assertThat(bare.values(kept)).isEqualTo(event.values(kept)).isNotEmpty();
        assertThat(bare.time()).isEqualTo(event.time());
    }

    private static AzureEvent read(AzureLog log, byte[] bytes) throws Rejected {
        return AzureEvent.read(log, Form.RECORD, bytes, 0, bytes.length);
    }

    private static void addPaths(String path, Value value, Set<String> paths) {
        if (!path.isEmpty()) {
            paths.add(path);
        }
        switch (value) {
            case Value.Scalar scalar -> {}
            case Value.Items items -> items.items().forEach(item -> addPaths(path, item, paths));
            case Value.Members members ->
                members.members()
                        .forEach((name, member) -> addPaths(path.isEmpty() ? name : path + "." + name, member, paths));
        }
    }

    /** The texts of a record, and those of JSON inside its texts. */
    private static void addTexts(Value value, List<String> texts) {
        switch (value) {
            case Value.Scalar scalar -> {
                texts.add(scalar.text());
                Value inside = Forms.parsed(scalar);
                if (!(inside instanceof Value.Scalar)) {
                    addTexts(inside, texts);
                }
            }
            case Value.Items items -> items.items().forEach(item -> addTexts(item, texts));
            case Value.Members members -> members.members().values().forEach(member -> addTexts(member, texts));
        }
    }
}
