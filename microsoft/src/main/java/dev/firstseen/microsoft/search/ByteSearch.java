package dev.firstseen.microsoft.search;

import java.lang.foreign.MemorySegment;

/**
 * Searches native memory. Positions count from the start of the segment; {@code to} is exclusive; the answer is -1 where
 * there is nothing to find.
 */
public sealed interface ByteSearch permits LibrarySearch, PlainSearch {

    long find(MemorySegment memory, long from, long to, byte wanted);

    long find(MemorySegment memory, long from, long to, Needle wanted);

    /** The C library's search where the platform has one, else the one in Java. */
    static ByteSearch fastest() {
        return Fastest.SEARCH;
    }

    /** Chosen once, on first use. */
    final class Fastest {
        private static final ByteSearch SEARCH =
                LibrarySearch.onThisPlatform().<ByteSearch>map(search -> search).orElseGet(PlainSearch::new);

        private Fastest() {}
    }
}
