package dev.firstseen.store;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/** Records that could not be used: all are counted, the newest listed. */
public interface Rejects {

    /** How many are listed of each source and reason. */
    int LISTED = 20;

    /** What is counted together. */
    record Kind(String source, String reason) implements Comparable<Kind> {
        private static final Comparator<Kind> ORDER =
                Comparator.comparing(Kind::source).thenComparing(Kind::reason);

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * One of them.
     *
     * @param place where it stood: load and line
     * @param dataset the log it is of; empty where that could not be told
     * @param detail what was found, perhaps with text out of the log; empty where the reason says it all
     * @param excerpt how it begins, as it stands in the log; empty where that is not known
     * @param time when it was read, in milliseconds since 1970
     */
    record Reject(String place, String dataset, String detail, String excerpt, long time) {}

    /**
     * Counts records, and lists the last of them.
     *
     * @param records how many there were
     * @param some of them, or all, in their order
     */
    void add(Kind kind, long records, List<Reject> some);

    /** How many there were of each kind, since there is this database. */
    SortedMap<Kind, Long> count();

    /** Those listed of a kind, newest first. */
    List<Reject> newest(Kind kind, int atMost);
}
