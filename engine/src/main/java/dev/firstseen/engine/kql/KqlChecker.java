package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problem.Severity;
import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a parsed query against the types of the fields. Values that cannot be compared with a field's type are errors;
 * a field that is not known is a warning, since a log may hold more than the mapping lists.
 */
public final class KqlChecker {
    private final Fields fields;
    private final ProblemLog log;

    private KqlChecker(QueryText text, Fields fields) {
        this.fields = fields;
        this.log = new ProblemLog(text, KqlLimits.DEFAULT.problems());
    }

    /**
     * The problems of a query, in its order.
     *
     * @param text where the query was parsed from
     */
    public static List<Problem> check(Kql query, QueryText text, Fields fields) {
        KqlChecker checker = new KqlChecker(text, fields);
        checker.check(query, "");
        return checker.log.inOrder();
    }

    private void check(Kql query, String scope) {
        switch (query) {
            case Kql.Everything() -> {}
            case Kql.And(List<Kql> operands) -> operands.forEach(operand -> check(operand, scope));
            case Kql.Or(List<Kql> operands) -> operands.forEach(operand -> check(operand, scope));
            case Kql.Not(Kql operand) -> check(operand, scope);
            case Kql.Compare(FieldName field, Values values) -> {
                checkBraces(field, scope);
                String name = scope + field.name().text();
                List<FieldType> types = types(field, scope);
                if (types.size() > 1 && asksForMoreThanExistence(values)) {
                    error(
                            field.span(),
                            "'%s' matches fields of several types (%s), which no one value fits"
                                    .formatted(
                                            name,
                                            String.join(
                                                    ", ",
                                                    types.stream()
                                                            .map(TypeRules::word)
                                                            .toList())));
                } else {
                    types.forEach(type -> check(name, type, values));
                }
            }
            case Kql.Range(FieldName field, Kql.Bound bound, Values.Literal limit) -> {
                checkBraces(field, scope);
                String name = scope + field.name().text();
                for (FieldType type : types(field, scope)) {
                    TypeRules.rangeMistake(name, type, limit.text()).ifPresent(mistake -> error(limit.span(), mistake));
                    TypeRules.rangeDoubt(name, type).ifPresent(doubt -> warn(limit.span(), doubt));
                }
            }
            case Kql.Nested(FieldName field, Kql inner) -> checkNested(field, inner, scope);
        }
    }

    /** Elasticsearch keeps the objects of a nested field apart from the event, and looks into them in braces only. */
    private void checkBraces(FieldName field, String scope) {
        String name = scope + field.name().text();
        for (int end = name.length();
                !field.isPattern() && end > scope.length();
                end = name.lastIndexOf('.', end - 1)) {
            String object = name.substring(0, end);
            if (fields.typeOf(object).filter(FieldType.NESTED::equals).isPresent()) {
                warn(
                        field.span(),
                        "'%s' is of type nested: Elasticsearch finds what is in it only by braces, as in '%s:{ … }'"
                                .formatted(object, object.substring(scope.length())));
                return;
            }
        }
    }

    private void check(String name, FieldType type, Values values) {
        switch (values) {
            case Values.AllOf(List<Values> members) -> members.forEach(member -> check(name, type, member));
            case Values.AnyOf(List<Values> members) -> members.forEach(member -> check(name, type, member));
            case Values.NoneOf(Values inner) -> check(name, type, inner);
            case Values.Term term -> {
                TypeRules.mistake(name, type, term).ifPresent(mistake -> error(term.span(), mistake));
                TypeRules.termDoubt(name, type, term).ifPresent(doubt -> warn(term.span(), doubt));
            }
        }
    }

    private void checkNested(FieldName field, Kql inner, String scope) {
        String name = scope + field.name().text();
        Optional<FieldType> type = fields.typeOf(name);
        if (type.isPresent() ? type.get() != FieldType.NESTED : hasFieldsBelow(name)) {
            error(
                    field.span(),
                    "braces need a field of type nested, but '%s' is of type %s"
                            .formatted(name, TypeRules.word(type.orElse(FieldType.OBJECT))));
            return;
        }
        if (type.isEmpty()) {
            warnUnknown(field.span(), name, "taken for nested");
        }
        check(inner, name + ".");
    }

