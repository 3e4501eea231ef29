package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;

/** Takes what one worker reads. */
public interface RecordSink {

    /**
     * A record of a log was made for a tenant at a time; told of every record that shows it, parsed or not.
     *
     * @param dataset the log's name, such as {@code azure.signinlogs}
     * @param tenant empty where the record names none
     * @param second since 1970
     */
    void seen(String dataset, String tenant, long second);

    /**
     * A record that a rule may match.
     *
     * @param reader makes the same event of the bytes again
     * @param bytes the sink's own, not to be changed
     */
    void event(Event event, RecordReader reader, byte[] bytes);

    /** In an audit: a record, whether a rule may match it or not, parsed from end to end and found whole. */
    void checked(String dataset, String tenant, String id);
}
