package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problem.Severity;
import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.kql.Scanner.BareText;
import dev.firstseen.engine.kql.Scanner.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The problems met while a query is parsed, and the sentences for them. */
final class SyntaxProblems {
    private static final int NOT = 3;
    private static final List<String> JOINTS = List.of("and", "or");

    private final QueryText text;
    private final ProblemLog log;
    private final int most;
    private boolean full;

    SyntaxProblems(QueryText text, int most) {
        this.text = text;
        this.log = new ProblemLog(text, most);
        this.most = most;
    }

    boolean hasErrors() {
        return log.count(Severity.ERROR) > 0;
    }

    /** Whether nothing more is reported. */
    boolean full() {
        return full;
    }

    List<Problem> inOrder() {
        return log.inOrder();
    }

    void warn(Span span, String sentence) {
        if (!full) {
            log.add(Severity.WARNING, span, () -> sentence);
        }
    }

    /** A {@code not} that Kibana's grammar has no place for. */
    void warnNot(int position) {
        warn(new Span(position, position + NOT), "Kibana refuses this 'not'; put what it negates in parentheses");
    }

    /** Kibana takes the word for the operator also at the end of a longer one. */
    private void warnOfNotInside(Span span) {
        String whole = text.whole();
        for (int at = span.start() + 1; at + NOT <= span.end(); at++) {
            boolean not = whole.regionMatches(true, at, "not", 0, NOT)
                    && at + NOT < text.end()
                    && Scanner.isSpace(whole.charAt(at + NOT));
            if (not && whole.charAt(at - 1) != '\\') {
                warn(new Span(at, at + NOT), "Kibana takes this for the word 'not' and refuses it; quote the value");
                return;
            }
        }
    }

    void report(Unreadable unreadable) {
        if (!full && !unreadable.isReported()) {
            log.add(Severity.ERROR, unreadable.span(), unreadable::sentence);
            full = log.count(Severity.ERROR) >= most;
        }
    }

    /** Reports an error after which nothing more is. */
    void giveUp(Span span, String sentence) {
        if (!full) {
            log.add(Severity.ERROR, span, () -> sentence);
            full = true;
        }
    }

    /** Something should have begun here. */
    Unreadable expected(String what, Scanner scanner) {
        int at = scanner.position();
        if (!scanner.atEnd()) {
            return new Unreadable(new Span(at, at + 1), "expected " + what + ", found '" + scanner.here() + "'");
        }
        int last = at;
        while (last > text.start() && Scanner.isSpace(text.whole().charAt(last - 1))) {
            last--;
        }
        return new Unreadable(
                new Span(Math.max(last - 1, text.start()), last), "the query ends where " + what + " should follow");
    }

    /** Neither a joining word nor the end of what is open stands here. */
    Unreadable unexpected(Scanner scanner, BareText before, int open) {
        scanner.skipSpaces();
        int at = scanner.position();
        Span here = new Span(at, at + 1);
        char character = scanner.here();
        if (scanner.atNot()) {
            return new Unreadable(
                    new Span(at, at + 3),
                    "expected 'and' or 'or' before 'not'; quote the value if the word belongs to it");
        }
        if (character == ')' || character == '}') {
            return new Unreadable(
                    here,
                    open == 0
                            ? "this '" + character + "' closes nothing"
                            : "'" + character + "' does not close what was opened");
        }
        String word = before.lastWord();
        if (JOINTS.contains(word)) {
            return new Unreadable(wordSpan(before, word), "'" + word + "' needs a space behind it");
        }
        if (character == ':') {
            String field = "expected 'and' or 'or' before the next field";
            return correction(before)
                    .map(meant -> new Unreadable(
                            wordSpan(before, meant.written()),
                            field + ", found '" + meant.written() + "'; did you mean '" + meant.joint() + "'?"))
                    .orElseGet(() -> new Unreadable(here, field + "; write '\\:' for a colon in a value"));
        }
        for (String joint : JOINTS) {
            if (scanner.atWord(joint)) {
                return new Unreadable(new Span(at, at + joint.length()), "'" + joint + "' needs a space on both sides");
            }
        }
        return Scanner.isSpecial(character) && character != '"'
                ? new Unreadable(
                        here,
                        "expected 'and' or 'or', found '" + character + "'; write '\\" + character
                                + "' for the character, or quote the value")
                : new Unreadable(here, "expected 'and' or 'or', found '" + character + "'");
    }

