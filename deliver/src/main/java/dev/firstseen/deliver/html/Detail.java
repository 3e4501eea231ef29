package dev.firstseen.deliver.html;

/**
 * How much is told of each incident, so that the page opens in any browser: the fewer there are, the more of each.
 *
 * @param questioned about how many of its alerts the questions are told
 * @param rawEvents how many events are shown whole
 */
record Detail(int questioned, int rawEvents) {
    /** Of all incidents together. */
    private static final int QUESTIONED = 40;

    private static final int RAW_EVENTS = 400;

    /** Of one: a reader looks at the worst alerts first, and at few events whole. */
    private static final int MOST_QUESTIONED = 5;

    private static final int MOST_RAW_EVENTS = 80;
    private static final int FEWEST_RAW_EVENTS = 8;

    /** @param told how many incidents the page tells in full */
    static Detail of(int told) {
        int each = Math.max(1, told);
        return new Detail(
                Math.clamp(QUESTIONED / each, 1, MOST_QUESTIONED),
                Math.clamp(RAW_EVENTS / each, FEWEST_RAW_EVENTS, MOST_RAW_EVENTS));
    }
}
