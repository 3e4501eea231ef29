package dev.firstseen.store;

import java.util.Collection;
import java.util.List;

/** How far sources have come, as they last told. */
public interface Behind {

    /**
     * How far a part of a source has come; all times in milliseconds since 1970.
     *
     * @param part a content type, an endpoint, a topic
     * @param from where it began to be behind
     * @param to how far there is something to collect
     * @param reached up to where everything has been handed over
     * @param ends when it will have caught up at this pace; {@link Long#MAX_VALUE} where that cannot be told
     * @param time when this was so
     */
    record Part(String source, String part, long from, long to, long reached, long ends, long time) {}

    /** Writes down what is so now; other parts stay as they were. */
    void put(Collection<Part> parts);

    /** Lets go of the parts of other sources than these; gives how many. */
    long keepOnly(Collection<String> sources);

    /** All parts, by source and part. */
    List<Part> all();
}
