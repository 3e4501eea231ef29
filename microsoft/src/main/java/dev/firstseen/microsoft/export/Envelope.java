package dev.firstseen.microsoft.export;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Recognises the object around the array that interfaces answer with: {@code {"value":[…]}} of Graph, {@code
 * {"records":[…]}} of diagnostic settings, {@code {"results":[…]}} of Splunk, {@code {"hits":{"hits":[…]}}} of
 * Elasticsearch. Other members may stand around the array.
 */
public final class Envelope {

    /** Longer than any name that matters. */
    static final int LONGEST_NAME = 16;

    private static final Set<String> ARRAYS = Set.of("value", "records", "results", "hits");
    private static final Set<String> OBJECTS = Set.of("hits", "rawResponse", "response");
    /** An object with one of these is a record itself, or is around one. */
    private static final Set<String> RECORDS = Set.of(
            "CreationTime",
            "@timestamp",
            "AuditData",
            "auditData",
            "_source",
            "_raw",
            "result",
            "category",
            "properties",
            "createdDateTime",
            "activityDateTime",
            "detectedDateTime",
            "eventTimestamp",
            "TimeGenerated");

    /** What stands before the array is a few links and figures. */
    private static final int LONGEST_BEGINNING = 1 << 14;

    private static final int DEEPEST = 3;

    private Envelope() {}

    /** Whether a member of this name, in the innermost object, holds the rows. */
    static boolean holdsRows(byte[] name, int length) {
        return ARRAYS.contains(new String(name, 0, length, StandardCharsets.ISO_8859_1));
    }

    /** Said of an object that is no envelope, whatever may follow. */
    static final int NEVER = -1;

    /**
     * How many objects there are around the rows, where the bytes of an object up to some bracket, that one included, are
     * the beginning of an envelope and the bracket opens its rows; 0 where that may still come, else {@link #NEVER}.
     */
    static int depth(MemorySegment memory, long start, long end) {
        if (end - start > LONGEST_BEGINNING) {
            return NEVER;
        }
        byte[] beginning = new byte[(int) (end - start)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, beginning, 0, beginning.length);
        return depth(new String(beginning, StandardCharsets.ISO_8859_1), 0);
    }

    /** As for bytes, where an object opens at a position of a text. */
    public static int depth(String text, int open) {
        return rows(text, open).depth();
    }

    /**
     * Where the rows of an envelope begin.
     *
     * @param depth how many objects there are around them; 0 where they may still come, else {@link #NEVER}
     * @param begin the position after the bracket that opens them, where there are any around
     */
    public record Begin(int depth, int begin) {
        private static final Begin UNTOLD = new Begin(0, 0);
        private static final Begin NONE = new Begin(NEVER, 0);
    }

    /** Where the rows begin of an object that opens at a position of a text. */
    public static Begin rows(String text, int open) {
        return rows(text, open, 1);
    }

    private static Begin rows(String text, int open, int depth) {
        int at = open + 1;
        while (true) {
            at = blanks(text, at);
            if (at >= text.length() || text.charAt(at) != '"') {
                return at >= text.length() ? Begin.UNTOLD : Begin.NONE;
            }
            int nameEnd = afterText(text, at);
            String name = text.substring(at + 1, Math.max(at + 1, nameEnd - 1));
            at = blanks(text, nameEnd);
            if (at >= text.length() || text.charAt(at) != ':' || RECORDS.contains(name)) {
                return Begin.NONE;
            }
            at = blanks(text, at + 1);
            if (at >= text.length()) {
                return Begin.UNTOLD;
            }
            if (ARRAYS.contains(name) && text.charAt(at) == '[' && isOfObjects(text, at)) {
                return new Begin(depth, at + 1);
            }
            if (OBJECTS.contains(name) && text.charAt(at) == '{' && depth < DEEPEST) {
                Begin inner = rows(text, at, depth + 1);
                if (inner.depth() > 0) {
                    return inner;
                }
            }
            at = blanks(text, afterValue(text, at));
            if (at >= text.length() || text.charAt(at) != ',') {
                return at >= text.length() ? Begin.UNTOLD : Begin.NONE;
            }
            at++;
        }
    }

    private static boolean isOfObjects(String text, int open) {
        int at = blanks(text, open + 1);
        return at >= text.length() || text.charAt(at) == '{' || text.charAt(at) == ']';
    }

    private static int blanks(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** Where the value that begins at a position is over; the end of the text where it is not over before. */
    static int afterValue(String text, int from) {
        int depth = 0;
        int at = from;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '"' -> {
                    at = afterText(text, at);
                    if (depth == 0) {
                        return at;
                    }
                }
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    if (depth == 0) {
                        return at;
                    }
                    at++;
                    if (--depth == 0) {
                        return at;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                    at++;
                }
                default -> at++;
            }
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
        return text.length();
    }
}
