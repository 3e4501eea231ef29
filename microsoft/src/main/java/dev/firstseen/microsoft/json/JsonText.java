package dev.firstseen.microsoft.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The texts of JSON in UTF-8. Control characters stand for themselves: exports have them. Characters that are encoded in
 * more bytes than they need are taken for what their bits say, as the tokenizer does.
 */
final class JsonText {

    /** The place of what is no text. */
    static final int BROKEN = -1;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    /** With this byte begin, among others, the halves of surrogate pairs, which UTF-8 must not encode. */
    private static final byte HALVES = (byte) 0xed;

    private static final long QUOTES = EACH * '"';
    private static final long BACKSLASHES = EACH * '\\';

    private JsonText() {}

    /**
     * Where the quote stands that ends a text; its complement, which is less than {@link #BROKEN}, where the text has
     * escapes or characters beyond ASCII.
     *
     * @param from after the quote that begins it
     */
    static int end(byte[] json, int from, int end) {
        int at = plainEnd(json, from, end);
        if (at >= end) {
            return BROKEN;
        }
        return json[at] == '"' ? at : oddEnd(json, at, end);
    }

    /** The first place with a quote, a backslash or a byte beyond ASCII; the end where there is none. */
    private static int plainEnd(byte[] json, int from, int end) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long word = (long) WORD.get(json, at);
            long quotes = word ^ QUOTES;
            long backslashes = word ^ BACKSLASHES;
            // The lowest byte marked is one of these; above it others may be marked too.
            long marked = ((quotes - EACH) & ~quotes | (backslashes - EACH) & ~backslashes | word) & HIGH;
            if (marked != 0) {
                return at + (Long.numberOfTrailingZeros(marked) >>> 3);
            }
        }
        while (at < end && json[at] != '"' && json[at] != '\\' && json[at] >= 0) {
            at++;
        }
        return at;
    }

    private static int oddEnd(byte[] json, int from, int end) {
        int at = from;
        while (at < end && json[at] != '"') {
            at = json[at] == '\\' ? escapeEnd(json, at, end) : characterEnd(json, at, end);
            if (at == BROKEN) {
                return BROKEN;
            }
            at = plainEnd(json, at, end);
        }
        return at < end ? ~at : BROKEN;
    }

    /**
     * Where the quote stands that ends a name, as {@link #end} says it. Names beyond ASCII are rare; whether they are well
     * formed is left to the tokenizer.
     */
    static int nameEnd(byte[] json, int from, int end) {
        int at = plainEnd(json, from, end);
        boolean plain = at < end && json[at] == '"';
        while (at < end && json[at] != '"') {
            at = plainEnd(json, json[at] == '\\' ? at + 2 : at + 1, end);
        }
        if (at >= end) {
            return BROKEN;
        }
        return plain ? at : ~at;
    }

    private static int escapeEnd(byte[] json, int at, int end) {
        if (at + 1 >= end) {
            return BROKEN;
        }
        return switch (json[at + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at + 2;
            case 'u' -> at + 6 <= end && hex(json, at + 2) >= 0 ? at + 6 : BROKEN;
            default -> BROKEN;
        };
    }

    /** Four hexadecimal digits as a number; negative where there are others. */
    private static int hex(byte[] json, int from) {
        int number = 0;
        for (int at = from; at < from + 4; at++) {
            int c = json[at];
            int digit = c >= '0' && c <= '9'
                    ? c - '0'
                    : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            number = number << 4 | digit;
        }
        return number;
    }

    private static int characterEnd(byte[] json, int at, int end) {
        int more = following(json[at]);
        if (more < 0 || at + more >= end) {
            return BROKEN;
        }
        for (int i = 1; i <= more; i++) {
            if ((json[at + i] & 0xc0) != 0x80) {
                return BROKEN;
            }
        }
        boolean half = json[at] == HALVES && (json[at + 1] & 0x20) != 0;
        return half ? BROKEN : at + more + 1;
    }

    /** How many bytes follow the first of a character; negative where none begins like this. */
    private static int following(int first) {
        if (first >= 0) {
            return 0;
        }
        if ((first & 0xe0) == 0xc0) {
            return 1;
        }
        if ((first & 0xf0) == 0xe0) {
            return 2;
        }
        return (first & 0xf8) == 0xf0 ? 3 : -1;
    }

    /** The text between two quotes, its second where {@link #end} said. */
    static String decode(byte[] json, int from, int end) {
        if (end >= 0) {
            return new String(json, from, end - from, StandardCharsets.ISO_8859_1);
        }
        byte[] text = new byte[~end - from];
        int length = narrow(json, from, ~end, text);
        return length < 0 ? wide(json, from, ~end) : new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** Decodes a text into one byte a character; gives how many, negative where there is one that does not fit. */
    private static int narrow(byte[] json, int from, int end, byte[] into) {
        int length = 0;
        int at = from;
        while (at < end) {
            int plain = plainEnd(json, at, end);
            System.arraycopy(json, at, into, length, plain - at);
            length += plain - at;
            at = plain;
            if (at < end) {
                int c = json[at] == '\\' ? escaped(json, at) : character(json, at);
                if (c > 0xff || following(json[at]) == 3) {
                    return -1;
                }
                into[length++] = (byte) c;
                at = after(json, at);
            }
        }
        return length;
    }

    private static String wide(byte[] json, int from, int end) {
        StringBuilder text = new StringBuilder(end - from);
        for (int at = from; at < end; at = after(json, at)) {
            int c = json[at] == '\\' ? escaped(json, at) : character(json, at);
            if (following(json[at]) < 3) {
                text.append((char) c);
            } else {
                int pair = c - 0x10000;
                text.append((char) (0xd800 | pair >> 10)).append((char) (0xdc00 | pair & 0x3ff));
            }
        }
        return text.toString();
    }

    /** What an escape stands for: half a surrogate pair too. */
    private static int escaped(byte[] json, int at) {
        return switch (json[at + 1]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex(json, at + 2);
            default -> json[at + 1];
        };
    }

    private static int character(byte[] json, int at) {
        int more = following(json[at]);
        int c = json[at] & (more == 0 ? 0x7f : 0x3f >>> more);
        for (int i = 1; i <= more; i++) {
            c = c << 6 | json[at + i] & 0x3f;
        }
        return c;
    }

    /** Where what follows a character or an escape begins. */
    private static int after(byte[] json, int at) {
        if (json[at] == '\\') {
            return json[at + 1] == 'u' ? at + 6 : at + 2;
        }
        return at + following(json[at]) + 1;
    }
}
