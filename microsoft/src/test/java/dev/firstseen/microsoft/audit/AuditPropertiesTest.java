package dev.firstseen.microsoft.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RandomJson;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AuditPropertiesTest {

    @Property(tries = 500)
    void singleFieldsAreWhatTheDocumentHolds(@ForAll long seed) throws Exception {
        byte[] bytes = Records.random(new RandomJson(seed));
        Document document =
                AuditEvent.read(bytes, 0, bytes.length, Records.SETTINGS).document();
        Set<String> fields = new TreeSet<>(AuditFields.INSTANCE.byName().keySet());
        AuditMappings.VIEW.byField().keySet().forEach(field -> fields.add(field.name()));
        addPaths("", document.root(), fields);
        fields.addAll(List.of("nothing", "source", "o365.audit.a.b", "source.ip.more", "event.action.k", "o365.x"));

        AuditEvent event = AuditEvent.read(bytes, 0, bytes.length, Records.SETTINGS);
        for (String field : fields) {
            FieldPath path = FieldPath.of(field);
            assertThat(event.values(path)).as(field).isEqualTo(document.values(path));
        }
    }

    @Property(tries = 1_000)
    void verbatimTextsStandInTheRawRecord(@ForAll long seed) throws Exception {
        byte[] bytes = Records.random(new RandomJson(seed));
        List<String> written = new ArrayList<>();
        addTexts(JsonReader.ofRecords().object(bytes, 0, bytes.length), written);
        AuditEvent event = AuditEvent.read(bytes, 0, bytes.length, Records.SETTINGS);
        Set<String> fields = new TreeSet<>();
        addPaths("", event.document().root(), fields);
        for (String field : fields) {
            for (Value value : event.values(FieldPath.of(field))) {
                if (value instanceof Value.Scalar scalar && AuditFields.verbatim(field, scalar.text())) {
                    assertThat(written).as(field).anyMatch(text -> text.contains(scalar.text()));
                }
            }
        }
    }

    @Property(tries = 500)
    void checkFindsWhatTheEventHas(@ForAll long seed) throws Exception {
        byte[] bytes = Records.random(new RandomJson(seed));
        AuditEvent event = AuditEvent.read(bytes, 0, bytes.length, Records.SETTINGS);
        RecordCheck check = RecordCheck.check(bytes, 0, bytes.length);
        assertThat(check.rejection()).isEmpty();
        assertThat(check.id()).isEqualTo(event.id());
        assertThat(check.time()).hasValue(event.time());
        assertThat(check.tenant()).isEqualTo(event.tenant());
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

    private static void addTexts(Value value, List<String> texts) {
        switch (value) {
            case Value.Scalar scalar -> texts.add(scalar.text());
            case Value.Items items -> items.items().forEach(item -> addTexts(item, texts));
            case Value.Members members -> members.members().values().forEach(member -> addTexts(member, texts));
        }
    }
}
