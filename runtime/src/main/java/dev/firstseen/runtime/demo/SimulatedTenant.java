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

/**
 * The logs of a folder as a tenant's services would give them out: audit records by the Management Activity API, some
 * minutes after they happened, and all others as a stream.
 *
 * @param feed audit records
 * @param stream the others, in order of time
 * @param first when the first record happened
 * @param last when the last is available
 */
public record SimulatedTenant(List<SimulatedRecord> feed, List<Load> stream, Instant first, Instant last) {
    private static final FieldPath PROVIDER = FieldPath.of("event.provider");
    private static final String AUDIT = "o365.audit";

    public SimulatedTenant {
        feed = List.copyOf(feed);
        stream = List.copyOf(stream);
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
        List<Load> stream = new ArrayList<>();
        Instant last = Instant.EPOCH;
        for (Found found : all) {
            Instant time = Instant.ofEpochMilli(found.event().time());
            if (found.event().dataset().equals(AUDIT)) {
                // Between two minutes and half an hour, the same every time.
                Instant available = time.plus(Duration.ofSeconds(
                        120 + Math.floorMod(found.event().id().hashCode(), 1680)));
                feed.add(new SimulatedRecord(
                        contentType(found.event()),
                        found.event().id(),
                        available,
                        new String(found.bytes(), StandardCharsets.UTF_8)));
                last = last.isBefore(available) ? available : last;
            } else {
                stream.add(new Load(found.event().dataset(), found.bytes(), time));
                last = last.isBefore(time) ? time : last;
            }
        }
        return new SimulatedTenant(
                feed, stream, Instant.ofEpochMilli(all.getFirst().event().time()), last);
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
