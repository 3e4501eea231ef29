package dev.firstseen.microsoft.export;

/**
 * Recognises the object around the array that Microsoft's interfaces answer with: {@code {"value":[…]}} of Graph, after
 * members whose names begin with {@code @odata}, and {@code {"records":[…]}} of diagnostic settings.
 */
final class Envelope {

    private Envelope() {}

    /** Whether the object that opens at a position is an envelope. */
    static boolean begins(String text, int open) {
        int at = open + 1;
        while (true) {
            at = blanks(text, at);
            if (at >= text.length() || text.charAt(at) != '"') {
                return false;
            }
            int nameEnd = text.indexOf('"', at + 1);
            if (nameEnd < 0) {
                return false;
            }
            String name = text.substring(at + 1, nameEnd);
            at = blanks(text, nameEnd + 1);
            if (at >= text.length() || text.charAt(at) != ':') {
                return false;
            }
            at = blanks(text, at + 1);
            if (name.equals("value") || name.equals("records")) {
                return at < text.length() && text.charAt(at) == '[';
            }
            if (!name.startsWith("@odata") || at >= text.length() || text.charAt(at) == '[' || text.charAt(at) == '{') {
                return false;
            }
            at = text.charAt(at) == '"' ? afterText(text, at) : text.indexOf(',', at);
            at = at < 0 ? text.length() : blanks(text, at);
            if (at >= text.length() || text.charAt(at) != ',') {
                return false;
            }
            at++;
        }
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    private static int afterText(String text, int quote) {
        for (int at = quote + 1; at < text.length(); at++) {
            if (text.charAt(at) == '\\') {
                at++;
            } else if (text.charAt(at) == '"') {
                return at + 1;
            }
        }
        return -1;
    }
}
