package dev.firstseen.flink.match;

/** Records of a portion whose time cannot be, counted, to be told at its end. */
final class Beyond {
    private final String sentence;
    private long count;
    private long first;

    Beyond(String sentence) {
        this.sentence = sentence;
    }

    /** @param time of one more, in milliseconds since 1970 */
    void add(long time) {
        first = count == 0 ? time : first;
        count++;
    }

    void tell(String portion, Matching.Out out) {
        if (count > 0) {
            out.notice(new Notice("ahead", sentence, portion, "", "", first, count));
            count = 0;
        }
    }
}
