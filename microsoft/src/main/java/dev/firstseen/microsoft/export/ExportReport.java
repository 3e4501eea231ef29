package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.Rejection;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was found in one content.
 *
 * @param name of the content
 * @param shape in a few words
 * @param bytes read, unpacked
 * @param records how many there were, kept and rejected
 * @param datasets how many of them are of which log, by name, those of more than a thousand logs together under
 *     {@link #FURTHER_LOGS}; what no log could be told of is not among them
 * @param first the earliest time of a record; empty where no time was read
 * @param last the latest
 * @param rejected how many records could not be used, by reason. A record that no rule could match was not looked into,
 *     unless an audit was asked for, and is not counted here even if it is broken
 * @param suspicions signs that something is missing, with how often each was met
 * @param failure why the reading stopped before the end, or never began; a sentence
 */
public record ExportReport(
        String name,
        String shape,
        long bytes,
        long records,
        SortedMap<String, Long> datasets,
        Optional<Instant> first,
        Optional<Instant> last,
        Map<Rejection.Reason, Long> rejected,
        Map<Suspicion, Long> suspicions,
        Optional<String> failure,
        List<RejectedRow> rejectedRows) {

    /** In the place of a log's name: all logs for which there was no room. */
    public static final String FURTHER_LOGS = "(further logs)";

    /** Of so many rejected records of a content the beginning is kept. */
    public static final int EXCERPTS = 100;

    public ExportReport {
        datasets = Collections.unmodifiableSortedMap(new TreeMap<>(datasets));
        rejected = Map.copyOf(rejected);
        suspicions = Map.copyOf(suspicions);
        rejectedRows = List.copyOf(rejectedRows);
    }

    /**
     * Of a content of which nothing was read.
     *
     * @param why a sentence
     */
    public static ExportReport unreadable(String name, String why) {
        return new ExportReport(
                name,
                new Shape.Refused(why).words(),
                0,
                0,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.of(why),
                List.of());
    }

    /**
     * A record that could not be used.
     *
     * @param line counts from 1
     * @param dataset the log it is of; empty where that could not be told
     * @param excerpt how the record begins, as it stands in the log; empty where it is not at hand, and for all but the first
     *     {@value #EXCERPTS} of a content
     */
    public record RejectedRow(long line, String dataset, Rejection rejection, String excerpt) {}

    public long rejectedRecords() {
        return rejected.values().stream().mapToLong(Long::longValue).sum();
    }

    public long kept() {
        return records - rejectedRecords();
    }
}
