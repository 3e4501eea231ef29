package dev.firstseen.engine.coverage;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which hours of which log were observed, for every tenant. Not safe for use by several threads; let each have its own
 * and {@link #merge} them at the end.
 */
public final class Coverage {

    /** Hostile logs name a new tenant in every record: beyond this many, further logs share {@link #rest}. */
    public static final int MOST_LOGS = 10_000;

    private final SortedMap<Log, ObservedHours> logs = new TreeMap<>();
    private final ObservedHours rest = new ObservedHours();
    private long timeless;

    /** One dataset of one tenant. */
    public record Log(String tenant, String dataset) implements Comparable<Log> {
        private static final Comparator<Log> ORDER =
                Comparator.comparing(Log::tenant).thenComparing(Log::dataset);

        @Override
        public int compareTo(Log other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * Marks the hour of one record. A thread that reads many records of one log in a row does better to keep what
     * {@link #hours} gives, and add to that.
     */
    public void add(String tenant, String dataset, long time) {
        if (!hours(tenant, dataset).addTime(time)) {
            timeless++;
        }
    }

    /** The hours of one log, to add to; for a log too many, those of {@link #rest}. */
    public ObservedHours hours(String tenant, String dataset) {
        Log log = new Log(tenant, dataset);
        ObservedHours known = logs.get(log);
        if (known != null) {
            return known;
        }
        if (logs.size() >= MOST_LOGS) {
            return rest;
        }
        ObservedHours fresh = new ObservedHours();
        logs.put(log, fresh);
        return fresh;
    }

    /** Adds all that another has. */
    public void merge(Coverage other) {
        other.logs.forEach((log, hours) -> hours(log.tenant(), log.dataset()).merge(hours));
        rest.merge(other.rest);
        timeless += other.timeless;
    }

    /** The part of a stretch of time for which a log was observed, as {@link ObservedHours#covered} tells it. */
    public double of(String tenant, String dataset, long from, long to) {
        ObservedHours hours = logs.get(new Log(tenant, dataset));
        return hours == null ? 0 : hours.covered(from, to);
    }

    /** All logs, by tenant and dataset. */
    public SortedMap<Log, ObservedHours> logs() {
        return Collections.unmodifiableSortedMap(logs);
    }

    /** The hours of the logs beyond {@link #MOST_LOGS}. They cover nothing: an alert on such a log has coverage 0. */
    public ObservedHours rest() {
        return rest;
    }

    /** How many records {@link #add} met with a time that no log has, and left out. */
    public long timeless() {
        return timeless;
    }
}
