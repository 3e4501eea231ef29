package dev.firstseen.engine.filter;

import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the {@code filters} of a rule as Kibana keeps them: each a query with {@code meta.negate} and {@code
 * meta.disabled}, or, in the older form, with its clause beside {@code meta}. What else {@code meta} and {@code $state}
 * hold is for Kibana's display only.
 */
public final class FilterReader {
    private static final List<String> BESIDE_THE_CLAUSE = List.of("meta", "$state", "query");
    private static final List<String> JOINTS = List.of("bool", "match_all", "match_none");

    /** Clauses that Elasticsearch has and that are not understood here. */
    private static final List<String> OTHER_CLAUSES = List.of(
            "boosting",
            "combined_fields",
            "constant_score",
            "dis_max",
            "function_score",
            "fuzzy",
            "geo_bounding_box",
            "geo_distance",
            "geo_shape",
            "ids",
            "intervals",
            "match_bool_prefix",
            "match_phrase_prefix",
            "multi_match",
            "nested",
            "query_string",
            "regexp",
            "script",
            "simple_query_string",
            "terms_set");

    private final Awaiting awaiting = new Awaiting();
    private final LeafReader leaves;
    private boolean mistaken;

    private FilterReader(Fields fields) {
        this.leaves = new LeafReader(fields, awaiting);
    }

    /** Reads the filters of a rule; its mistakes are told at their places. */
    public static Filters read(TomlSection rule, Fields fields) {
        FilterReader reader = new FilterReader(fields);
        List<Kql> queries = new ArrayList<>();
        for (TomlSection filter : rule.sections("filters")) {
            reader.filter(filter).ifPresent(queries::add);
        }
        if (reader.awaiting.first().isPresent()) {
            return reader.awaiting.first().get();
        }
        return reader.mistaken ? new Filters.Mistaken() : new Filters.Ready(queries);
    }

    private Optional<Kql> filter(TomlSection filter) {
        Optional<TomlSection> meta = filter.section("meta");
        boolean negate = meta.flatMap(section -> section.flag("negate")).orElse(false);
        if (meta.flatMap(section -> section.flag("disabled")).orElse(false)) {
            filter.warning(filter.place(), "this filter is disabled and has no effect");
            return Optional.empty();
        }
        Optional<Kql> query = filter.isSection("query")
                ? filter.section("query").flatMap(section -> clause(section, section.keys()))
                : clause(
                        filter,
                        filter.keys().stream()
                                .filter(key -> !BESIDE_THE_CLAUSE.contains(key))
                                .toList());
        return query.map(kql -> negate ? new Kql.Not(kql) : kql);
    }

    /** The one clause of a query. */
    private Optional<Kql> clause(TomlSection query, List<String> names) {
        if (names.size() != 1) {
            return mistake(
                    query,
                    names.isEmpty()
                            ? "a filter needs a query, such as match_phrase, exists or bool"
                            : "a query has one clause, not " + names.size() + ": " + String.join(", ", names)
                                    + "; 'bool' joins several");
        }
        String name = names.getFirst();
        if (OTHER_CLAUSES.contains(name)) {
            awaiting.add("'" + name + "' in a filter", query.keyPlace(name));
            return Optional.empty();
        }
        boolean leaf = LeafReader.CLAUSES.contains(name);
        if (!leaf && !JOINTS.contains(name)) {
            List<String> all = Stream.of(LeafReader.CLAUSES, JOINTS, OTHER_CLAUSES)
                    .flatMap(List::stream)
                    .toList();
            query.error(
                    query.keyPlace(name),
                    "the query DSL has no clause '" + name + "'"
                            + Suggestion.nearest(name, all)
                                    .map("; did you mean '%s'?"::formatted)
                                    .orElse(""));
            mistaken = true;
            return Optional.empty();
        }
        Optional<TomlSection> clause = query.section(name);
        Optional<Kql> read = clause.flatMap(section -> leaf ? leaves.read(name, section) : joint(name, section));
        mistaken |= read.isEmpty();
        return read;
    }

    private Optional<Kql> joint(String name, TomlSection clause) {
        return switch (name) {
            case "match_all" -> Optional.of(new Kql.Everything());
            case "match_none" -> Optional.of(Joint.NOTHING);
            default -> bool(clause);
        };
    }

    private Optional<Kql> bool(TomlSection bool) {
        List<Kql> all = new ArrayList<>(clauses(bool, "must"));
        all.addAll(clauses(bool, "filter"));
        List<Kql> should = clauses(bool, "should");
        long least = minimum(bool, should.isEmpty() || !all.isEmpty() ? 0 : 1);
        clauses(bool, "must_not").stream().map(Kql.Not::new).forEach(all::add);
        bool.knows(List.of("boost", "_name", "adjust_pure_negative"));
        bool.warnOfUnknown();
        if (least > should.size()) {
            all.add(Joint.NOTHING);
        } else if (least == 1) {
            all.add(Joint.any(should));
        } else if (least > 0 && least == should.size()) {
            all.addAll(should);
        } else if (least > 0) {
            awaiting.add("'minimum_should_match' between one and all", bool.keyPlace("minimum_should_match"));
        }
        return Optional.of(Joint.all(all));
    }

    /** How many of {@code should} must hold. */
    private long minimum(TomlSection bool, long absent) {
        if (!bool.has("minimum_should_match")) {
            return absent;
        }
        String written = bool.scalar("minimum_should_match").orElse("");
        try {
            long least = Long.parseLong(written);
            if (least >= 0) {
                return least;
            }
        } catch (NumberFormatException notPlain) {
            // Elasticsearch also takes percentages and combinations of them.
        }
        awaiting.add("'minimum_should_match' other than a number", bool.valuePlace("minimum_should_match"));
        return absent;
    }

    /** The queries of an occurrence, which may be one or an array. */
    private List<Kql> clauses(TomlSection bool, String occurrence) {
        List<TomlSection> queries =
                bool.isSection(occurrence) ? bool.section(occurrence).stream().toList() : bool.sections(occurrence);
        List<Kql> read = new ArrayList<>();
        for (TomlSection query : queries) {
            clause(query, query.keys()).ifPresent(read::add);
        }
        return read;
    }

    private Optional<Kql> mistake(TomlSection section, String message) {
        section.error(section.place(), message);
        mistaken = true;
        return Optional.empty();
    }
}
