package dev.firstseen.engine.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into lower-case words as Elasticsearch's standard analyzer does: letters and digits, with a point or an
 * apostrophe between two letters and a point or a comma between two digits; an ideograph is a word of its own.
 */
final class Words {

    private Words() {}

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            int behind = at + Character.charCount(character);
            if (Character.isIdeographic(character)) {
                close(words, text, start, at);
                close(words, text, at, behind);
                start = -1;
            } else if (isPart(character)) {
                start = start < 0 ? at : start;
            } else if (start < 0 || !joins(text, at, behind)) {
                close(words, text, start, at);
                start = -1;
            }
            at = behind;
        }
        close(words, text, start, text.length());
        return words;
    }

    private static void close(List<String> words, String text, int start, int end) {
        if (start >= 0) {
            words.add(text.substring(start, end).toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isPart(int character) {
        return Character.isLetterOrDigit(character)
                || character == '_'
                || Character.getType(character) == Character.NON_SPACING_MARK;
    }

    private static boolean joins(String text, int at, int behind) {
        if (behind >= text.length()) {
            return false;
        }
        int before = text.codePointBefore(at);
        int after = text.codePointAt(behind);
        boolean letters = Character.isLetter(before) && Character.isLetter(after);
        boolean digits = Character.isDigit(before) && Character.isDigit(after);
        return switch (text.charAt(at)) {
            case '.', '\'', '\u2019' -> letters || digits;
            case ':' -> letters;
            case ',', ';' -> digits;
            default -> false;
        };
    }
}
