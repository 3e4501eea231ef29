package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;

/** Takes what one worker reads. */
public interface RecordSink {

    /**
     * A record was made for a tenant at a time; told of every record whose raw bytes show it.
     *
     * @param tenant empty where the record names none
     * @param second since 1970
     */
    void seen(String tenant, long second);

    /** A record that a rule may match. */
    void event(Event event);

    /** In an audit: a record, whether a rule may match it or not, parsed from end to end and found whole. */
    void checked(String tenant, String id);
}
