package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.Rejection;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts of what was met in a content. Each worker counts for itself; the counts are added up at the end. */
final class Tally {

    /** So many logs are counted each by itself. */
    private static final int MOST_LOGS = 1_000;

    long rows;
    long firstSecond = Long.MAX_VALUE;
    long lastSecond = Long.MIN_VALUE;
    final Map<Rejection.Reason, Long> rejected = new EnumMap<>(Rejection.Reason.class);
    final Map<Suspicion, Long> suspicions = new EnumMap<>(Suspicion.class);

    private final SortedMap<String, Long> datasets = new TreeMap<>();
    private String dataset = "";
    private long ofDataset;

    /** A record of a log, which is among the rows that were counted. */
    @SuppressWarnings("ReferenceEquality") // Another text with the same name only costs a look into the map.
    void saw(String of, long second) {
        if (of != dataset) {
            settle();
            dataset = of;
        }
        ofDataset++;
        firstSecond = Math.min(firstSecond, second);
        lastSecond = Math.max(lastSecond, second);
    }

    void rejected(Rejection.Reason reason) {
        rejected.merge(reason, 1L, Long::sum);
    }

    void suspect(Suspicion suspicion) {
        suspicions.merge(suspicion, 1L, Long::sum);
    }

    /** How many records there were of which log. */
    SortedMap<String, Long> byDataset() {
        settle();
        return datasets;
    }

    /** Documents bring the names of their logs along, and hostile ones each another. */
    private void add(String name, long count) {
        int named = datasets.size() - (datasets.containsKey(ExportReport.FURTHER_LOGS) ? 1 : 0);
        boolean room = named < MOST_LOGS || datasets.containsKey(name);
        datasets.merge(room ? name : ExportReport.FURTHER_LOGS, count, Long::sum);
    }

    private void settle() {
        if (ofDataset > 0) {
            add(dataset, ofDataset);
            ofDataset = 0;
        }
    }

    void add(Tally other) {
        other.byDataset().forEach(this::add);
        rows += other.rows;
        firstSecond = Math.min(firstSecond, other.firstSecond);
        lastSecond = Math.max(lastSecond, other.lastSecond);
        other.rejected.forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
        other.suspicions.forEach((suspicion, count) -> suspicions.merge(suspicion, count, Long::sum));
    }
}
