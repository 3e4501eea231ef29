package dev.firstseen.collect.graph;

import java.time.Instant;
import java.util.Comparator;

/**
 * One record of a report.
 *
 * @param id its own, or all of its text where it has none
 * @param time its own, or the beginning of the window where it has none
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once: equality is never asked for.
record Row(String id, Instant time, byte[] bytes) {

    static final Comparator<Row> BY_TIME = Comparator.comparing(Row::time).thenComparing(Row::id);
}
