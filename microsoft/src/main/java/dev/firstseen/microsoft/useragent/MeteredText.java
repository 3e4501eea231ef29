package dev.firstseen.microsoft.useragent;

/**
 * A text that can be read so many times and no more. A regular expression that goes back and forth over it without end is
 * stopped by that, at the same place each time, which no clock could promise.
 */
final class MeteredText implements CharSequence {

    /** The text was read as often as it may be. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("read too often", null, false, false);
        }
    }

    private final String text;
    private int readsLeft;

    MeteredText(String text, int reads) {
        this.text = text;
        this.readsLeft = reads;
    }

    @Override
    public int length() {
        return text.length();
    }

    /** @throws Spent where the text was read as often as it may be */
    @Override
    public char charAt(int index) {
        if (--readsLeft < 0) {
            throw new Spent();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
