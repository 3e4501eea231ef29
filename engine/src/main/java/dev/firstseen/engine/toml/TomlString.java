package dev.firstseen.engine.toml;

import java.util.Arrays;

/**
 * A text value as it stands in the file: it knows where each character of the value was written, whichever of TOML's four
 * kinds of quotes is used.
 */
final class TomlString {
    private final String text;
    private final StringBuilder value = new StringBuilder();
    private int[] offsets = new int[64];
    private int at;

    private TomlString(String text, int start) {
        this.text = text;
        this.at = start;
    }

    /**
     * For each character of the value of a text literal, and for its end, the offset in the file. Empty where the literal
     * at that offset does not read as the value expected.
     */
    static int[] offsets(String text, int start, String expected) {
        TomlString string = new TomlString(text, start);
        return string.read() && string.value.toString().equals(expected)
                ? Arrays.copyOf(string.offsets, expected.length() + 1)
                : new int[0];
    }

    private boolean read() {
        if (at < 0 || at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
            return false;
        }
        String one = text.substring(at, at + 1);
        boolean many = text.startsWith(one.repeat(3), at);
        boolean escapes = one.equals("\"");
        String close = many ? one.repeat(3) : one;
        at += close.length();
        if (many) {
            skipLineBreak();
        }
        while (at < text.length()) {
            if (text.startsWith(close, at)) {
                // Up to two quotes may stand before the closing ones.
                while (many && text.startsWith(one, at + close.length())) {
                    put(text.charAt(at), at);
                    at++;
                }
                mark(at);
                return true;
            }
            if (escapes && text.charAt(at) == '\\') {
                if (!escape(many)) {
                    return false;
                }
            } else if (text.startsWith("\r\n", at)) {
                put('\n', at);
                at += 2;
            } else {
                put(text.charAt(at), at);
                at++;
            }
        }
        return false;
    }

    private boolean escape(boolean many) {
        int start = at++;
        if (at >= text.length()) {
            return false;
        }
        char kind = text.charAt(at++);
        switch (kind) {
            case 'b' -> put('\b', start);
            case 't' -> put('\t', start);
            case 'n' -> put('\n', start);
            case 'f' -> put('\f', start);
            case 'r' -> put('\r', start);
            case 'e' -> put('\u001b', start);
            case '"', '\\' -> put(kind, start);
            case 'x' -> {
                return codePoint(start, 2);
            }
            case 'u' -> {
                return codePoint(start, 4);
            }
            case 'U' -> {
                return codePoint(start, 8);
            }
            default -> {
                // A backslash at the end of a line joins it with the next text.
                while (many && at < text.length() && Character.isWhitespace(text.charAt(at))) {
                    at++;
                }
                return many && Character.isWhitespace(kind);
            }
        }
        return true;
    }

    private boolean codePoint(int start, int digits) {
        if (at + digits > text.length()) {
            return false;
        }
        try {
            for (char part : Character.toChars(Integer.parseUnsignedInt(text, at, at + digits, 16))) {
                put(part, start);
            }
        } catch (IllegalArgumentException noCharacter) {
            return false;
        }
        at += digits;
        return true;
    }

    private void skipLineBreak() {
        if (text.startsWith("\r\n", at)) {
            at += 2;
        } else if (text.startsWith("\n", at)) {
            at++;
        }
    }

    private void put(char character, int offset) {
        mark(offset);
        value.append(character);
    }

    private void mark(int offset) {
        if (value.length() == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * offsets.length);
        }
        offsets[value.length()] = offset;
    }
}
