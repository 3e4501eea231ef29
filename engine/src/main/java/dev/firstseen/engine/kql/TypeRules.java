package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.event.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which terms and ranges the types of fields can bear, and the sentences for those they cannot. */
final class TypeRules {

    private TypeRules() {}

    /** What is wrong with a term on a field of a type. */
    static Optional<String> mistake(String field, FieldType type, Values.Term term) {
        return switch (term) {
            case Values.Anything _ -> Optional.empty();
            case Values.Literal literal -> mistake(field, type, literal.text());
            case Values.Interval interval ->
                rangeMistake(field, type, interval.lower().limit().text())
                        .or(() -> rangeMistake(
                                field, type, interval.upper().limit().text()));
            case Values.Pattern _, Values.Wildcard _ ->
                switch (type) {
                    case KEYWORD, CONSTANT_KEYWORD, WILDCARD, TEXT, FLATTENED -> Optional.empty();
                    case OBJECT, NESTED -> Optional.of(object(field));
                    case LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT ->
                        Optional.of("a wildcard needs text, but '%s' is of type %s".formatted(field, word(type)));
                };
        };
    }

    private static Optional<String> mistake(String field, FieldType type, String text) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, TEXT, FLATTENED -> Optional.empty();
            case LONG, DOUBLE ->
                Numeral.parse(text).isPresent() ? Optional.empty() : Optional.of(wanted(field, type, "a number", text));
            case BOOLEAN ->
                text.equals("true") || text.equals("false")
                        ? Optional.empty()
                        : Optional.of(wanted(field, type, "true or false", text)
                                + Suggestion.nearest(text, List.of("false", "true"))
                                        .map("; did you mean '%s'?"::formatted)
                                        .orElse(""));
            case DATE ->
                DateExpression.parse(text).isPresent()
                        ? Optional.empty()
                        : Optional.of(wanted(
                                field, type, "a date such as 2026-01-31, 2026-01-31T08:00:00Z or now-30d/d", text));
            case IP ->
                IpBlock.parse(text).isPresent()
                        ? Optional.empty()
                        : Optional.of(wanted(field, type, "an address or a network such as 10.0.0.0/8", text));
            case GEO_POINT -> Optional.of("'" + field + "' is a point on the map and can only be asked for by '*'");
            case OBJECT, NESTED -> Optional.of(object(field));
        };
    }

    /** What is wrong with a range on a field of a type. */
    static Optional<String> rangeMistake(String field, FieldType type, String limit) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED -> Optional.empty();
            case LONG, DOUBLE, DATE -> mistake(field, type, limit);
            case IP ->
                IpBlock.address(limit).isPresent()
                        ? Optional.empty()
                        : Optional.of(wanted(field, type, "a single address", limit));
            case TEXT, BOOLEAN, GEO_POINT ->
                Optional.of("'%s' is of type %s, which has no order".formatted(field, word(type)));
            case OBJECT, NESTED -> Optional.of(object(field));
        };
    }

    /** What holds for a term, but may not be what was meant. */
    static Optional<String> termDoubt(String field, FieldType type, Values.Term term) {
        if (term instanceof Values.Interval) {
            return rangeDoubt(field, type);
        }
        return type == FieldType.TEXT
                        && term instanceof Values.Literal literal
                        && !literal.quoted()
                        && Words.of(literal.text()).size() > 1
                ? Optional.of("on analysed text this asks for any of the words; put a phrase in quotes")
                : Optional.empty();
    }

    static Optional<String> rangeDoubt(String field, FieldType type) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED ->
                Optional.of("'%s' is of type %s, so it is compared as text: \"500\" is more than \"1023\""
                        .formatted(field, word(type)));
            case TEXT, LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, NESTED, OBJECT -> Optional.empty();
        };
    }

    static String word(FieldType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String wanted(String field, FieldType type, String wanted, String found) {
        return "'%s' is of type %s and needs %s, found '%s'".formatted(field, word(type), wanted, found);
    }

    private static String object(String field) {
        return "'" + field + "' is an object; name one of its fields";
    }
}
