package dev.firstseen.runtime.live;

import dev.firstseen.investigation.trace.TracedFields;
import java.util.function.LongFunction;

/**
 * How records are traced.
 *
 * @param fields by which events are alike or not
 * @param network by which key of the archive sign-ins of others from a network are found
 */
record Tracer(RecordReading reading, TracedFields fields, Limits limits, LongFunction<String> network) {

    /** One that traces all sign-ins. */
    Tracer(RecordReading reading, TracedFields fields, Limits limits) {
        this(reading, fields, limits, LoadReader::networkKey);
    }

    /** One that traces only what others did by device code. */
    Tracer ofCodes() {
        return new Tracer(reading, fields, limits, LoadReader::codesKey);
    }

    /**
     * @param strands how many different doings of one account or network are told apart
     * @param others how many sign-ins of others in the same networks are read: an office or a provider has any number
     * @param bytes about how much memory may be held from one investigation to the next
     */
    record Limits(int strands, int others, long bytes) {
        /** Traces may be held in one part of so many of the heap. */
        private static final int PART_OF_HEAP = 8;

        static Limits usual() {
            return new Limits(5_000, 2_500, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        }
    }
}
