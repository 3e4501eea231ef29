package dev.firstseen.store;

import dev.firstseen.engine.coverage.Coverage;
import java.util.List;

/** For which hours which log was observed, and where collecting it failed. */
public interface Observations {

    /**
     * A stretch of a log that could not be collected, in milliseconds since 1970, its end not included.
     *
     * @param id the source's own, the same when the gap is named again
     */
    record Gap(String id, String source, String tenant, String log, long from, long to, String reason) {}

    /** Adds the hours of all logs that these have. */
    void add(Coverage coverage);

    Coverage coverage();

    /** Notes a gap, or changes the one that is there by source and id. */
    void open(Gap gap);

    /** What was missing has been collected after all; the gap is known by its source and id. */
    void close(Gap gap);

    List<Gap> gaps();

    long forgetBefore(long time);
}
