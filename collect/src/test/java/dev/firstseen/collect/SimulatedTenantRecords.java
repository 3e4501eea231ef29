package dev.firstseen.collect;

import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.simulation.SimulatedRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records of a small tenant, drawn by a seed. */
public final class SimulatedTenantRecords {

    public static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private SimulatedTenantRecords() {}

    /** Records of the unified audit log, some of them at the same time. */
    public static List<SimulatedRecord> audit(long seed, int count, Duration span, String... contentTypes) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SimulatedRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant time = START.plusSeconds(random.nextLong(span.toSeconds())).plusMillis(random.nextInt(3) * 333L);
            String id = "r%05d".formatted(i);
            String type = contentTypes[random.nextInt(contentTypes.length)];
            records.add(new SimulatedRecord(
                    type,
                    id,
                    time,
                    "{\"Id\":\"%s\",\"CreationTime\":\"%s\",\"Operation\":\"a ] \\\" }\",\"Workload\":\"Exchange\"}"
                            .formatted(id, time.toString().substring(0, 19))));
        }
        return records;
    }

    /** Records of the reports of Graph. */
    public static List<SimulatedRecord> reports(long seed, int count, Duration span) {
        SplittableRandom random = new SplittableRandom(seed);
        List<SimulatedRecord> records = new ArrayList<>();
        List<GraphReport> logs = GraphReport.ALL;
        for (int i = 0; i < count; i++) {
            Instant time = START.plusSeconds(random.nextLong(span.toSeconds()));
            GraphReport log = logs.get(random.nextInt(logs.size()));
            String id = "g%05d".formatted(i);
            records.add(new SimulatedRecord(
                    log.name(),
                    id,
                    time,
                    "{\"id\":\"%s\",\"createdDateTime\":\"%s\",\"activityDateTime\":\"%s\",\"detectedDateTime\":\"%s\"}"
                            .formatted(id, time, time, time)));
        }
        return records;
    }
}
