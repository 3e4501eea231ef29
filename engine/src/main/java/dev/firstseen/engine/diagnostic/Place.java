package dev.firstseen.engine.diagnostic;

/**
 * A place in a text.
 *
 * @param source the name of the text, usually a file
 * @param line from 1
 * @param column from 1, in characters
 * @param length how many characters of the line are meant, at least 1
 * @param text the whole line, for the caret
 */
public record Place(String source, int line, int column, int length, String text) {

    public Place {
        if (line < 1 || column < 1 || length < 1) {
            throw new IllegalArgumentException("a place counts from 1");
        }
    }

    /** The place from one offset of a text to another; what lies on later lines is left out. */
    public static Place in(String source, String whole, int start, int end) {
        int from = Math.min(Math.max(start, 0), whole.length());
        int lineStart = whole.lastIndexOf('\n', from - 1) + 1;
        int lineEnd = whole.indexOf('\n', from);
        if (lineEnd < 0) {
            lineEnd = whole.length();
        }
        int line = 1;
        for (int i = 0; i < lineStart; i++) {
            if (whole.charAt(i) == '\n') {
                line++;
            }
        }
        int length = Math.max(1, Math.min(end, lineEnd) - from);
        return new Place(source, line, from - lineStart + 1, length, whole.substring(lineStart, lineEnd));
    }

    @Override
    public String toString() {
        return source + ":" + line + ":" + column;
    }
}
