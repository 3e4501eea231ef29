package dev.firstseen.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All incidents, as they were last investigated. */
public interface Incidents {

    /**
     * An incident as it is kept.
     *
     * @param names of the identity
     * @param first the first sign, in milliseconds since 1970
     * @param last the last use
     * @param from from when events belong to it, by their own time
     * @param until before which
     * @param networks the archive's keys of the networks from which it was done
     * @param alerts the ids of those that it names; they are kept as long as it is
     * @param score of its assessment; -1 where nothing was assessed
     * @param told what was last told of it
     * @param document the incident document, as JSON
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by id only.
    record Stored(
            String id,
            String tenant,
            List<String> names,
            long first,
            long last,
            long from,
            long until,
            List<String> networks,
            List<String> alerts,
            int score,
            Told told,
            byte[] document) {
        public Stored {
            names = List.copyOf(names);
            networks = List.copyOf(networks);
            alerts = List.copyOf(alerts);
        }
    }

    /**
     * What was told of an incident.
     *
     * @param time when, in milliseconds since 1970
     * @param headline a digest of what calls for another look at once
     * @param digest of all that a reader would call a change
     */
    record Told(long time, String headline, String digest) {}

    Optional<Stored> find(String id);

    /** Adds an incident, or changes the one that is there by id. */
    void put(Stored incident);

    void remove(String id);

    /** What belongs to an incident, as {@link Stored} says it. */
    record Reach(String tenant, List<String> names, long from, long until, List<String> networks) {
        public Reach {
            names = List.copyOf(names);
            networks = List.copyOf(networks);
        }
    }

    /** What belongs to each of them, in order of id. Their documents are not read. */
    void eachReach(Consumer<Reach> taker);

    /** Those about an account, in order of first sign. */
    List<Stored> about(String tenant, Collection<String> names);

    List<Stored> newest(int atMost);

    long size();

    /**
     * Forgets incidents all of whose alerts are before a time, by the time that counts, many but not all at once; gives what
     * belonged to them, nothing when none is left.
     */
    List<Reach> forgetBefore(long time);
}
