package dev.firstseen.microsoft.export;

import java.lang.foreign.MemorySegment;

/** No rule can match. */
record NeverPasses() implements RowTest {
    @Override
    public void begin(MemorySegment memory, long end) {}

    @Override
    public boolean passes(long start, long rowEnd) {
        return false;
    }
}
