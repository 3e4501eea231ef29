package dev.firstseen.engine.rule;

import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the keys that rules of every type have, where more than their TOML type has to be right. */
final class CommonKeys {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    static final Duration DEFAULT_FROM = Duration.ofMinutes(6);
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(5);
    private static final long DEFAULT_MAX_SIGNALS = 100;
    private static final int WORST = 100;
    private static final String BUILDING_BLOCK = "default";

    private final TomlSection rule;

    CommonKeys(TomlSection rule) {
        this.rule = rule;
    }

    String id() {
        String id = rule.requiredString("rule_id");
        Matcher matcher = UUID.matcher(id);
        if (id.isBlank() || matcher.matches()) {
            return id;
        }
        if (matcher.lookingAt()) {
            // Elastic has published such rules; their ids are in use.
            rule.warning(
                    rule.valuePlace("rule_id"), "'rule_id' goes on behind a UUID; '" + id + "' is used as it stands");
        } else {
            rule.error(
                    rule.valuePlace("rule_id"),
                    "'rule_id' must be a UUID such as 7c1d2f0a-3b5e-4d6f-8a90-1b2c3d4e5f60, not '" + id + "'");
        }
        return id;
    }

    Severity severity() {
        String word = rule.requiredString("severity");
        Optional<Severity> severity = severity(word);
        if (severity.isEmpty() && !word.isBlank()) {
            tellWrongSeverity(rule, word);
        }
        return severity.orElse(Severity.LOW);
    }

    static Optional<Severity> severity(String word) {
        return Arrays.stream(Severity.values())
                .filter(severity -> severity.word().equals(word))
                .findFirst();
    }

    static void tellWrongSeverity(TomlSection section, String word) {
        List<String> words =
                Arrays.stream(Severity.values()).map(Severity::word).toList();
        section.error(
                section.valuePlace("severity"),
                "'severity' must be one of " + String.join(", ", words) + ", not '" + word + "'"
                        + didYouMean(word, words));
    }

    static String didYouMean(String word, Collection<String> known) {
        return Suggestion.nearest(word, known)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }

    int riskScore() {
        rule.require("risk_score");
        long score = rule.whole("risk_score").orElse(0L);
        if (score < 0 || score > WORST) {
            rule.error(rule.valuePlace("risk_score"), "'risk_score' must be from 0 to 100, not " + score);
            return 0;
        }
        return (int) score;
    }

    Duration from() {
        return duration("from", DEFAULT_FROM, Durations.back(rule.string("from").orElse("")), "now-9m");
    }

    Duration interval() {
        return duration(
                "interval",
                DEFAULT_INTERVAL,
                Durations.plain(rule.string("interval").orElse("")),
                "5m");
    }

    private Duration duration(String key, Duration absent, Optional<Duration> read, String example) {
        Optional<String> written = rule.string(key);
        if (written.isPresent() && read.isEmpty()) {
            rule.error(
                    rule.valuePlace(key),
                    "'%s' must be a number with s, m, h, d or w, such as '%s', not '%s'"
                            .formatted(key, example, written.get()));
        }
        return read.orElse(absent);
    }

    int maxSignals() {
        long most = rule.whole("max_signals").orElse(DEFAULT_MAX_SIGNALS);
        if (most < 1 || most > Integer.MAX_VALUE) {
            rule.error(rule.valuePlace("max_signals"), "'max_signals' must be at least 1, not " + most);
            return (int) DEFAULT_MAX_SIGNALS;
        }
        return (int) most;
    }

    Optional<String> buildingBlockType() {
        Optional<String> type = rule.string("building_block_type");
        type.filter(word -> !word.equals(BUILDING_BLOCK))
                .ifPresent(word -> rule.error(
                        rule.valuePlace("building_block_type"),
                        "'building_block_type' can only be '" + BUILDING_BLOCK + "', not '" + word + "'"));
        return type;
    }

    /** The lists are named in the rule and kept in Kibana. */
    void warnOfExceptionLists() {
        List<TomlSection> lists = rule.sections("exceptions_list");
        for (TomlSection list : lists) {
            for (String key : List.of("id", "list_id", "type", "namespace_type")) {
                list.requiredString(key);
            }
            list.warnOfUnknown();
        }
        if (!lists.isEmpty()) {
            rule.warning(
                    lists.getFirst().place(),
                    "'exceptions_list' names lists kept in Kibana, which are not here: write what they except as"
                            + " [[exception]] with rule, condition, reason, author and expires into a file for --exceptions");
        }
    }

    static void oneOf(TomlSection section, String key, List<String> words) {
        section.string(key)
                .filter(word -> !words.contains(word))
                .ifPresent(word -> section.error(
                        section.valuePlace(key),
                        "'" + key + "' must be one of " + String.join(", ", words) + ", not '" + word + "'"
                                + didYouMean(word, words)));
    }

    List<String> investigationFields() {
        return rule.section("investigation_fields")
                .map(section -> {
                    section.require("field_names");
                    List<String> names = section.strings("field_names");
                    section.warnOfUnknown();
                    return names;
                })
                .orElse(List.of());
    }
}
