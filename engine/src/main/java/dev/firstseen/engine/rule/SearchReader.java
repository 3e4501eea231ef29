package dev.firstseen.engine.rule;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlQuery;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the keys of a rule that depend on its type: what it looks for. */
final class SearchReader {
    private static final List<String> OF_OTHER_TYPES = List.of(
            "threshold",
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
        rule.knows(List.of("query", "filters", "new_terms"));
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

    private Search kuery(RuleType type) {
        Optional<Kql> query = TomlQuery.read(rule, "query", fields);
        Optional<Detection> detection = type == RuleType.NEW_TERMS ? newTerms(query) : query.map(Detection.Query::new);
        if (type != RuleType.NEW_TERMS && rule.has("new_terms")) {
            rule.warning(rule.keyPlace("new_terms"), "'new_terms' has no effect in a rule of another type");
        }
        if (!rule.sections("filters").isEmpty()) {
            return new Search.Awaited("'filters'", rule.keyPlace("filters"), "filters in Elasticsearch's query DSL");
        }
        return detection.<Search>map(Search.Ready::new).orElse(new Search.Mistaken());
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
        List<String> names = section.strings("value");
        if (names.isEmpty() && section.has("value")) {
            section.error(section.valuePlace("value"), "new_terms needs at least one field");
        }
        List<FieldPath> paths = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                section.error(section.itemPlace("value", i), "a field needs a name");
            } else if (names.subList(0, i).contains(name)) {
                section.error(section.itemPlace("value", i), "the field '" + name + "' is listed twice");
            } else {
                warnOfUnknownField(section, i, name);
                paths.add(FieldPath.of(name));
            }
        }
        return paths;
    }

    private void warnOfUnknownField(TomlSection section, int index, String name) {
        if (fields.typeOf(name).isEmpty()) {
            section.warning(
                    section.itemPlace("value", index),
                    "the field '" + name + "' is not known; it is taken for a keyword"
                            + CommonKeys.didYouMean(name, fields.byName().keySet()));
        }
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
