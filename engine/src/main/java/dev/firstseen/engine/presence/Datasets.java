package dev.firstseen.engine.presence;

import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which datasets a rule is about: by its query, and by the patterns of its index. */
public final class Datasets {

    /** The fields that hold an event's dataset. */
    public static final Set<String> FIELDS = Set.of("event.dataset", "data_stream.dataset");

    private Datasets() {}

    /** The datasets that a query asks for by name, in its order; none where it names none. */
    public static List<Values.Literal> named(Kql query) {
        List<Values.Literal> named = new ArrayList<>();
        collect(query, true, named);
        return named;
    }

    /**
     * Whether one of some index patterns reads a dataset. Beats write all their datasets into one index, so their patterns
     * tell nothing beside those of data streams.
     */
    public static boolean read(List<String> patterns, String dataset) {
        List<String> streams = patterns.stream()
                .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                .filter(pattern -> pattern.startsWith("logs-"))
                .toList();
        if (streams.isEmpty()) {
            return true;
        }
        String stream = "logs-" + dataset + "-default";
        return streams.stream().anyMatch(pattern -> glob(pattern).matches(stream));
    }

    private static Glob glob(String pattern) {
        return new Glob(List.of(pattern.split("\\*", -1)));
    }

    private static void collect(Kql query, boolean holds, List<Values.Literal> named) {
        switch (query) {
            case Kql.Everything _, Kql.Range _, Kql.Nested _ -> {}
            case Kql.And(List<Kql> operands) -> operands.forEach(operand -> collect(operand, holds, named));
            case Kql.Or(List<Kql> operands) -> operands.forEach(operand -> collect(operand, holds, named));
            case Kql.Not(Kql operand) -> collect(operand, !holds, named);
            case Kql.Compare(FieldName field, Values values) -> {
                if (FIELDS.contains(field.name().text())) {
                    collect(values, holds, named);
                }
            }
        }
    }

    private static void collect(Values values, boolean holds, List<Values.Literal> named) {
        switch (values) {
            case Values.AllOf(List<Values> members) -> members.forEach(member -> collect(member, holds, named));
            case Values.AnyOf(List<Values> members) -> members.forEach(member -> collect(member, holds, named));
            case Values.NoneOf(Values inner) -> collect(inner, !holds, named);
            case Values.Literal literal -> {
                if (holds) {
                    named.add(literal);
                }
            }
            case Values.Pattern _, Values.Wildcard _, Values.Interval _, Values.Anything _ -> {}
        }
    }
}
