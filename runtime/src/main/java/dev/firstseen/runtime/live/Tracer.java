package dev.firstseen.runtime.live;

import dev.firstseen.investigation.trace.TracedFields;

/**
 * How records are traced.
 *
 * @param fields by which events are alike or not
 */
record Tracer(RecordReading reading, TracedFields fields, Limits limits) {

    /**
     * @param strands how many different doings of one account or network are told apart
     * @param others how many sign-ins of others in the same networks are read: an office or a provider has any number
     * @param bytes about how much memory may be held from one investigation to the next
     */
    record Limits(int strands, int others, long bytes) {
        /** Traces may be held in one part of so many of the heap. */
        private static final int PART_OF_HEAP = 8;

        static Limits usual() {
            return new Limits(5_000, 10_000, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        }
    }
}
