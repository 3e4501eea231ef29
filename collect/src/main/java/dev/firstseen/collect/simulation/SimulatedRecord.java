package dev.firstseen.collect.simulation;

import dev.firstseen.collect.graph.GraphReport;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of the simulated tenant.
 *
 * @param log the content type of the Management Activity API, or the {@link GraphReport} in which it is
 * @param id its own id
 * @param time when it becomes available: when its blob is made, or its createdDateTime
 * @param json the record
 */
public record SimulatedRecord(String log, String id, Instant time, String json) {

    /** The report of Graph with this name; none for what is in the activity feed. */
    static Optional<GraphReport> report(String log) {
        return GraphReport.ALL.stream().filter(each -> each.name().equals(log)).findFirst();
    }
}
