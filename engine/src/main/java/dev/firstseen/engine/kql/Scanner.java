package dev.firstseen.engine.kql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/** The characters of a query: spaces, words, and literals with their escapes, by the rules of Kibana's grammar. */
final class Scanner {
    private static final String SPECIAL = "\\():<>\"*{}";

    private final String text;
    private final int end;
    private int at;

    Scanner(String text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    static boolean isSpace(char character) {
        return switch (character) {
            case ' ', '\t', '\r', '\n', '\u00A0' -> true;
            default -> false;
        };
    }

    static boolean isSpecial(char character) {
        return SPECIAL.indexOf(character) >= 0;
    }

    int position() {
        return at;
    }

    void moveTo(int position) {
        at = position;
    }

    boolean atEnd() {
        return at >= end;
    }

    /** The character here, or NUL at the end. */
    char here() {
        return at < end ? text.charAt(at) : 0;
    }

    void skipSpaces() {
        at = afterSpaces(at);
    }

    boolean take(String expected) {
        if (at + expected.length() <= end && text.startsWith(expected, at)) {
            at += expected.length();
            return true;
        }
        return false;
    }

    /** Takes a joining word with the spaces that must stand on both sides of it. */
    boolean takeJoint(String word) {
        OptionalInt behind = behindJoint(at, word);
        behind.ifPresent(this::moveTo);
        return behind.isPresent();
    }

    /** Whether a joining word with its spaces stands here. */
    boolean atJoint() {
        return behindJoint(at, "and").isPresent() || behindJoint(at, "or").isPresent();
    }

    /** Takes {@code not} with the spaces that must follow it. */
    boolean takeNot() {
        if (!isNot(at)) {
            return false;
        }
        at = afterSpaces(at + 3);
        return true;
    }

    boolean atNot() {
        return isNot(at);
    }

    /** Takes a literal without quotes; empty where none begins here. Spaces at its end stay out of it. */
    BareText bare() throws Unreadable {
        int start = at;
        List<String> pieces = new ArrayList<>(1);
        StringBuilder piece = new StringBuilder();
        while (at < end) {
            char character = text.charAt(at);
            if (character == '\\') {
                bareEscape(piece);
            } else if (character == '*') {
                pieces.add(piece.toString());
                piece.setLength(0);
                at++;
            } else if (isSpecial(character)) {
                break;
            } else if (isSpace(character)) {
                int behind = afterSpaces(at);
                if (atJoint()) {
                    break;
                }
                piece.append(text, at, behind);
                at = behind;
                if (isNot(at)) {
                    break;
                }
            } else {
                piece.append(character);
                at++;
            }
        }
        pieces.add(piece.toString());
        int behind = at;
        while (behind > start && isSpace(text.charAt(behind - 1))) {
            behind--;
        }
        return new BareText(new Glob(trimmed(pieces)), new Span(start, behind));
    }

    /** Takes a literal in quotes; the opening one stands here. */
    Values.Literal quoted() throws Unreadable {
        int start = at++;
        StringBuilder content = new StringBuilder();
        while (at < end) {
            char character = text.charAt(at);
            if (character == '"') {
                at++;
                return new Values.Literal(content.toString(), true, new Span(start, at));
            }
            if (character == '\\') {
                quotedEscape(content);
            } else {
                content.append(character);
                at++;
            }
        }
        throw new Unreadable(new Span(start, start + 1), "this quote is never closed");
    }

    boolean atWord(String word) {
        return isWord(at, word);
    }

    /** A joining word that stands here with nothing before it, else the empty text. */
    String strayJoint() {
        for (String word : List.of("and", "or")) {
            int behind = at + word.length();
            if (isWord(at, word) && behind < end && isSpace(text.charAt(behind))) {
                return text.substring(at, behind);
            }
        }
        return "";
    }

    void skip(int characters) {
        at = Math.min(at + characters, end);
    }

    /** Goes behind a quoted text, or to the end where it is never closed. */
    void skipQuoted() {
        skip(1);
        while (!atEnd() && here() != '"') {
            skip(here() == '\\' ? 2 : 1);
        }
        skip(1);
    }

    private void bareEscape(StringBuilder into) throws Unreadable {
        if (commonEscape(into)) {
            return;
        }
        char escaped = at + 1 < end ? text.charAt(at + 1) : 0;
        if (isSpecial(escaped) && at + 1 < end) {
            into.append(escaped);
            at += 2;
            return;
        }
        for (String word : List.of("or", "and", "not")) {
            if (text.regionMatches(true, at + 1, word, 0, word.length()) && at + 1 + word.length() <= end) {
                into.append(text, at + 1, at + 1 + word.length());
                at += 1 + word.length();
                return;
            }
        }
        int start = at;
        String found = text.substring(at, Math.min(at + 2, end));
        at = Math.min(at + 2, end);
        throw new Unreadable(
                new Span(start, at),
                "'" + found + "' is no escape outside quotes; write '\\\\' for a backslash, or quote the value");
    }

    private void quotedEscape(StringBuilder into) {
        if (commonEscape(into)) {
            return;
        }
        char escaped = at + 1 < end ? text.charAt(at + 1) : 0;
        if (escaped == '"' || escaped == '\\') {
            into.append(escaped);
            at += 2;
        } else {
            // Kibana keeps a backslash that begins no escape
            into.append('\\');
            at++;
        }
    }

    /** The escapes that hold inside and outside quotes. */
    private boolean commonEscape(StringBuilder into) {
        char escaped = at + 1 < end ? text.charAt(at + 1) : 0;
        char meant = switch (escaped) {
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'n' -> '\n';
            default -> 0;
        };
        if (meant != 0) {
            into.append(meant);
            at += 2;
            return true;
        }
        if (escaped != 'u' || at + 6 > end) {
            return false;
        }
        int code = 0;
        for (int i = at + 2; i < at + 6; i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                return false;
            }
            code = code * 16 + digit;
        }
        into.append((char) code);
        at += 6;
        return true;
    }

