package dev.firstseen.runtime.rules;

import dev.firstseen.runtime.files.TomlFiles;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * What was read of rule files. One file that is broken never keeps the others from running.
 *
 * @param files what each file gave, by name
 * @param unreadable files that could not be opened, each as a sentence
 */
public record RuleFolder(List<ReadRule> files, List<String> unreadable) {

    public RuleFolder {
        files = List.copyOf(files);
        unreadable = List.copyOf(unreadable);
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static RuleFolder read(List<Path> paths, Fields fields) {
        RuleReader reader = new RuleReader(fields);
        List<ReadRule> files = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        TomlFiles.each(
                paths, (file, text) -> files.add(reader.read(file, text)), (_, sentence) -> unreadable.add(sentence));
        return new RuleFolder(files, unreadable);
    }

    /** Whether no file is unreadable or broken, so that a rule that is in none of them is there no more. */
    public boolean isComplete() {
        return unreadable.isEmpty() && files.stream().noneMatch(ReadRule.Invalid.class::isInstance);
    }

    /** The rules that can run: of files with one rule id the first, since two would raise each alert twice. */
    public List<Rule> rules() {
        SequencedMap<String, Rule> byId = new LinkedHashMap<>();
        loaded().forEach(rule -> byId.putIfAbsent(rule.id(), rule));
        return List.copyOf(byId.values());
    }

    /** The files that are left out because another has their rule id, each as a sentence. */
    public List<String> repeated() {
        Map<String, Rule> byId = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        loaded().forEach(rule -> {
            Rule first = byId.putIfAbsent(rule.id(), rule);
            if (first != null) {
                repeated.add("%s has the rule_id of %s and is left out.".formatted(rule.file(), first.file()));
            }
        });
        return repeated;
    }

    private Stream<Rule> loaded() {
        return files.stream().filter(ReadRule.Loaded.class::isInstance).map(file -> ((ReadRule.Loaded) file).rule());
    }

    /** As {@link #compile(List, Fields, LongSupplier)}, with one time for all events. */
    public static List<CompiledRule> compile(List<Rule> rules, Fields fields, Instant now) {
        return compile(rules, fields, now::toEpochMilli);
    }

    /**
     * The rules, ready to run.
     *
     * @param now tells at each test what {@code now} means in the rules' queries, in milliseconds since 1970
     */
    public static List<CompiledRule> compile(List<Rule> rules, Fields fields, LongSupplier now) {
        return rules.stream().map(rule -> CompiledRule.of(rule, fields, now)).toList();
    }
}
