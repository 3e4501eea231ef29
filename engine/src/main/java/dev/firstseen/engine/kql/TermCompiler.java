package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.kql.Kql.Bound;
import dev.firstseen.engine.kql.ValueTest.Constant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Makes the test for a term out of the type of the field it is compared with. */
final class TermCompiler {
    private final LongSupplier now;

    TermCompiler(LongSupplier now) {
        this.now = now;
    }

    ValueTest compare(FieldType type, Values.Term term) {
        return switch (term) {
            case Values.Literal literal -> literal(type, literal);
            case Values.Pattern(Glob glob, Span _) -> pattern(type, glob);
            case Values.Wildcard(WildcardPattern pattern, Span _) -> wildcard(type, pattern);
            case Values.Interval(Values.Side lower, Values.Side upper, Span _) -> interval(type, lower, upper);
            case Values.Anything _ -> new ValueTest.AnyLeaf(Constant.ALWAYS);
        };
    }

    private ValueTest literal(FieldType type, Values.Literal literal) {
        String text = literal.text();
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD -> new ValueTest.TextIs(text);
            case FLATTENED -> new ValueTest.AnyLeaf(new ValueTest.TextIs(text));
            case TEXT -> words(literal);
            case LONG ->
                or(Numeral.parse(text).filter(Numeral::isWhole).map(numeral -> new ValueTest.LongIs(numeral.whole())));
            case DOUBLE -> or(Numeral.parse(text).map(numeral -> new ValueTest.DoubleIs(numeral.decimal())));
            case BOOLEAN ->
                switch (text) {
                    case "true" -> new ValueTest.TruthIs(true);
                    case "false" -> new ValueTest.TruthIs(false);
                    default -> Constant.NEVER;
                };
            case DATE -> or(DateExpression.parse(text).map(date -> date(new DateRange(Optional.empty(), date))));
            case IP -> or(IpBlock.parse(text).map(ValueTest.IpIn::new));
            case GEO_POINT, NESTED, OBJECT -> Constant.NEVER;
        };
    }

    private static ValueTest words(Values.Literal literal) {
        List<String> words = Words.of(literal.text());
        return literal.quoted()
                ? new ValueTest.Phrase(words)
                : new ValueTest.AnyWord(words.stream().map(Glob::literal).toList());
    }

    private static ValueTest pattern(FieldType type, Glob glob) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD -> new ValueTest.TextMatches(glob);
            case FLATTENED -> new ValueTest.AnyLeaf(new ValueTest.TextMatches(glob));
            case TEXT -> new ValueTest.AnyWord(wordPatterns(glob));
            case LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, NESTED, OBJECT -> Constant.NEVER;
        };
    }

    private ValueTest interval(FieldType type, Values.Side lower, Values.Side upper) {
        // Both must be met by one leaf of a flattened field, not each by another.
        FieldType each = type == FieldType.FLATTENED ? FieldType.KEYWORD : type;
        ValueTest both = new ValueTest.Both(
                range(each, lower.bound(), lower.limit().text()),
                range(each, upper.bound(), upper.limit().text()));
        return type == FieldType.FLATTENED ? new ValueTest.AnyLeaf(both) : both;
    }

    private static ValueTest wildcard(FieldType type, WildcardPattern pattern) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD -> new ValueTest.TextLike(pattern);
            case FLATTENED -> new ValueTest.AnyLeaf(new ValueTest.TextLike(pattern));
            case TEXT -> new ValueTest.AnyWordLike(pattern);
            case LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, NESTED, OBJECT -> Constant.NEVER;
        };
    }

    /** The pattern cut at its spaces, in lower case, since it is held against single words. */
    private static List<Glob> wordPatterns(Glob glob) {
        List<Glob> patterns = new ArrayList<>();
        List<String> pieces = new ArrayList<>();
        for (String piece : glob.pieces()) {
            List<String> words = List.of(piece.toLowerCase(Locale.ROOT).split(" ", -1));
            pieces.add(words.getFirst());
            for (String word : words.subList(1, words.size())) {
                addPattern(patterns, pieces);
                pieces = new ArrayList<>(List.of(word));
            }
        }
        addPattern(patterns, pieces);
        return patterns;
    }

    private static void addPattern(List<Glob> patterns, List<String> pieces) {
        if (pieces.size() > 1 || !pieces.getFirst().isEmpty()) {
            patterns.add(new Glob(pieces));
        }
    }

    ValueTest range(FieldType type, Bound bound, String limit) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD -> new ValueTest.TextOnSide(bound, limit);
            case FLATTENED -> new ValueTest.AnyLeaf(new ValueTest.TextOnSide(bound, limit));
            case LONG -> or(Numeral.parse(limit).map(numeral -> new ValueTest.LongOnSide(bound, numeral)));
            case DOUBLE ->
                or(Numeral.parse(limit).map(numeral -> new ValueTest.DoubleOnSide(bound, numeral.decimal())));
            case DATE -> or(DateExpression.parse(limit).map(date -> date(new DateRange(Optional.of(bound), date))));
            case IP ->
                or(IpBlock.parse(limit)
                        .filter(IpBlock::isAddress)
                        .map(address -> new ValueTest.IpOnSide(bound, address)));
            case TEXT, BOOLEAN, GEO_POINT, NESTED, OBJECT -> Constant.NEVER;
        };
    }

    private ValueTest date(DateRange range) {
        return range.moves() ? new ValueTest.DateAround(range, now) : range.at(0);
    }

    private static ValueTest or(Optional<? extends ValueTest> test) {
        return test.isPresent() ? test.get() : Constant.NEVER;
    }
}