    /** A value without quotes that ends in a joining word, or means more to Kibana than it seems to. */
    void checkBareLiteral(BareText bare, Scanner scanner) throws Unreadable {
        requireNoJointAtEnd(bare, scanner);
        warnOfNotInside(bare.span());
        if (bare.glob().text().equals("null")) {
            warn(bare.span(), "this is the text \"null\"; a missing field is written 'not field:*'");
        }
    }

    void checkPattern(BareText bare, Scanner scanner) throws Unreadable {
        requireNoJointAtEnd(bare, scanner);
        warnOfNotInside(bare.span());
        if (bare.glob().pieces().stream().anyMatch(piece -> piece.indexOf(' ') >= 0)) {
            warn(bare.span(), "this is one value with spaces in it; for several values write 'or' between them");
        }
    }

    /** In a Windows path {@code \t}, {@code \r} and {@code \n} are a tab and line ends, which is hardly meant. */
    void warnEscapedPath(Values.Literal literal) {
        if (literal.text().indexOf('\\') < 0) {
            return;
        }
        int at = literal.span().start() + 1;
        while (at < literal.span().end() - 2) {
            char escaped = text.whole().charAt(at + 1);
            boolean escape = text.whole().charAt(at) == '\\';
            if (escape && "trn".indexOf(escaped) >= 0) {
                warn(
                        new Span(at, at + 2),
                        "'\\%c' is a %s here; write '\\\\%c' for a backslash"
                                .formatted(escaped, escaped == 't' ? "tab" : "line end", escaped));
                return;
            }
            at += escape ? 2 : 1;
        }
    }

    private void requireNoJointAtEnd(BareText bare, Scanner scanner) throws Unreadable {
        String word = bare.lastWord();
        boolean alone = word.length() == bare.glob().text().length();
        if (!alone && JOINTS.contains(word) && (scanner.atEnd() || scanner.here() == ')' || scanner.here() == '}')) {
            throw new Unreadable(
                    wordSpan(bare, word), "nothing follows '" + word + "'; quote the value if the word belongs to it");
        }
    }

    /** Where a word of an unquoted text stands last. */
    private Span wordSpan(BareText bare, String word) {
        String whole = text.whole();
        for (int at = bare.span().end() - word.length(); at > bare.span().start(); at--) {
            if (whole.regionMatches(true, at, word, 0, word.length())) {
                return new Span(at, at + word.length());
            }
        }
        return bare.span();
    }

    private record Correction(String written, String joint) {}

    /** A misspelt joining word before the field that ends an unquoted text: the last word but one, or the last. */
    private static Optional<Correction> correction(BareText before) {
        List<String> words = List.of(before.glob().text().split("[ \\t\\r\\n]+"));
        for (int i = Math.max(1, words.size() - 2); i < words.size(); i++) {
            String written = words.get(i);
            Optional<String> joint = switch (written) {
                case "&", "&&" -> Optional.of("and");
                case "|", "||" -> Optional.of("or");
                default ->
                    JOINTS.stream()
                            .filter(word -> letters(word).equals(letters(written)))
                            .findFirst()
                            .or(() -> Suggestion.nearest(written, JOINTS));
            };
            if (joint.isPresent()) {
                return joint.map(word -> new Correction(written, word));
            }
        }
        return Optional.empty();
    }

    private static String letters(String word) {
        char[] letters = word.toLowerCase(Locale.ROOT).toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }
}
