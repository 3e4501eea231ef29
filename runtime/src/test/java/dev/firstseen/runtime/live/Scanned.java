package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a scan of records finds.
 *
 * @param documents all its alerts, by id
 * @param suppressed what becomes of them
 */
record Scanned(Map<String, String> documents, Suppressed suppressed) {

    static Scanned of(List<String> records) throws IOException {
        byte[] lines = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        ScanPlan plan = new ScanPlan(
                LiveSamples.RULES, Scope.EVERYTHING, LiveSamples.NETWORKS, AuditSettings.NONE, false, true, 1);
        try (Contents contents = Contents.of(List.of(Contents.STANDARD_INPUT), new ByteArrayInputStream(lines));
                ScanResult result = Scan.run(plan, contents)) {
            Ndjson format = new Ndjson(Instant.ofEpochMilli(LiveSamples.NOW), List.of());
            Map<String, String> documents = new TreeMap<>();
            result.alerts()
                    .forEach(alert -> documents.put(
                            alert.id(), JsonWriter.text(format.document(alert).root())));
            return new Scanned(documents, Suppressed.of(result.alerts()));
        }
    }

    Set<String> shown() {
        return ids(suppressed.shown());
    }

    Set<String> counted() {
        return ids(suppressed.counted());
    }

    static Set<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::id).collect(Collectors.toCollection(TreeSet::new));
    }
}
