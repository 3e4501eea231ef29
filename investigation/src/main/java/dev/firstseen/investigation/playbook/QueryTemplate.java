package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Span;
import dev.firstseen.engine.kql.Values;
import dev.firstseen.engine.kql.WildcardPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Queries in which quoted placeholders such as {@code "{{source.as.number}}"} stand for values. A client is the same one
 * whatever its version: browsers are renewed every few weeks.
 */
public final class QueryTemplate {
    private static final String CLIENT = "user_agent.original";
    /** What {@link WildcardPattern} takes for more than itself. */
    private static final Pattern SPECIAL = Pattern.compile("[*?\\\\]");

    private static final Pattern VERSION = Pattern.compile("(?<=[/ :])\\d{1,9}(?:[._]\\d{1,9})*+");

    /** Gives what a placeholder stands for where it is compared with a field. */
    @FunctionalInterface
    public interface Filling {
        List<String> values(Placeholder placeholder, String field);
    }

    private final Filling filling;

    private QueryTemplate(Filling filling) {
        this.filling = filling;
    }

    /**
     * The query with its placeholders filled in. One that stands for several values is met by any of them; one that
     * stands for none is met by nothing.
     */
    public static Kql fill(Kql query, Filling filling) {
        return new QueryTemplate(filling).fill(query, "");
    }

    /** The query with a value of the right type in each placeholder's stead, to check the rest by. */
    static Kql plausible(Kql query, Fields fields) {
        return fill(
                query,
                (placeholder, field) -> List.of(plausible(fields.typeOf(field).orElse(FieldType.KEYWORD))));
    }

    private static String plausible(FieldType type) {
        return switch (type) {
            case LONG, DOUBLE -> "1";
            case BOOLEAN -> "true";
            case DATE -> "2026-01-01";
            case IP -> "192.0.2.1";
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD, TEXT, GEO_POINT, FLATTENED, NESTED, OBJECT -> "text";
        };
    }

    /** A placeholder and where it was written. */
    public record Placed(Placeholder placeholder, Span span) {}

    /** All placeholders of a query, in their order. */
    public static List<Placed> placeholders(Kql query) {
        List<Placed> found = new ArrayList<>();
        new Walk(
                        _ -> {},
                        literal -> Placeholder.of(literal.text())
                                .ifPresent(placeholder -> found.add(new Placed(placeholder, literal.span()))))
                .walk(query, "");
        return found;
    }

    /** All fields that a query reads. Patterns of names are given as they are written. */
    public static SortedSet<FieldPath> fields(Kql query) {
        SortedSet<FieldPath> found = new TreeSet<>();
        new Walk(field -> found.add(FieldPath.of(field)), _ -> {}).walk(query, "");
        return found;
    }

    /** Whether what a query means depends on the time it is asked at: some date in it may be reckoned from {@code now}. */
    public static boolean readsClock(Kql query) {
        List<Values.Literal> found = new ArrayList<>();
        new Walk(_ -> {}, literal -> {
                    if (literal.text().startsWith("now")) {
                        found.add(literal);
                    }
                })
                .walk(query, "");
        return !found.isEmpty();
    }

    private Kql fill(Kql query, String scope) {
        return switch (query) {
            case Kql.Everything everything -> everything;
            case Kql.And(List<Kql> operands) ->
                new Kql.And(operands.stream().map(each -> fill(each, scope)).toList());
            case Kql.Or(List<Kql> operands) ->
                new Kql.Or(operands.stream().map(each -> fill(each, scope)).toList());
            case Kql.Not(Kql operand) -> new Kql.Not(fill(operand, scope));
            case Kql.Compare(FieldName field, Values values) ->
                new Kql.Compare(field, fill(values, scope + field.name().text()));
            case Kql.Range(FieldName field, Kql.Bound bound, Values.Literal limit) -> range(field, bound, limit, scope);
            case Kql.Nested(FieldName field, Kql inner) ->
                new Kql.Nested(field, fill(inner, scope + field.name().text() + "."));
        };
    }

