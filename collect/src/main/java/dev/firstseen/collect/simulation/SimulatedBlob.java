package dev.firstseen.collect.simulation;

import java.time.Instant;
import java.util.List;

/**
 * One piece of content of the simulated feed.
 *
 * @param listed from when on it is listed
 */
record SimulatedBlob(
        String contentType,
        String id,
        Instant created,
        Instant listed,
        Instant expiration,
        boolean rejected,
        List<SimulatedRecord> records) {

    /** Whether no collector can get it. */
    boolean isLost() {
        return rejected || !listed.isBefore(expiration);
    }

    String body() {
        StringBuilder body = new StringBuilder("[");
        for (SimulatedRecord each : records) {
            body.append(body.length() == 1 ? "" : ",").append(each.json());
        }
        return body.append(']').toString();
    }
}
