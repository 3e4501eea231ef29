package dev.firstseen.engine.presence;

import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which fields a query cannot do without. A field that is asked for under {@code not}, or in one branch of {@code or}, can
 * be missing from every event and the query still match.
 */
public final class NeededFields {
    private static final Presence NEVER = new Presence.Never();
    private static final Presence HELD = new Presence.Held();

    private NeededFields() {}

    /**
     * Fields that are missing.
     *
     * @param fields or patterns of their names
     * @param alternatives whether some of them would do; otherwise each one is needed
     */
    public record Missing(List<Glob> fields, boolean alternatives) {
        public Missing {
            fields = List.copyOf(fields);
        }
    }

    /** The fields, or patterns of names, without which no event matches; in the query's order. */
    public static List<Glob> of(Kql query) {
        return read(query).stream()
                .filter(name -> !Satisfiability.possible(query, other -> other.equals(name) ? NEVER : HELD))
                .toList();
    }

    /** What keeps a query from ever matching such events; no field where it may match. */
    public static Missing missing(Kql query, Occurrence events) {
        if (Satisfiability.possible(query, events)) {
            return new Missing(List.of(), false);
        }
        List<Glob> lacking = read(query).stream()
                .filter(name -> !(events.of(name) instanceof Presence.Held))
                .filter(name ->
                        !name.isLiteral() || events.constant(name.text()).isEmpty())
                .toList();
        List<Glob> alone = lacking.stream()
                .filter(name -> !Satisfiability.possible(query, onlyLacking(name, events)))
                .toList();
        return alone.isEmpty() ? new Missing(lacking, lacking.size() > 1) : new Missing(alone, false);
    }

    /** Whether a query is about such events at all, judged by what all of them have in common. */
    public static boolean concerns(Kql query, Occurrence events) {
        return Satisfiability.possible(query, onlyLacking(Glob.literal(""), events));
    }

    /** The same events, if they held all but one of the fields. */
    private static Occurrence onlyLacking(Glob one, Occurrence events) {
        return new Occurrence() {
            @Override
            public Presence of(Glob name) {
                return name.equals(one) ? events.of(name) : HELD;
            }

            @Override
            public boolean isKeyword(Glob name) {
                return events.isKeyword(name);
            }

            @Override
            public Optional<String> constant(String name) {
                return events.constant(name);
            }
        };
    }

    /** All fields that a query reads, once each. */
    private static Set<Glob> read(Kql query) {
        Set<Glob> names = new LinkedHashSet<>();
        collect(query, "", names);
        return names;
    }

    private static void collect(Kql query, String scope, Set<Glob> names) {
        switch (query) {
            case Kql.Everything() -> {}
            case Kql.And(List<Kql> operands) -> operands.forEach(operand -> collect(operand, scope, names));
            case Kql.Or(List<Kql> operands) -> operands.forEach(operand -> collect(operand, scope, names));
            case Kql.Not(Kql operand) -> collect(operand, scope, names);
            case Kql.Compare compare -> names.add(scoped(compare.field(), scope));
            case Kql.Range range -> names.add(scoped(range.field(), scope));
            case Kql.Nested(FieldName field, Kql inner) ->
                collect(inner, scope + field.name().text() + ".", names);
        }
    }

    /** The name with what stands before the braces around it. */
    static Glob scoped(FieldName field, String scope) {
        if (scope.isEmpty()) {
            return field.name();
        }
        List<String> pieces = new ArrayList<>(field.name().pieces());
        pieces.set(0, scope + pieces.getFirst());
        return new Glob(pieces);
    }
}