    private Kql range(FieldName field, Kql.Bound bound, Values.Literal limit, String scope) {
        if (Placeholder.of(limit.text()).isEmpty()) {
            return new Kql.Range(field, bound, limit);
        }
        return switch (fill(limit, scope + field.name().text())) {
            case Values.Literal filled -> new Kql.Range(field, bound, filled);
            case Values.AnyOf(List<Values> several) ->
                new Kql.Or(several.stream()
                        .<Kql>map(value -> new Kql.Range(field, bound, (Values.Literal) value))
                        .toList());
            case Values nothing -> new Kql.Compare(field, nothing);
        };
    }

    private Values fill(Values values, String field) {
        return switch (values) {
            case Values.AllOf(List<Values> members) ->
                new Values.AllOf(members.stream().map(each -> fill(each, field)).toList());
            case Values.AnyOf(List<Values> members) ->
                new Values.AnyOf(members.stream().map(each -> fill(each, field)).toList());
            case Values.NoneOf(Values inner) -> new Values.NoneOf(fill(inner, field));
            case Values.Literal literal ->
                Placeholder.of(literal.text())
                        .map(placeholder -> filled(filling.values(placeholder, field), field, literal.span()))
                        .orElse(literal);
            case Values.Pattern pattern -> pattern;
            case Values.Wildcard wildcard -> wildcard;
            case Values.Interval interval -> interval;
            case Values.Anything anything -> anything;
        };
    }

    private static Values filled(List<String> texts, String field, Span span) {
        List<Values> literals = texts.stream()
                .map(text -> field.equals(CLIENT) ? ofAnyVersion(text, span) : new Values.Literal(text, true, span))
                .distinct()
                .toList();
        return switch (literals.size()) {
            case 0 ->
                new Values.AllOf(List.of(new Values.Anything(span), new Values.NoneOf(new Values.Anything(span))));
            case 1 -> literals.getFirst();
            default -> new Values.AnyOf(literals);
        };
    }

    /** In the place of each version stands another, which is one word: what has more of them is another client. */
    private static Values ofAnyVersion(String client, Span span) {
        String written = SPECIAL.matcher(client).replaceAll("\\\\$0");
        List<String> parts = List.of(VERSION.split(written, -1));
        if (parts.size() == 1) {
            return new Values.Literal(client, true, span);
        }
        List<Values> longer = IntStream.range(1, parts.size())
                .mapToObj(i -> String.join("*", parts.subList(0, i)) + "* *"
                        + String.join("*", parts.subList(i, parts.size())))
                .map(pattern -> wildcard(pattern, span))
                .toList();
        return new Values.AllOf(List.of(
                wildcard(String.join("*", parts), span),
                new Values.NoneOf(longer.size() == 1 ? longer.getFirst() : new Values.AnyOf(longer))));
    }

    private static Values wildcard(String pattern, Span span) {
        return new Values.Wildcard(WildcardPattern.of(pattern, false), span);
    }

    /** Goes through all comparisons of a query. */
    private record Walk(Consumer<String> fields, Consumer<Values.Literal> literals) {

        void walk(Kql query, String scope) {
            switch (query) {
                case Kql.Everything _ -> {}
                case Kql.And(List<Kql> operands) -> operands.forEach(each -> walk(each, scope));
                case Kql.Or(List<Kql> operands) -> operands.forEach(each -> walk(each, scope));
                case Kql.Not(Kql operand) -> walk(operand, scope);
                case Kql.Compare(FieldName name, Values values) -> {
                    fields.accept(scope + name.name().text());
                    walk(values);
                }
                case Kql.Range(FieldName name, Kql.Bound _, Values.Literal limit) -> {
                    fields.accept(scope + name.name().text());
                    literals.accept(limit);
                }
                case Kql.Nested(FieldName name, Kql inner) -> {
                    fields.accept(scope + name.name().text());
                    walk(inner, scope + name.name().text() + ".");
                }
            }
        }

        private void walk(Values values) {
            switch (values) {
                case Values.AllOf(List<Values> members) -> members.forEach(this::walk);
                case Values.AnyOf(List<Values> members) -> members.forEach(this::walk);
                case Values.NoneOf(Values inner) -> walk(inner);
                case Values.Literal literal -> literals.accept(literal);
                case Values.Pattern _, Values.Wildcard _, Values.Interval _, Values.Anything _ -> {}
            }
        }
    }
}
