package dev.firstseen.engine.toml;

import dev.firstseen.engine.diagnostic.Place;
import java.util.Arrays;
import org.tomlj.TomlPosition;

/** The text of a TOML file, with places in it. */
final class TomlText {
    private final String name;
    private final String text;
    /** The offset at which each line begins. */
    private final int[] lines;

    TomlText(String name, String text) {
        this.name = name;
        this.text = text;
        int[] starts = new int[16];
        int count = 1;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = end + 1;
        }
        lines = Arrays.copyOf(starts, count);
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    /** The offset of a position, whose columns count whole characters where Java's strings count surrogates. */
    int offset(TomlPosition position) {
        int line = Math.clamp(position.line() - 1, 0, lines.length - 1);
        int start = lines[line];
        int column = Math.max(0, position.column() - 1);
        String rest = text.substring(start, end(line));
        return start + rest.offsetByCodePoints(0, Math.min(column, rest.codePointCount(0, rest.length())));
    }

    /** The offset of a line and column, both from 1, columns in Java's characters. */
    int offset(int line, int column) {
        return Math.min(lines[Math.clamp(line - 1, 0, lines.length - 1)] + column - 1, text.length());
    }

    /** The place from one offset to another; what lies on later lines is left out. */
    Place place(int from, int to) {
        int found = Arrays.binarySearch(lines, Math.clamp(from, 0, text.length()));
        int line = found >= 0 ? found : -found - 2;
        int end = end(line);
        int column = from - lines[line] + 1;
        return new Place(
                name, line + 1, column, Math.max(1, Math.min(to, end) - from), text.substring(lines[line], end));
    }

    /** The place of the key or table header that begins at an offset. */
    Place keyPlace(int start) {
        int end = start;
        if (text.startsWith("[", start)) {
            int close = text.indexOf(']', start);
            end = close < 0 ? start + 1 : text.startsWith("]]", close) ? close + 2 : close + 1;
        } else {
            end = keyEnd(start);
        }
        return place(start, end);
    }

    /** The place of the value of the key that begins at an offset; the key's own where the value is on another line. */
    Place valuePlace(int keyStart) {
        int start = valueStart(keyStart);
        return start < 0 ? keyPlace(keyStart) : literalPlace(start);
    }

    /** The place of the literal that begins at an offset. */
    Place literalPlace(int start) {
        return place(start, literalEnd(start));
    }

    /** Where the value of the key at an offset begins; -1 where it is not written as {@code key = value}. */
    int valueStart(int keyStart) {
        int equals = skipSpaces(keyEnd(keyStart));
        return text.startsWith("=", equals) ? skipSpaces(equals + 1) : -1;
    }

    private int keyEnd(int start) {
        int at = start;
        while (at < text.length()) {
            char here = text.charAt(at);
            if (here == '"' || here == '\'') {
                int close = text.indexOf(here, at + 1);
                if (close < 0) {
                    return at;
                }
                at = close + 1;
            } else if (Character.isLetterOrDigit(here) || here == '_' || here == '-' || here == '.') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    /** The end of a value within its line: behind the closing quote, or before a comma, a bracket or a comment. */
    private int literalEnd(int start) {
        int end = lineEnd(start);
        if (start >= end) {
            return start;
        }
        char first = text.charAt(start);
        if (first == '"' || first == '\'') {
            for (int at = start + 1; at < end; at++) {
                if (text.charAt(at) == '\\' && first == '"') {
                    at++;
                } else if (text.charAt(at) == first) {
                    return text.startsWith(String.valueOf(first).repeat(3), start) ? end : at + 1;
                }
            }
            return end;
        }
        if (first == '[' || first == '{') {
            return end;
        }
        int at = start;
        while (at < end && ",]}#".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return start + text.substring(start, at).stripTrailing().length();
    }

    private int skipSpaces(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private int lineEnd(int offset) {
        int found = Arrays.binarySearch(lines, Math.clamp(offset, 0, text.length()));
        return end(found >= 0 ? found : -found - 2);
    }

    /** The end of a line, before its line break. */
    private int end(int line) {
        int end = line + 1 < lines.length ? lines[line + 1] - 1 : text.length();
        return end > lines[line] && text.charAt(end - 1) == '\r' ? end - 1 : end;
    }
}
