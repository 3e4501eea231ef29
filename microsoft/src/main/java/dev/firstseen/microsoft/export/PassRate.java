package dev.firstseen.microsoft.export;

/** How many rows of a dataset pass a test of late: some are tested, and if nearly all pass, many after them are not. */
final class PassRate {
    private static final int TESTED = 64;
    /** Parsing a record costs a few times what testing it does. */
    private static final int HIGH = 54;

    private static final int UNTESTED = 16 * TESTED;

    private int tested;
    private int passed;
    private int untested;

    /** Counts a row that was tested. */
    void add(boolean passes) {
        tested++;
        if (passes) {
            passed++;
        }
        if (tested == TESTED) {
            untested = passed >= HIGH ? UNTESTED : 0;
            tested = 0;
            passed = 0;
        }
    }

    /** Whether the next row, which counts as one that is not tested then, would pass nearly for sure. */
    boolean isHigh() {
        if (untested == 0) {
            return false;
        }
        untested--;
        return true;
    }
}
