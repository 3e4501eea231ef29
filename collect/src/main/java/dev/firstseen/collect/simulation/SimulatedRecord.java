package dev.firstseen.collect.simulation;

import java.time.Instant;

/**
 * One record of the simulated tenant.
 *
 * @param log the content type of the Management Activity API, or the {@link GraphLog} in which it is
 * @param id its own id
 * @param time when it becomes available: when its blob is made, or its createdDateTime
 * @param json the record
 */
public record SimulatedRecord(String log, String id, Instant time, String json) {}