    /** The types of the fields a name means, keywords as one. */
    private List<FieldType> types(FieldName field, String scope) {
        String name = scope + field.name().text();
        if (field.isPattern()) {
            return typesMatching(field, scope);
        }
        Optional<FieldType> type = fields.typeOf(name);
        if (type.isEmpty() && !hasFieldsBelow(name) && !isKnownElsewhere(name)) {
            if (!scope.isEmpty() && hasFieldsBelow(scope.substring(0, scope.length() - 1))) {
                log.add(
                        Severity.ERROR,
                        field.span(),
                        () -> "'%s' is no known field of these objects".formatted(name) + suggestion(name));
            } else {
                warnUnknown(field.span(), name, "taken for a keyword");
            }
        }
        return List.of(type.orElse(hasFieldsBelow(name) ? FieldType.OBJECT : FieldType.KEYWORD));
    }

    private List<FieldType> typesMatching(FieldName field, String scope) {
        Map<FieldType, Boolean> found = new EnumMap<>(FieldType.class);
        fields.byName().forEach((name, type) -> {
            if (name.startsWith(scope) && field.name().matches(name.substring(scope.length()))) {
                switch (type) {
                    case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED -> found.put(FieldType.KEYWORD, true);
                    case OBJECT, NESTED -> {}
                    case TEXT, LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT -> found.put(type, true);
                }
            }
        });
        if (field.name().isAnything()) {
            return List.of(FieldType.KEYWORD);
        }
        if (found.isEmpty() && !fields.byName().isEmpty()) {
            warn(
                    field.span(),
                    "no known field is named like '" + scope + field.name().text() + "'");
        }
        return found.isEmpty() ? List.of(FieldType.KEYWORD) : List.copyOf(found.keySet());
    }

    private static boolean asksForMoreThanExistence(Values values) {
        return switch (values) {
            case Values.Anything _ -> false;
            case Values.Literal _, Values.Pattern _, Values.Wildcard _, Values.Interval _ -> true;
            case Values.NoneOf(Values inner) -> asksForMoreThanExistence(inner);
            case Values.AllOf(List<Values> members) -> members.stream().anyMatch(KqlChecker::asksForMoreThanExistence);
            case Values.AnyOf(List<Values> members) -> members.stream().anyMatch(KqlChecker::asksForMoreThanExistence);
        };
    }

    private boolean hasFieldsBelow(String name) {
        String prefix = name + ".";
        var below = fields.byName().tailMap(prefix);
        return !below.isEmpty() && below.firstKey().startsWith(prefix);
    }

    /** Whether the mapping lists the same field at another place of a list, such as 0 instead of 5. */
    private boolean isKnownElsewhere(String name) {
        Glob anyPlace = anyPlace(name);
        return !anyPlace.isLiteral() && fields.byName().keySet().stream().anyMatch(anyPlace::matches);
    }

    private static Glob anyPlace(String name) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String segment : name.split("\\.", -1)) {
            piece.append(piece.isEmpty() && pieces.isEmpty() ? "" : ".");
            if (!segment.isEmpty() && segment.chars().allMatch(character -> character >= '0' && character <= '9')) {
                pieces.add(piece.toString());
                piece.setLength(0);
            } else {
                piece.append(segment);
            }
        }
        pieces.add(piece.toString());
        return new Glob(pieces);
    }

    private void warnUnknown(Span span, String name, String taken) {
        if (!fields.byName().isEmpty()) {
            log.add(
                    Severity.WARNING,
                    span,
                    () -> "'%s' is no known field and is %s".formatted(name, taken) + suggestion(name));
        }
    }

    private String suggestion(String name) {
        return Suggestion.nearest(name, fields.byName().keySet())
                .map("; did you mean '%s'?"::formatted)
                .orElse("");
    }

    private void error(Span span, String sentence) {
        log.add(Severity.ERROR, span, () -> sentence);
    }

    private void warn(Span span, String sentence) {
        log.add(Severity.WARNING, span, () -> sentence);
    }
}
