package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.kql.Scanner.BareText;
import dev.firstseen.engine.kql.Scanner.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the Kibana Query Language by recursive descent, as Kibana's grammar has it. Where Kibana would take a slip for a
 * strange field or value (a joining word with nothing behind it), this parser reports it. An error does not end the
 * reading: it goes on behind the next {@code and} or {@code or}.
 */
public final class KqlParser {
    private static final Kql EVERYTHING = new Kql.Everything();
    private static final Glob ANY = new Glob(List.of("", ""));
    private static final String NO_WILDCARD_LIMIT = "a range needs a plain value, not a wildcard";
    /** The longer signs first. */
    private static final List<Kql.Bound> BOUNDS =
            List.of(Kql.Bound.AT_MOST, Kql.Bound.AT_LEAST, Kql.Bound.LESS, Kql.Bound.GREATER);

    private final QueryText text;
    private final KqlLimits limits;
    private final Scanner scanner;
    private final SyntaxProblems problems;
    /** How many parentheses and braces are open. */
    private int open;
    /** The unquoted literal just read, for a guess at what went wrong behind it. */
    private BareText latest = BareText.NONE;

    private KqlParser(QueryText text, KqlLimits limits) {
        this.text = text;
        this.limits = limits;
        this.scanner = new Scanner(text.whole(), text.start(), text.end());
        this.problems = new SyntaxProblems(text, limits.problems());
    }

    /** Reads a query that stands alone. */
    public static Parsed parse(String source, String query) {
        return parse(QueryText.of(source, query), KqlLimits.DEFAULT);
    }

    /** Reads a query that stands in a larger text, within limits. */
    public static Parsed parse(QueryText text, KqlLimits limits) {
        int length = text.end() - text.start();
        if (length > limits.length()) {
            Span span = new Span(text.start(), text.start() + 1);
            return new Parsed(
                    Optional.empty(),
                    List.of(Problem.error(
                            text.place(span),
                            "a query has at most " + limits.length() + " characters; this one has " + length)));
        }
        KqlParser parser = new KqlParser(text, limits);
        Kql query = parser.query();
        return new Parsed(
                parser.problems.hasErrors() ? Optional.empty() : Optional.of(query), parser.problems.inOrder());
    }

    private Kql query() {
        scanner.skipSpaces();
        if (scanner.atEnd()) {
            return EVERYTHING;
        }
        Kql query = either(0);
        scanner.skipSpaces();
        while (!scanner.atEnd()) {
            problems.report(problems.unexpected(scanner, latest, open));
            scanner.moveTo(problems.full() ? text.end() : scanner.position() + 1);
            recover(open);
            if (scanner.takeJoint("and") || scanner.takeJoint("or")) {
                either(0);
            }
            scanner.skipSpaces();
        }
        return query;
    }

    private Kql either(int depth) {
        List<Kql> operands = new ArrayList<>(1);
        List<Span> joined = new ArrayList<>(0);
        do {
            operands.add(both(depth, joined));
        } while (scanner.takeJoint("or"));
        if (operands.size() == 1) {
            return operands.getFirst();
        }
        warnMixed(joined);
        return new Kql.Or(operands);
    }

    private Kql both(int depth, List<Span> joined) {
        int start = scanner.position();
        List<Kql> operands = new ArrayList<>(1);
        do {
            operands.add(operand(depth));
        } while (scanner.takeJoint("and"));
        if (operands.size() == 1) {
            return operands.getFirst();
        }
        joined.add(new Span(start, scanner.position()));
        return new Kql.And(operands);
    }

    /** One operand; where it cannot be read, what is behind it still is. */
    private Kql operand(int depth) {
        int level = open;
        try {
            return negation(depth);
        } catch (Unreadable unreadable) {
            problems.report(unreadable);
            if (problems.full()) {
                scanner.moveTo(text.end());
            }
            recover(level);
            return EVERYTHING;
        }
    }

    private Kql negation(int depth) throws Unreadable {
        requireDepth(depth);
        if (scanner.takeNot()) {
            if (scanner.atNot()) {
                problems.warnNot(scanner.position());
            }
            return new Kql.Not(negation(depth + 1));
        }
        if (scanner.here() != '(') {
            return expression(depth);
        }
        int start = openBracket();
        Kql query = either(depth + 1);
        closeBracket(start, ")");
        return query;
    }

    private Kql expression(int depth) throws Unreadable {
        Values.Written term = term("a field or a value");
        int behind = scanner.position();
        scanner.skipSpaces();
        if (scanner.take(":")) {
            return comparison(field(term), depth);
        }
        for (Kql.Bound bound : BOUNDS) {
            if (scanner.take(bound.symbol())) {
                return range(field(term), bound);
            }
        }
        scanner.moveTo(behind);
        problems.warn(term.span(), "no field is named, so all fields are searched");
        return new Kql.Compare(new FieldName(ANY, term.span()), term);
    }

    private Kql comparison(FieldName field, int depth) throws Unreadable {
        scanner.skipSpaces();
        if (scanner.here() != '{') {
            if (scanner.atNot()) {
                problems.warnNot(scanner.position());
            }
            return new Kql.Compare(field, negatedValue(depth));
        }
        int start = openBracket();
        requireDepth(depth);
        Kql query = either(depth + 1);
        closeBracket(start, "}");
        if (field.isPattern()) {
            throw new Unreadable(field.span(), "braces need one field, not a pattern");
        }
        return new Kql.Nested(field, query);
    }

