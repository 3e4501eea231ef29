package dev.firstseen.engine.kql;

import java.util.Arrays;

/**
 * A pattern as Elasticsearch's query DSL writes one: {@code *} for any characters, {@code ?} for one, and a backslash before
 * a character that is meant itself. Case, where it is not regarded, is that of ASCII letters only, as Elasticsearch has it.
 */
public final class WildcardPattern {
    private static final int ANY = -1;
    private static final int ONE = -2;

    private final String written;
    private final boolean ignoresCase;
    /** Code points, {@link #ANY} and {@link #ONE}. */
    private final int[] parts;

    private WildcardPattern(String written, boolean ignoresCase) {
        this.written = written;
        this.ignoresCase = ignoresCase;
        this.parts = parts(written, ignoresCase);
    }

    public static WildcardPattern of(String written, boolean ignoresCase) {
        return new WildcardPattern(written, ignoresCase);
    }

    /** A pattern that only the text itself matches. */
    public static WildcardPattern literal(String text, boolean ignoresCase) {
        return new WildcardPattern(escaped(text), ignoresCase);
    }

    /** A pattern that all texts with this beginning match. */
    public static WildcardPattern prefix(String text, boolean ignoresCase) {
        return new WildcardPattern(escaped(text) + "*", ignoresCase);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '*' || character == '?' || character == '\\') {
                escaped.append('\\');
            }
            escaped.append(character);
        }
        return escaped.toString();
    }

    private static int[] parts(String written, boolean ignoresCase) {
        int[] parts = new int[written.length()];
        int count = 0;
        int at = 0;
        while (at < written.length()) {
            int point = written.codePointAt(at);
            at += Character.charCount(point);
            if (point == '*') {
                if (count == 0 || parts[count - 1] != ANY) {
                    parts[count++] = ANY;
                }
            } else if (point == '?') {
                parts[count++] = ONE;
            } else {
                // A backslash at the end stands for itself.
                if (point == '\\' && at < written.length()) {
                    point = written.codePointAt(at);
                    at += Character.charCount(point);
                }
                parts[count++] = ignoresCase ? small(point) : point;
            }
        }
        return Arrays.copyOf(parts, count);
    }

    private static int small(int point) {
        return point >= 'A' && point <= 'Z' ? point + ('a' - 'A') : point;
    }

    /** The pattern, with its escapes. */
    public String written() {
        return written;
    }

    public boolean ignoresCase() {
        return ignoresCase;
    }

    /** The longest run of characters that every matching text contains, but for its case where that is not regarded. */
    String longestPiece() {
        String longest = "";
        int start = 0;
        for (int i = 0; i <= parts.length; i++) {
            if (i == parts.length || parts[i] < 0) {
                String piece = new String(parts, start, i - start);
                longest = piece.length() > longest.length() ? piece : longest;
                start = i + 1;
            }
        }
        return longest;
    }

    /**
     * Whether the whole text matches. Only the last star is ever tried at another place, so the time is at most the product
     * of both lengths.
     */
    public boolean matches(String text) {
        int at = 0;
        int part = 0;
        int star = -1;
        int behindStar = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            if (part < parts.length && parts[part] == ANY) {
                star = part++;
                behindStar = at;
            } else if (part < parts.length && fits(parts[part], point)) {
                part++;
                at += Character.charCount(point);
            } else if (star >= 0) {
                part = star + 1;
                behindStar += Character.charCount(text.codePointAt(behindStar));
                at = behindStar;
            } else {
                return false;
            }
        }
        while (part < parts.length && parts[part] == ANY) {
            part++;
        }
        return part == parts.length;
    }

    private boolean fits(int part, int point) {
        return part == ONE || part == (ignoresCase ? small(point) : point);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WildcardPattern pattern
                && pattern.written.equals(written)
                && pattern.ignoresCase == ignoresCase;
    }

    @Override
    public int hashCode() {
        return written.hashCode();
    }

    @Override
    public String toString() {
        return (ignoresCase ? "like~ " : "like ") + written;
    }
}
