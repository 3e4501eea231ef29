package dev.firstseen.microsoft.export;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Recognises the object around the array that Microsoft's interfaces answer with: {@code {"value":[…]}} of Graph, after
 * members whose names begin with {@code @odata}, of Azure's own, after its {@code nextLink}, and {@code {"records":[…]}}
 * of diagnostic settings.
 */
final class Envelope {

    private static final Set<String> ARRAYS = Set.of("value", "records");
    private static final Set<String> BESIDE = Set.of("nextLink", "count");

    /** What stands before the array is a few links. */
    private static final int LONGEST_BEGINNING = 1 << 14;

    private Envelope() {}

    /** Whether the bytes of an object up to its first bracket, that one included, begin an envelope. */
    static boolean begins(MemorySegment memory, long start, long end) {
        if (end - start > LONGEST_BEGINNING) {
            return false;
        }
        byte[] beginning = new byte[(int) (end - start)];
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, start, beginning, 0, beginning.length);
        return begins(new String(beginning, StandardCharsets.ISO_8859_1), 0);
    }

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
            if (ARRAYS.contains(name)) {
                return at < text.length() && text.charAt(at) == '[';
            }
            boolean beside = name.startsWith("@odata") || BESIDE.contains(name);
            if (!beside || at >= text.length() || text.charAt(at) == '[' || text.charAt(at) == '{') {
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