    private Kql range(FieldName field, Kql.Bound bound) throws Unreadable {
        scanner.skipSpaces();
        return switch (term("a value")) {
            case Values.Literal limit -> new Kql.Range(field, bound, limit);
            case Values.Pattern pattern -> throw new Unreadable(pattern.span(), NO_WILDCARD_LIMIT);
            case Values.Anything anything -> throw new Unreadable(anything.span(), NO_WILDCARD_LIMIT);
        };
    }

    private Values values(int depth) throws Unreadable {
        if (scanner.here() != '(') {
            return term("a value");
        }
        requireDepth(depth);
        int start = openBracket();
        Values values = eitherValue(depth + 1);
        closeBracket(start, ")");
        return values;
    }

    private Values eitherValue(int depth) throws Unreadable {
        List<Values> members = new ArrayList<>(1);
        List<Span> joined = new ArrayList<>(0);
        do {
            members.add(bothValues(depth, joined));
        } while (scanner.takeJoint("or"));
        if (members.size() == 1) {
            return members.getFirst();
        }
        warnMixed(joined);
        return new Values.AnyOf(members);
    }

    private Values bothValues(int depth, List<Span> joined) throws Unreadable {
        int start = scanner.position();
        List<Values> members = new ArrayList<>(1);
        do {
            members.add(negatedValue(depth));
        } while (scanner.takeJoint("and"));
        if (members.size() == 1) {
            return members.getFirst();
        }
        joined.add(new Span(start, scanner.position()));
        return new Values.AllOf(members);
    }

    private Values negatedValue(int depth) throws Unreadable {
        requireDepth(depth);
        if (!scanner.takeNot()) {
            return values(depth);
        }
        if (scanner.atNot()) {
            problems.warnNot(scanner.position());
        }
        return new Values.NoneOf(negatedValue(depth + 1));
    }

    /** A literal, a pattern or the bare star. */
    private Values.Written term(String expected) throws Unreadable {
        latest = BareText.NONE;
        if (scanner.here() == '"') {
            Values.Literal literal = scanner.quoted();
            problems.warnEscapedPath(literal);
            return literal;
        }
        int start = scanner.position();
        String stray = scanner.strayJoint();
        if (!stray.isEmpty()) {
            scanner.moveTo(start + stray.length());
            throw new Unreadable(new Span(start, scanner.position()), "'" + stray + "' has nothing before it to join");
        }
        BareText bare = scanner.bare();
        if (bare.isEmpty()) {
            throw problems.expected(expected, scanner);
        }
        latest = bare;
        if (bare.glob().isLiteral()) {
            problems.checkBareLiteral(bare, scanner);
            return new Values.Literal(bare.glob().text(), false, bare.span());
        }
        if (bare.glob().isAnything()) {
            return new Values.Anything(bare.span());
        }
        problems.checkPattern(bare, scanner);
        return new Values.Pattern(bare.glob(), bare.span());
    }

    private static FieldName field(Values.Written term) throws Unreadable {
        Glob name = switch (term) {
            case Values.Literal literal -> Glob.literal(literal.text());
            case Values.Pattern pattern -> pattern.glob();
            case Values.Anything _ -> ANY;
        };
        if (name.text().isEmpty()) {
            throw new Unreadable(term.span(), "a field needs a name");
        }
        return new FieldName(name, term.span());
    }

    private int openBracket() {
        int start = scanner.position();
        scanner.moveTo(start + 1);
        scanner.skipSpaces();
        open++;
        return start;
    }

    private void closeBracket(int start, String closing) throws Unreadable {
        scanner.skipSpaces();
        if (scanner.atEnd()) {
            throw new Unreadable(
                    new Span(start, start + 1), "this '" + text.whole().charAt(start) + "' is never closed");
        }
        if (!scanner.take(closing)) {
            throw problems.unexpected(scanner, latest, open);
        }
        open--;
        latest = BareText.NONE;
    }

    private void requireDepth(int depth) throws Unreadable {
        if (depth >= limits.depth()) {
            Span span = new Span(scanner.position(), scanner.position() + 1);
            scanner.moveTo(text.end());
            problems.giveUp(span, "a query nests at most " + limits.depth() + " deep");
            throw Unreadable.reported();
        }
    }

    private void warnMixed(List<Span> joined) {
        if (!joined.isEmpty()) {
            problems.warn(joined.getFirst(), "'and' binds tighter than 'or' here; parentheses would show it");
        }
    }

    /** Goes on to the next joining word at a level of brackets, or to the bracket that closes the level. */
    private void recover(int level) {
        while (!scanner.atEnd()) {
            switch (scanner.here()) {
                case '"' -> scanner.skipQuoted();
                case '\\' -> scanner.skip(2);
                case '(', '{' -> {
                    open++;
                    scanner.skip(1);
                }
                case ')', '}' -> {
                    if (open == level) {
                        return;
                    }
                    open--;
                    scanner.skip(1);
                }
                case ' ', '\t', '\r', '\n', '\u00A0' -> {
                    if (open == level && scanner.atJoint()) {
                        return;
                    }
                    scanner.skipSpaces();
                }
                default -> scanner.skip(1);
            }
        }
        open = level;
    }
}
