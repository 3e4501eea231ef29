package dev.firstseen.deliver.sink;

import java.util.List;

/** A real receiver in the tests' own process. */
public interface Receiver extends AutoCloseable {

    /** A new sink that sends here. */
    Sink sink();

    /** A sink of the same kind whose receiver is not there. */
    Sink unreachable();

    /** What came, in order, each taken apart by the receiver's own rules. */
    List<Received> received() throws Exception;

    @Override
    void close() throws Exception;

    /**
     * A notice as it came.
     *
     * @param id its id, or what stands for it where the format has no place for ids
     * @param user the user as the receiver reads it
     */
    record Received(String id, String user) {}
}
