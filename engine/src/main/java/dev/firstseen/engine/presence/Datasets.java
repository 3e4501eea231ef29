package dev.firstseen.engine.presence;

import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Span;
import dev.firstseen.engine.kql.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which datasets a rule is about: by its query, and by the patterns of its index. */
public final class Datasets {

    /** The fields that hold an event's dataset. */
    public static final Set<String> FIELDS = Set.of("event.dataset", "data_stream.dataset");

    private static final String STREAMS = "logs-";

    /** How the names of other indices begin: of Beats, of Elastic's other agents, of alerts. */
    private static final List<String> ELSEWHERE = List.of(
            "filebeat",
            "auditbeat",
            "winlogbeat",
            "packetbeat",
            "metricbeat",
            "heartbeat",
            "endgame-",
            "apm-",
            "traces-",
            "metrics-",
            ".alerts-",
            ".internal.alerts-");

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.*]+");

    private Datasets() {}

    /** The datasets that a query asks for by name, in its order; none where it names none. */
    public static List<Values.Literal> named(Kql query) {
        List<Values.Literal> named = new ArrayList<>();
        collect(query, true, named);
        return named;
    }

    /**
     * Whether one of some index patterns reads a dataset. Beats write all their datasets into one index, so their patterns
     * tell nothing beside those of data streams; an index of another name may hold any dataset.
     */
    public static boolean read(List<String> patterns, String dataset) {
        List<Glob> globs = globs(patterns);
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(dataset));
    }

    /** What an event must meet to be in a dataset that some index patterns read; empty where they read every one. */
    public static Optional<Kql> condition(List<String> patterns) {
        List<Glob> globs = globs(patterns);
        if (globs.isEmpty() || globs.stream().anyMatch(Glob::isAnything)) {
            return Optional.empty();
        }
        List<Values> values = globs.stream().map(Datasets::value).toList();
        return Optional.of(new Kql.Compare(
                FieldName.of("event.dataset"), values.size() == 1 ? values.getFirst() : new Values.AnyOf(values)));
    }

    private static Values value(Glob dataset) {
        return dataset.isLiteral() ? Values.Literal.quoted(dataset.text()) : new Values.Pattern(dataset, Span.NONE);
    }

    /** Whether all that a query matches is, by its own words, in datasets that some index patterns read. */
    public static boolean isWithin(Kql query, List<String> patterns) {
        return switch (query) {
            case Kql.And(List<Kql> operands) -> operands.stream().anyMatch(operand -> isWithin(operand, patterns));
            case Kql.Or(List<Kql> operands) -> operands.stream().allMatch(operand -> isWithin(operand, patterns));
            case Kql.Compare(FieldName field, Values values) ->
                FIELDS.contains(field.name().text()) && isWithin(values, patterns);
            case Kql.Everything _, Kql.Not _, Kql.Range _, Kql.Nested _ -> false;
        };
    }

    private static boolean isWithin(Values values, List<String> patterns) {
        return switch (values) {
            case Values.Literal literal -> read(patterns, literal.text());
            case Values.AnyOf(List<Values> members) -> members.stream().allMatch(member -> isWithin(member, patterns));
            case Values.AllOf _,
                    Values.NoneOf _,
                    Values.Pattern _,
                    Values.Wildcard _,
                    Values.Interval _,
                    Values.Anything _ -> false;
        };
    }

    /**
     * The datasets of patterns of data streams, whose names are {@code logs-<dataset>-<namespace>}; no dataset has a hyphen.
     * A pattern may say a cluster first, or leave out some of what others bring, which is not regarded. None where one of them
     * may bring every dataset.
     */
    private static List<Glob> globs(List<String> patterns) {
        List<Glob> globs = new ArrayList<>();
        for (String pattern : patterns) {
            String name = pattern.toLowerCase(Locale.ROOT);
            name = name.substring(name.indexOf(':') + 1);
            if (name.startsWith("-") || ELSEWHERE.stream().anyMatch(name::startsWith)) {
                continue;
            }
            String dataset =
                    name.startsWith(STREAMS) ? name.substring(STREAMS.length()).split("-", 2)[0] : "*";
            if (!NAME.matcher(dataset).matches()) {
                return List.of();
            }
            globs.add(new Glob(List.of(dataset.split("\\*", -1))));
        }
        return globs.stream().distinct().toList();
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
