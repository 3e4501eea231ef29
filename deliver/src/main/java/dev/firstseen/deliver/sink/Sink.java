package dev.firstseen.deliver.sink;

import java.util.List;
import java.util.Optional;

/**
 * Where notices go. It is called by one thread, and at least once for each notice: a receiver drops doubles by
 * {@link Notice#id}.
 */
public interface Sink extends AutoCloseable {

    /** What it is called in messages: kind and place, without secrets. */
    String name();

    /**
     * Sends the notices in their order and says what became of each. It waits for the receiver, but never without bound;
     * a failure of the receiver is an outcome, not an exception.
     */
    Delivery deliver(List<Notice> notices) throws InterruptedException;

    /**
     * What is in the way of delivering, as far as that shows without sending anything: a sentence, so that it is told before
     * there is something to tell. Empty where nothing is known of.
     */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** Lets go of connections and files; what was taken stays taken. */
    @Override
    void close();
}
