package dev.firstseen.microsoft.export;

import java.lang.foreign.MemorySegment;

/** Some rule demands nothing. */
record AlwaysPasses() implements RowTest {
    @Override
    public void begin(MemorySegment memory, long end) {}

    @Override
    public boolean passes(long start, long rowEnd) {
        return true;
    }
}
