package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.toml.TomlSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A rule file that is to be looked through, whether its rule can run or not.
 *
 * @param top the file's top level
 * @param metadata and
 * @param rule its two tables
 * @param read what reading the rule gave
 * @param fields the known fields
 */
record LintedFile(TomlSection top, TomlSection metadata, TomlSection rule, ReadRule read, Fields fields) {

    /** Empty where the file lacks one of its tables, which is an error already. */
    static Optional<LintedFile> of(TomlSection top, ReadRule read, Fields fields) {
        Optional<TomlSection> metadata = top.section("metadata");
        return top.section("rule")
                .flatMap(rule -> metadata.map(there -> new LintedFile(top, there, rule, read, fields)));
    }

    /** The name of the file, without its folders. */
    String fileName() {
        return read.file()
                .substring(Math.max(read.file().lastIndexOf('/'), read.file().lastIndexOf('\\')) + 1);
    }

    /** The folders of its path as they were given, the outermost first. */
    List<String> folders() {
        List<String> parts = List.of(read.file().split("[/\\\\]"));
        return parts.subList(0, parts.size() - 1);
    }

    boolean isDeprecated() {
        return metadataText("maturity").equals("deprecated");
    }

    String type() {
        return text("type");
    }

    boolean isType(String... types) {
        return List.of(types).contains(type());
    }

    /** A text of the rule; empty where it has none. */
    String text(String key) {
        return rule.isString(key) ? rule.string(key).orElse("") : "";
    }

    String metadataText(String key) {
        return metadata.isString(key) ? metadata.string(key).orElse("") : "";
    }

    /** Where a key's value stands. */
    Place at(String key) {
        return rule.valuePlace(key);
    }

    /** The rule, where it can run. */
    Optional<Rule> runnable() {
        return read instanceof ReadRule.Loaded loaded ? Optional.of(loaded.rule()) : Optional.empty();
    }

    Duration lookBack() {
        return Durations.back(text("from")).orElse(Duration.ofMinutes(6));
    }

    Duration interval() {
        return Durations.plain(text("interval")).orElse(Duration.ofMinutes(5));
    }
}
