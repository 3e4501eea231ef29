package dev.firstseen.flink.rules;

import dev.firstseen.flink.wire.KeyHash;

/**
 * Whose memory it is. A rule whose text changes but not its meaning keeps its memory; one whose meaning changes, or that
 * was away, has another, empty at first.
 *
 * @param rule the rule's id
 * @param meaning a digest of all that decides what is remembered
 * @param generation which version of the rules it began with
 * @param since from when on it is whole, in milliseconds since 1970; {@link #UNSETTLED} where the tasks that read records
 *     have yet to say
 */
public record Memory(String rule, String meaning, long generation, long since) {

    /** Later than any record: nothing is claimed to have been observed. */
    public static final long UNSETTLED = Long.MAX_VALUE;

    private static final int TAG = 8;

    /** What the memory is called. */
    public String name() {
        return called() + "/" + generation;
    }

    /** What the rule is called that has it, in whatever generation. */
    public String called() {
        return rule + "/" + meaning;
    }

    /** How all keys of this memory begin, so that in a store in their order they lie together. */
    public String tag() {
        return KeyHash.of(name()).substring(0, TAG);
    }

    /** The same, whole from a time on. */
    public Memory from(long time) {
        return new Memory(rule, meaning, generation, time);
    }

    /** What means the same, begun in another generation. */
    Memory begun(long in, long at) {
        return new Memory(rule, meaning, in, at);
    }
}
