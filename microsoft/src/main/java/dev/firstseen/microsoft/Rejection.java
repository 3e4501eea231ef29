package dev.firstseen.microsoft;

/**
 * Why one log entry could not be used. A rejection is counted and shown; it never stops the entries after it.
 *
 * @param reason what is wrong
 * @param detail what was found, in a few words; empty where the reason says it all. It may hold text out
 *     of the log, of which a long one is cut
 */
public record Rejection(Reason reason, String detail) {
    private static final int LONGEST_DETAIL = 200;

    /** The ways in which a log entry can be unusable. */
    public enum Reason {
        NOT_JSON("It is not JSON."),
        CUT_OFF("It ends before the record is complete."),
        TOO_DEEP("It is nested too deeply."),
        TOO_LONG("A text, a number or a list of members in it is too long."),
        NOT_A_RECORD("It is JSON, but not an object."),
        NO_ID("It has no Id."),
        NO_TIME("It has no time that can be read."),
        UNKNOWN_SHAPE("It is none of the known kinds of record.");

        private final String sentence;

        Reason(String sentence) {
            this.sentence = sentence;
        }

        /** The reason as a sentence about the entry. */
        public String sentence() {
            return sentence;
        }
    }

    public Rejection {
        if (detail.length() > LONGEST_DETAIL + 1) {
            detail = detail.substring(0, LONGEST_DETAIL) + "…";
        }
    }

    public Rejection(Reason reason) {
        this(reason, "");
    }

    /** The whole explanation: the reason's sentence and the detail. */
    public String sentence() {
        return detail.isEmpty() ? reason.sentence() : reason.sentence() + " " + detail;
    }
}
