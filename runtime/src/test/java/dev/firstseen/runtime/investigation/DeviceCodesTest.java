package dev.firstseen.runtime.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.trace.DeviceCodes;
import dev.firstseen.investigation.trace.SignIns;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.sweep.Sweep;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is recorded as a use of a device code is what the playbooks ask for by that name. */
class DeviceCodesTest {
    private static final FieldPath NUMBER = FieldPath.of("source.as.number");
    private static final FieldPath OUTCOME = FieldPath.of("event.outcome");
    private static final String REQUEST = "o365.audit.ExtendedProperties.RequestType";
    private static final String PROTOCOL = "azure.signinlogs.properties.authentication_protocol";
    private static final String TRANSFER = "azure.signinlogs.properties.original_transfer_method";

    /** What asks how others used codes in networks that the session was taken to. */
    private static List<Measure> asking() {
        List<Measure> measures = ExampleLogs.PLAYBOOKS.playbooks().all().stream()
                .flatMap(playbook -> playbook.steps().stream())
                .flatMap(step -> step.measures().stream())
                .filter(measure -> measure.whose() == Measure.Whose.OTHERS)
                .filter(measure -> QueryTemplate.placeholders(measure.query()).stream()
                        .anyMatch(placed -> placed.placeholder().name().equals("learned.networks")))
                .toList();
        assertThat(measures).hasSize(2);
        return measures;
    }

    /** Whether a measure takes an event of a network that was learned. */
    private static boolean takes(Measure measure, Event event) {
        List<String> networks = texts(event, NUMBER);
        return KqlCompiler.compile(
                        QueryTemplate.fill(
                                measure.query(),
                                (placeholder, _) ->
                                        placeholder.name().equals("learned.networks") ? networks : List.of()),
                        MicrosoftFields.INSTANCE,
                        event.time())
                .test(event);
    }

    private static List<String> texts(Event event, FieldPath field) {
        return event.values(field).stream()
                .map(value -> ((Value.Scalar) value).text())
                .toList();
    }

    private static void assertAgreed(Event event) {
        boolean expected = DeviceCodes.isUse(event) && texts(event, OUTCOME).contains("success");
        assertThat(asking())
                .as(event.document().toString())
                .allSatisfy(measure -> assertThat(takes(measure, event)).isEqualTo(expected));
    }

    private record Keeping(List<Event> events, NetworkEnrichment networks) implements RecordSink {
        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            events.add(networks.apply(event));
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }

    @Test
    void theyAgreeOnTheExample() throws Exception {
        Keeping kept = new Keeping(new ArrayList<>(), new NetworkEnrichment(Networks.bundled()));
        try (Contents contents = Contents.of(List.of(ExampleLogs.FOLDER), InputStream.nullInputStream())) {
            Sweep.over(contents, AuditSettings.NONE, Prefilter.NONE, false, 1, () -> kept);
        }
        List<Event> signIns = kept.events().stream()
                .filter(SignIns::include)
                .filter(event -> !event.values(NUMBER).isEmpty())
                .toList();
        assertThat(signIns.stream().filter(DeviceCodes::isUse)).hasSizeGreaterThan(50);
        signIns.forEach(DeviceCodesTest::assertAgreed);
    }

    private static Event event(String field, Object value, String outcome) {
        Document.Builder document = new Document.Builder()
                .put("source.as.number", Value.of(64_500))
                .put(field, value instanceof List<?> several ? Value.of(texts(several)) : Value.of(value.toString()));
        if (!outcome.isEmpty()) {
            document.put("event.outcome", Value.of(outcome));
        }
        return new DocumentEvent("id", 0, SignIns.DATASET, "t", document.build());
    }

    private static List<String> texts(List<?> values) {
        return values.stream().map(Object::toString).toList();
    }

    @Test
    void theyAgreeOnNearMisses() {
        for (String field : List.of(REQUEST, PROTOCOL, TRANSFER)) {
            for (Object value : List.of(
                    "Cmsi:Cmsi",
                    "cmsi:cmsi",
                    "Cmsi:Cmsi2",
                    "Cmsi",
                    "deviceCode",
                    "devicecode",
                    "deviceCodeFlow",
                    "deviceCode ",
                    "none",
                    List.of("OAuth2:Token", "Cmsi:Cmsi"),
                    List.of("deviceCodeFlow", "deviceCode"))) {
                for (String outcome : List.of("success", "failure", "unknown", "Success", "")) {
                    assertAgreed(event(field, value, outcome));
                }
            }
        }
        assertThat(Stream.of(REQUEST, PROTOCOL, TRANSFER)
                        .map(field -> event(field, field.equals(REQUEST) ? "Cmsi:Cmsi" : "deviceCode", "success"))
                        .filter(DeviceCodes::isUse))
                .hasSize(2);
    }
}