    private boolean isNot(int position) {
        return isWord(position, "not") && position + 3 < end && isSpace(text.charAt(position + 3));
    }

    private boolean isWord(int position, String word) {
        return position + word.length() <= end && text.regionMatches(true, position, word, 0, word.length());
    }

    private OptionalInt behindJoint(int position, String word) {
        int begin = afterSpaces(position);
        int behind = begin + word.length();
        return begin > position && isWord(begin, word) && behind < end && isSpace(text.charAt(behind))
                ? OptionalInt.of(afterSpaces(behind))
                : OptionalInt.empty();
    }

    private int afterSpaces(int position) {
        int behind = position;
        while (behind < end && isSpace(text.charAt(behind))) {
            behind++;
        }
        return behind;
    }

    private static List<String> trimmed(List<String> pieces) {
        String first = pieces.getFirst();
        int from = 0;
        while (from < first.length() && isSpace(first.charAt(from))) {
            from++;
        }
        pieces.set(0, first.substring(from));
        String last = pieces.getLast();
        int to = last.length();
        while (to > 0 && isSpace(last.charAt(to - 1))) {
            to--;
        }
        pieces.set(pieces.size() - 1, last.substring(0, to));
        return pieces;
    }

    /** A literal without quotes. */
    record BareText(Glob glob, Span span) {
        static final BareText NONE = new BareText(Glob.literal(""), Span.NONE);

        boolean isEmpty() {
            return glob.isLiteral() && glob.text().isEmpty();
        }

        /** Its last word, in lower case. */
        String lastWord() {
            String words = glob.text();
            int cut = words.length();
            while (cut > 0 && !isSpace(words.charAt(cut - 1))) {
                cut--;
            }
            return words.substring(cut).toLowerCase(Locale.ROOT);
        }
    }

    /** What stands at a place cannot be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Span span;

        Unreadable(Span span, String message) {
            super(message, null, false, false);
            this.span = span;
        }

        /** Of what was reported already. */
        static Unreadable reported() {
            return new Unreadable(Span.NONE, "");
        }

        boolean isReported() {
            return sentence().isEmpty();
        }

        Span span() {
            return span;
        }

        String sentence() {
            return Objects.requireNonNull(getMessage());
        }
    }
}
