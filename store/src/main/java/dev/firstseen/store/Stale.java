package dev.firstseen.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Standing alerts of which what they tell of their history may be told otherwise by now, because records came late. */
public interface Stale {

    /**
     * Terms were seen: alerts of later events that tell of the same memory are stale.
     *
     * @param seen the earliest of the events' own times, in milliseconds since 1970, by owner
     * @param now since when they are stale; those that were before stay so since then
     */
    void seen(Map<String, Long> seen, long now);

    /** A log was observed, or is missing: alerts on it that count by a time after one and up to another are stale. */
    void observed(String tenant, String dataset, long from, long until, long now);

    /** The ids of alerts that were stale at a time, longest first. */
    List<String> before(long time, int atMost);

    /** The ids of stale alerts about an account. */
    List<String> about(String tenant, Collection<String> names);

    /** These are told as they are. */
    void remove(Collection<String> ids);

    long size();
}
