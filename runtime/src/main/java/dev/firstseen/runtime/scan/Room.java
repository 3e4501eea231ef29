package dev.firstseen.runtime.scan;

/**
 * How much of the heap the events of a scan may fill before they are written down.
 *
 * @param bytes for all workers together
 */
record Room(long bytes) {
    private static final int PART_OF_HEAP = 8;
    private static final long MOST = 256L << 20;

    /** An eighth of a heap, whose size is given in bytes; less of a very large one. */
    static Room in(long heap) {
        return new Room(Math.min(MOST, heap / PART_OF_HEAP));
    }

    static Room usual() {
        return in(Runtime.getRuntime().maxMemory());
    }

    /** What each of some workers may fill. */
    Room among(int workers) {
        return new Room(bytes / workers);
    }

    /** What is kept beside the events so that equal values are held once. */
    long shared() {
        return bytes / 4;
    }
}
