package dev.firstseen.store;

import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/** What is still to be sent, sink by sink, in order. */
public interface Outbox {

    /**
     * A notice for one sink.
     *
     * @param number in order of writing
     * @param notice its bytes
     * @param attempts how often sending it has failed
     * @param due not to be sent before this time, in milliseconds since 1970
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by number only.
    record Entry(long number, String sink, String id, byte[] notice, int attempts, long due) {}

    /** A notice that a sink will not take. */
    record Dead(long number, String sink, String id, int attempts, String reason) {}

    /**
     * What a sink has not taken.
     *
     * @param oldest when the oldest of those waiting was written, in milliseconds since 1970; 0 where none waits
     * @param dead given up
     */
    record Backlog(long waiting, long oldest, long dead) {}

    /** Writes a notice for each of some sinks. */
    void add(Collection<String> sinks, String id, byte[] notice, long now);

    /** What a sink is to be sent next: from the oldest on, at most so many; empty while the oldest is not due. */
    List<Entry> next(String sink, long now, int atMost);

    /** What waits for a sink behind a notice, from the oldest on, whether due or not; at most so many. */
    List<Entry> behind(String sink, long number, int atMost);

    void taken(Collection<Long> numbers);

    void retry(Collection<Long> numbers, long due, String reason);

    /** Gives up on a notice; it is kept and shown. */
    void bury(Collection<Long> numbers, String reason);

    /** Puts a sink's dead notices back; gives how many. */
    long revive(String sink, long now);

    List<Dead> dead(int atMost);

    /** How many notices of a sink are dead. */
    long dead(String sink);

    /** Lets go of a sink's dead notices; gives how many. */
    long drop(String sink);

    /** Lets go of all that was written before a time, dead or not; gives how many of which sink. */
    SortedMap<String, Backlog> forgetBefore(long time);

    /** Lets go of all for other sinks than these; gives how many of which. */
    SortedMap<String, Backlog> keepOnly(Collection<String> sinks);

    SortedMap<String, Backlog> backlog();
}
