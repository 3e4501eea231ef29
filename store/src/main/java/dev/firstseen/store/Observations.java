package dev.firstseen.store;

import dev.firstseen.engine.coverage.Coverage;
import java.util.List;

/** For which hours which log was observed, and where collecting it failed. */
public interface Observations {

    /** A stretch of a log that could not be collected, in milliseconds since 1970, its end not included. */
    record Gap(String source, String tenant, String log, long from, long to, String reason) {}

    /** Adds the hours of all logs that these have. */
    void add(Coverage coverage);

    Coverage coverage();

    void open(Gap gap);

    /** What was missing has been collected after all; what is left of a gap on either side stays open. */
    void close(Gap gap);

    List<Gap> gaps();

    long forgetBefore(long time);
}
