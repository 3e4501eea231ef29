package dev.firstseen.collect.json;

/**
 * Follows the brackets of JSON byte by byte. It does not check what stands between them: a broken record is for the reader
 * of records to count, and is no reason to give up the others around it.
 */
public final class JsonDepth {

    private int depth;
    private boolean inText;
    private boolean escaped;

    /** How many objects and arrays are open. */
    public int depth() {
        return depth;
    }

    public boolean inText() {
        return inText;
    }

    /** Takes the next byte. */
    public void take(byte character) {
        if (inText) {
            if (escaped) {
                escaped = false;
            } else if (character == '\\') {
                escaped = true;
            } else if (character == '"') {
                inText = false;
            }
            return;
        }
        switch (character) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
    }

    public static boolean isBlank(byte character) {
        return character == ' ' || character == '\t' || character == '\r' || character == '\n';
    }

    /** Whether the bytes are one whole value that opens with this bracket, and nothing else: not cut off, nothing after it. */
    public static boolean isWhole(byte[] bytes, int from, int to, char bracket) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        if (at == to || bytes[at] != bracket) {
            return false;
        }
        JsonDepth brackets = new JsonDepth();
        do {
            brackets.take(bytes[at++]);
        } while (at < to && brackets.depth() > 0);
        if (brackets.depth() != 0 || bytes[at - 1] != (bracket == '[' ? ']' : '}')) {
            return false;
        }
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at == to;
    }
}
