package dev.firstseen.engine.rule;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.filter.FilterReader;
import dev.firstseen.engine.filter.Filters;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlQuery;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the keys of a rule that depend on its type: what it looks for. */
final class SearchReader {
    private static final List<String> OF_OTHER_TYPES = List.of(
            "event_category_override",
            "tiebreaker_field",
            "timestamp_field",
            "machine_learning_job_id",
            "anomaly_threshold",
            "threat_index",
            "threat_query",
            "threat_language",
            "threat_mapping",
            "threat_indicator_path",
            "threat_filters");

    private final TomlSection rule;
    private final Fields fields;

    SearchReader(TomlSection rule, Fields fields) {
        this.rule = rule;
        this.fields = fields;
    }

    Search read() {
        rule.knows(OF_OTHER_TYPES);
        rule.knows(List.of("query", "filters", "new_terms", "threshold"));
        String word = rule.requiredString("type");
        String language = rule.string("language").orElse("kuery");
        Optional<RuleType> type = RuleType.of(word);
        if (type.isEmpty()) {
            if (!word.isBlank()) {
                rule.error(
                        rule.valuePlace("type"),
                        "'type' must be one of " + String.join(", ", RuleType.words()) + ", not '" + word + "'"
                                + CommonKeys.didYouMean(word, RuleType.words()));
            }
            if (language.equals("kuery")) {
                lookThrough();
            }
            return new Search.Mistaken();
        }
        if (!type.get().awaits().isEmpty()) {
            return new Search.Awaited(
                    "type '" + word + "'", rule.valuePlace("type"), type.get().awaits());
        }
        return switch (language) {
            case "kuery" -> kuery(type.get());
            case "lucene" ->
                new Search.Awaited("language 'lucene'", rule.valuePlace("language"), "the Lucene query language");
            default -> {
                rule.error(
                        rule.valuePlace("language"),
                        "a rule of type '" + word + "' has the language kuery or lucene, not '" + language + "'"
                                + CommonKeys.didYouMean(language, List.of("kuery", "lucene")));
                yield new Search.Mistaken();
            }
        };
    }

    /** Whatever it is meant to be: all mistakes are told at once. */
    private void lookThrough() {
        Optional<Kql> query = TomlQuery.read(rule, "query", fields);
        FilterReader.read(rule, fields);
        if (rule.has("new_terms")) {
            newTerms(query);
        }
        if (rule.has("threshold")) {
            new ThresholdReader(rule, fields).read(query);
        }
    }

    private Search kuery(RuleType type) {
        Optional<Kql> query = TomlQuery.read(rule, "query", fields);
        Filters filters = FilterReader.read(rule, fields);
        Optional<Kql> filtered = query.map(kql -> filters instanceof Filters.Ready ready ? ready.beside(kql) : kql);
        Optional<Detection> detection = detection(type, filtered);
        for (String table : List.of("new_terms", "threshold")) {
            if (!type.word().equals(table) && rule.has(table)) {
                rule.warning(rule.keyPlace(table), "'" + table + "' has no effect in a rule of another type");
            }
        }
        return switch (filters) {
            case Filters.Ready ready -> detection.<Search>map(Search.Ready::new).orElse(new Search.Mistaken());
            case Filters.Awaited(String construct, Place place) ->
                new Search.Awaited(construct, place, "more of Elasticsearch's query DSL");
            case Filters.Mistaken mistaken -> new Search.Mistaken();
        };
    }

    private Optional<Detection> detection(RuleType type, Optional<Kql> query) {
        return switch (type) {
            case QUERY -> query.map(Detection.Query::new);
            case NEW_TERMS -> newTerms(query);
            case THRESHOLD -> new ThresholdReader(rule, fields).read(query);
            case EQL, ESQL, MACHINE_LEARNING, THREAT_MATCH ->
                throw new IllegalArgumentException("rules of type " + type.word() + " await " + type.awaits());
        };
    }

    private Optional<Detection> newTerms(Optional<Kql> query) {
        rule.require("new_terms");
        Optional<TomlSection> section = rule.section("new_terms");
        if (section.isEmpty()) {
            return Optional.empty();
        }
        List<FieldPath> paths = newTermsFields(section.get());
        Optional<Duration> window = historyWindow(section.get());
        section.get().warnOfUnknown();
        if (query.isEmpty() || paths.isEmpty() || window.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Detection.NewTerms(query.get(), paths, window.get()));
    }

    private List<FieldPath> newTermsFields(TomlSection section) {
        named(section, "new_terms_fields");
        section.require("value");
        if (section.strings("value").isEmpty() && section.has("value")) {
            section.error(section.valuePlace("value"), "new_terms needs at least one field");
        }
        return RuleFields.read(section, "value", fields);
    }

    private static Optional<Duration> historyWindow(TomlSection section) {
        section.require("history_window_start");
        List<TomlSection> starts = section.sections("history_window_start");
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        if (starts.size() > 1) {
            section.error(starts.get(1).place(), "there can be only one history_window_start");
        }
        TomlSection start = starts.getFirst();
        named(start, "history_window_start");
        String text = start.requiredString("value");
        start.warnOfUnknown();
        Optional<Duration> window = Durations.back(text).filter(Duration::isPositive);
        if (window.isEmpty() && !text.isBlank()) {
            start.error(
                    start.valuePlace("value"),
                    "the history window must begin at 'now-' and a number with s, m, h, d or w, such as 'now-7d', not '"
                            + text + "'");
        }
        return window;
    }

    /** Elastic's format names the field that a table fills a second time. */
    private static void named(TomlSection section, String expected) {
        String field = section.requiredString("field");
        if (!field.isBlank() && !field.equals(expected)) {
            section.error(section.valuePlace("field"), "'field' must be '" + expected + "' here, not '" + field + "'");
        }
    }
}
