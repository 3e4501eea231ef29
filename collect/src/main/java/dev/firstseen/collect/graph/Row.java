package dev.firstseen.collect.graph;

import java.time.Instant;
import java.util.Comparator;

/**
 * One record of a report.
 *
 * @param id its own, or all of its text where it has none
 * @param time its own, or the beginning of the window where it has none
 * @param namesTenant whether it says whose it is, where that is looked for in its report
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on once: equality is never asked for.
record Row(String id, Instant time, byte[] bytes, boolean namesTenant) {

    static final Comparator<Row> BY_TIME = Comparator.comparing(Row::time).thenComparing(Row::id);
}
