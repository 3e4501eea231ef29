package dev.firstseen.engine.kql;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import java.util.List;

/**
 * Finds the texts an event must hold for a query to match, so that others can be rejected on their raw bytes.
 *
 * <p>Why every matching event meets the requirement, by induction over the query:
 *
 * <ul>
 *   <li>A comparison with a literal holds only if a value's text equals it, for the types that compare so (keywords and
 *       flattened fields); that is the literal's requirement. A pattern holds only if a value contains each of its
 *       pieces, so also the longest. Everything else, such as numbers and dates that can be written in several ways,
 *       analysed text, ranges and existence, requires nothing.
 *   <li>If all operands hold, all their requirements are met; if one holds, one is. What requires nothing is left out of
 *       the former and swallows the latter.
 *   <li>Negation turns {@code and} into {@code or} and back (De Morgan) and is carried down to the comparisons; a negated
 *       comparison requires nothing, a twice negated one what it says.
 *   <li>If one object in braces meets a requirement, its values are among the values of the whole field's name, so the
 *       event meets it under that name.
 * </ul>
 */
public final class RequiredLiterals {
    private static final Requirement UNKNOWN = new Requirement.Unknown();

    private final Fields fields;

    private RequiredLiterals(Fields fields) {
        this.fields = fields;
    }

    public static Requirement of(Kql query, Fields fields) {
        return new RequiredLiterals(fields).of(query, "", true);
    }

    private Requirement of(Kql query, String scope, boolean holds) {
        return switch (query) {
            case Kql.And(List<Kql> operands) -> joined(each(operands, scope, holds), holds);
            case Kql.Or(List<Kql> operands) -> joined(each(operands, scope, holds), !holds);
            case Kql.Not(Kql operand) -> of(operand, scope, !holds);
            case Kql.Compare(FieldName field, Values values) ->
                field.isPattern() ? UNKNOWN : of(values, scope + field.name().text(), holds);
            case Kql.Nested(FieldName field, Kql inner) ->
                holds ? of(inner, scope + field.name().text() + ".", true) : UNKNOWN;
            case Kql.Everything _, Kql.Range _ -> UNKNOWN;
        };
    }

    private List<Requirement> each(List<Kql> operands, String scope, boolean holds) {
        return operands.stream().map(operand -> of(operand, scope, holds)).toList();
    }

    private Requirement of(Values values, String field, boolean holds) {
        return switch (values) {
            case Values.AllOf(List<Values> members) -> joined(eachOf(members, field, holds), holds);
            case Values.AnyOf(List<Values> members) -> joined(eachOf(members, field, holds), !holds);
            case Values.NoneOf(Values inner) -> of(inner, field, !holds);
            case Values.Literal literal ->
                holds && comparesTexts(field) ? new Requirement.Literal(FieldPath.of(field), literal.text()) : UNKNOWN;
            case Values.Wildcard(WildcardPattern pattern, Span _) ->
                holds && comparesTexts(field) && !pattern.longestPiece().isEmpty() && !pattern.ignoresCase()
                        ? new Requirement.Part(FieldPath.of(field), pattern.longestPiece())
                        : UNKNOWN;
            case Values.Pattern pattern -> holds && comparesTexts(field) ? part(field, pattern.glob()) : UNKNOWN;
            case Values.Interval _, Values.Anything _ -> UNKNOWN;
        };
    }

    private List<Requirement> eachOf(List<Values> members, String field, boolean holds) {
        return members.stream().map(member -> of(member, field, holds)).toList();
    }

    private static Requirement joined(List<Requirement> members, boolean all) {
        return all ? Requirement.all(members) : Requirement.any(members);
    }

    private static Requirement part(String field, Glob glob) {
        String longest = "";
        for (String piece : glob.pieces()) {
            longest = piece.length() > longest.length() ? piece : longest;
        }
        return new Requirement.Part(FieldPath.of(field), longest);
    }

    private boolean comparesTexts(String field) {
        return switch (fields.typeOf(field).orElse(FieldType.KEYWORD)) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, FLATTENED -> true;
            case TEXT, LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, NESTED, OBJECT -> false;
        };
    }
}
