package dev.firstseen.store;

import dev.firstseen.engine.coverage.Coverage;
import java.util.List;

/** For which hours which log was observed, and where collecting it failed. */
public interface Observations {

    /** A stretch of a log that could not be collected, in milliseconds since 1970, its end not included. */
    record Gap(String source, String tenant, String log, long from, long to, String reason) {}

    /** Adds the hours of all logs that these have; gives those that were not there before. */
    Coverage add(Coverage coverage);

    Coverage coverage();

    void open(Gap gap);

    /** What was missing from one time to another has been collected after all; what a gap has beside it stays open. */
    void close(Gap gap);

    List<Gap> gaps();

    /** Forgets hours, in lots of 64, and gaps that ended before a time; gives how many lots and gaps. */
    long forgetBefore(long time);
}
