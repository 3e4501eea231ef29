package dev.firstseen.flink.source;

/** Which time of a record counts, and when what came before it is known to be complete. */
public enum TimeMode {
    /** The event's own time; everything is read before anything is decided, so the order of the input never matters. */
    BOUNDED,
    /** The event's own time; complete when records so much later have come. */
    EVENT,
    /** When the broker took the record: the same on every replay. */
    ARRIVAL
}
