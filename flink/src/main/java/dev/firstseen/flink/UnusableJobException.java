package dev.firstseen.flink;

/** What was given makes no job; the message is for the user. */
final class UnusableJobException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableJobException(String sentence) {
        super(sentence);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
