package dev.firstseen.runtime.demo;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.runtime.sweep.Sweep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The logs of a folder as a tenant's services would give them out: audit records by the Management Activity API, some
 * minutes after they happened, Entra's by Microsoft Graph, and all others as a stream.
 *
 * @param id the tenant's
 * @param feed audit records
 * @param reports sign-ins, directory audits and risk detections
 * @param stream the others, in order of time
 * @param first when the first record happened
 * @param last when the last is available
 */
public record SimulatedTenant(
        String id,
        List<SimulatedRecord> feed,
        List<SimulatedRecord> reports,
        List<Load> stream,
        Instant first,
        Instant last) {
    private static final FieldPath PROVIDER = FieldPath.of("event.provider");
    private static final String AUDIT = "o365.audit";

    public SimulatedTenant {
        feed = List.copyOf(feed);
        reports = List.copyOf(reports);
        stream = List.copyOf(stream);
    }

    /** All that the services of Microsoft's give out when they are asked. */
    public List<SimulatedRecord> records() {
        return Stream.concat(feed.stream(), reports.stream()).toList();
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Found(Event event, byte[] bytes) {}

    /** Reads a folder. */
    public static SimulatedTenant of(Path folder) throws IOException {
        List<Found> all;
        try (Contents contents = Contents.of(List.of(folder), InputStream.nullInputStream())) {
            all = new ArrayList<>(
                    Sweep.over(contents, AuditSettings.NONE, Prefilter.NONE, false, 1, Collecting::new).sinks().stream()
                            .flatMap(sink -> sink.found.stream())
                            .toList());
        }
        all.sort(Comparator.comparingLong((Found found) -> found.event().time())
                .thenComparing(found -> found.event().id()));
        List<SimulatedRecord> feed = new ArrayList<>();
        List<SimulatedRecord> reports = new ArrayList<>();
        List<Load> stream = new ArrayList<>();
        for (Found found : all) {
            if (found.event().dataset().equals(AUDIT)) {
                feed.add(audited(found));
            } else {
                GraphRecords.of(found.event(), found.bytes())
                        .ifPresentOrElse(
                                reports::add,
                                () -> stream.add(new Load(
                                        found.event().dataset(),
                                        found.bytes(),
                                        Instant.ofEpochMilli(found.event().time()))));
            }
        }
        Event first = all.getFirst().event();
        Instant last = Stream.of(
                        feed.stream().map(SimulatedRecord::time),
                        reports.stream().map(SimulatedRecord::time),
                        stream.stream().map(Load::available))
                .flatMap(times -> times)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new SimulatedTenant(first.tenant(), feed, reports, stream, Instant.ofEpochMilli(first.time()), last);
    }

    /** Available between two minutes and half an hour later, the same every time. */
    private static SimulatedRecord audited(Found found) {
        Event event = found.event();
        return new SimulatedRecord(
                contentType(event),
                event.id(),
                Instant.ofEpochMilli(event.time())
                        .plus(Duration.ofSeconds(120 + Math.floorMod(event.id().hashCode(), 1680))),
                new String(found.bytes(), StandardCharsets.UTF_8));
    }

    private static String contentType(Event event) {
        String workload = event.values(PROVIDER).stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .findFirst()
                .orElse("");
        return switch (workload) {
            case "AzureActiveDirectory", "Exchange" -> "Audit." + workload;
            case "SharePoint", "OneDrive" -> "Audit.SharePoint";
            default -> "Audit.General";
        };
    }

    private static final class Collecting implements RecordSink {
        private final List<Found> found = new ArrayList<>();

        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            found.add(new Found(event, bytes));
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }
}
