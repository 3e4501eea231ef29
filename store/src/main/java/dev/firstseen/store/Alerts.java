package dev.firstseen.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** All alerts raised, withdrawn ones too. */
public interface Alerts {

    /** What became of an alert. */
    enum State {
        /** It stands by itself. */
        SHOWN,
        /** It is counted on another, by its rule's suppression. */
        COUNTED,
        /** History that came late showed it to be wrong. */
        WITHDRAWN
    }

    /**
     * An alert as it is kept.
     *
     * @param id its {@code kibana.alert.uuid}
     * @param rule the rule's id
     * @param time the time that counts, in milliseconds since 1970
     * @param eventTime the event's own
     * @param available when the source made the event available
     * @param names of who acted, as identities spell them
     * @param group a digest of what its suppression group agrees in; empty where it belongs to none
     * @param owner a digest of whose memory its history is told from; empty where it tells none
     * @param countedOn the id of the alert it is counted on; empty where it is not
     * @param note why it was withdrawn; empty where it was not
     * @param told whether the sinks were told of it, and not that it is withdrawn
     * @param document the alert document, as JSON
     * @param record the event's record, as the archive holds it
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by id only.
    record Stored(
            String id,
            String rule,
            String tenant,
            String dataset,
            String eventId,
            long time,
            long eventTime,
            long available,
            List<String> names,
            String group,
            String owner,
            State state,
            String countedOn,
            String note,
            boolean told,
            byte[] document,
            byte[] record) {
        public Stored {
            names = List.copyOf(names);
        }

        /** The same alert, of which something else became. */
        public Stored in(State other, String otherCountedOn, String otherNote) {
            return with(other, otherCountedOn, otherNote, told, document);
        }

        /** The same alert, of which the sinks were told, or that it is withdrawn. */
        public Stored told(boolean now) {
            return with(state, countedOn, note, now, document);
        }

        /** The same alert, told otherwise. */
        public Stored with(byte[] otherDocument) {
            return with(state, countedOn, note, told, otherDocument);
        }

        private Stored with(State newState, String newCountedOn, String newNote, boolean newTold, byte[] newDocument) {
            return new Stored(
                    id,
                    rule,
                    tenant,
                    dataset,
                    eventId,
                    time,
                    eventTime,
                    available,
                    names,
                    group,
                    owner,
                    newState,
                    newCountedOn,
                    newNote,
                    newTold,
                    newDocument,
                    record);
        }
    }

    Map<String, Stored> find(Collection<String> ids);

    default Optional<Stored> find(String id) {
        return Optional.ofNullable(find(List.of(id)).get(id));
    }

    /** Adds alerts, or changes those that are there by id. */
    void put(Collection<Stored> alerts);

    /** The suppression group of a rule whose alerts agree in something, of which this is a digest. */
    record Group(String rule, String tenant, String digest) {}

    /** An alert by its place in its group. */
    record Placed(String id, String eventId, long time, State state, String countedOn) {}

    /**
     * Alerts of a group from a time on, withdrawn ones left out, in order of time, event id, id: at least so many where
     * there are, and no time in part.
     */
    List<Placed> ofGroup(Group group, long from, int atLeast);

    /** The last of a group's alerts from one time to before another that are shown. */
    Optional<Placed> lastShown(Group group, long from, long before);

    /** Counts alerts on others than before; by the id of the alert, the one on which it is counted. */
    void count(Map<String, String> countedOn);

    /** The newest shown alerts about an account, in order of time and id. */
    List<Stored> newestShown(String tenant, Collection<String> names, int atMost);

    /** How many alerts about an account are shown, by the id of their rule. */
    SortedMap<String, Long> shownByRule(String tenant, Collection<String> names);

    /**
     * An alert that was chosen among those of its rule.
     *
     * @param further for how many others it stands that were not, next to it in order
     */
    record Chosen(Stored alert, long further) {}

    /**
     * Some of the shown alerts about an account, in order of time and id: of a rule that has no more than so many, all; else
     * the first, the last, and others spread over their number and over their time. Further ones are left out where these
     * would be very large together.
     *
     * @param ofEachRule at least 2
     */
    List<Chosen> chosen(String tenant, Collection<String> names, long ofEachRule);

    /**
     * Those that are counted on another.
     *
     * @param last the time of the last; {@link Long#MIN_VALUE} where there is none
     */
    record Counted(long count, long last) {}

    /** How many are counted on an alert, found without reading them. */
    Counted countedOn(String id);

    /** Alerts of any state, newest first. */
    List<Stored> newest(int atMost);

    Map<State, Long> count();

    /**
     * Forgets the alerts before a time that no incident names, many but not all at once; gives how many, 0 when none is left.
     */
    long forgetBefore(long time);
}
