package dev.firstseen.store;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.function.Consumer;

/** For which hours which log was observed, and where collecting it failed. */
public interface Observations {

    /**
     * A stretch of a log that could not be collected.
     *
     * @param name by which its source knows it
     * @param from in milliseconds since 1970
     * @param to its end, not included
     */
    record Gap(String source, String name, String tenant, String log, long from, long to, String reason) {}

    /** Adds the hours of all logs that these have; gives those that were not there before. */
    Coverage add(Coverage coverage);

    /** The hours of one log; none for one never met. */
    ObservedHours hours(String tenant, String dataset);

    /** The datasets of a tenant. */
    SortedSet<String> datasets(String tenant);

    /** All logs, in no order. */
    void eachLog(Consumer<Coverage.Log> taker);

    /** The end of the newest hour of all logs, in milliseconds since 1970; empty where there is none. */
    OptionalLong newest();

    /** Something is missing; what was said of the gap before holds no longer. */
    void open(Gap gap);

    /** What a gap of this name missed has been collected after all; others of the same time are not touched. */
    void close(String source, String name);

    List<Gap> gaps();

    /** Forgets hours, in lots of 64, and gaps that ended before a time; gives how many lots and gaps. */
    long forgetBefore(long time);
}
