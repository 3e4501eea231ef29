package dev.firstseen.runtime.rules;

import dev.firstseen.runtime.files.TomlFiles;
import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.engine.check.CheckedRule;
import dev.firstseen.engine.check.Sight;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.lint.Finding;
import dev.firstseen.engine.lint.Linted;
import dev.firstseen.engine.lint.Linter;
import dev.firstseen.engine.lint.Survey;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rule files, read and looked through; {@link #report} judges them. One file that is broken never keeps the others from
 * being checked.
 */
public final class RuleCheck {

    private record Looked(ReadRule read, String id, String name, String type, Linted linted) {}

    private final List<Looked> files;
    private final List<List<Finding>> compared;
    private final List<String> unreadable;

    private RuleCheck(List<Looked> files, List<String> unreadable) {
        this.files = files;
        this.compared =
                Survey.compare(files.stream().map(file -> file.linted().entry()).toList());
        this.unreadable = List.copyOf(unreadable);
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static RuleCheck read(List<Path> paths, Fields fields) {
        List<String> unreadable = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(TomlFiles.below(path, unreadable)));
        RuleReader reader = new RuleReader(fields);
        Linter linter = new Linter(fields);
        // A rule file takes milliseconds, and there may be thousands: all processors read.
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        List<Looked> looked = files.parallelStream()
                .flatMap(file -> looked(file, reader, linter, failures).stream())
                .toList();
        failures.stream().sorted().forEach(unreadable::add);
        return new RuleCheck(looked, unreadable);
    }

    private static Optional<Looked> looked(Path path, RuleReader reader, Linter linter, List<String> failures) {
        String text;
        try {
            text = TomlFiles.text(path);
        } catch (IOException failure) {
            failures.add(TomlFiles.unreadable(path, failure));
            return Optional.empty();
        }
        String file = path.toString();
        Problems problems = new Problems();
        Optional<TomlSection> top = TomlFile.read(file, text, problems);
        ReadRule read = reader.read(file, top, problems);
        Optional<TomlSection> rule = top.flatMap(table -> table.section("rule"));
        Linted linted = top.map(table -> linter.look(table, read)).orElse(Linted.nothing(file));
        return Optional.of(new Looked(read, text(rule, "rule_id"), text(rule, "name"), text(rule, "type"), linted));
    }

    private static String text(Optional<TomlSection> rule, String key) {
        return rule.filter(section -> section.isString(key))
                .flatMap(section -> section.string(key))
                .orElse("");
    }

    /** The rules that can run, in the order of their files. */
    public List<Rule> rules() {
        return files.stream()
                .map(Looked::read)
                .filter(ReadRule.Loaded.class::isInstance)
                .map(read -> ((ReadRule.Loaded) read).rule())
                .toList();
    }

    /** Files that could not be opened, each as a sentence. */
    public List<String> unreadable() {
        return unreadable;
    }

    /**
     * The verdict on every file.
     *
     * @param logs what was counted for {@link #rules()}, where there is data to try them on
     */
    public CheckReport report(Optional<LogCensus> logs) {
        List<CheckedRule> checked = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < files.size(); i++) {
            Looked file = files.get(i);
            List<Finding> findings = new ArrayList<>(file.linted().findings());
            findings.addAll(compared.get(i));
            Verdict verdict = verdict(file.read(), number, logs);
            if (file.read() instanceof ReadRule.Loaded) {
                number++;
            }
            checked.add(new CheckedRule(
                    file.read().file(),
                    file.id(),
                    file.name(),
                    file.type(),
                    verdict,
                    file.read().problems(),
                    findings));
        }
        return new CheckReport(checked, logs.map(LogCensus::records).map(TreeMap::new));
    }

    private static Verdict verdict(ReadRule file, int number, Optional<LogCensus> logs) {
        return switch (file) {
            case ReadRule.Invalid _ -> new Verdict.Invalid();
            case ReadRule.Unsupported unsupported ->
                new Verdict.Unsupported(unsupported.construct(), unsupported.place(), unsupported.awaits());
            case ReadRule.Loaded loaded ->
                logs.map(census ->
                                Sight.of(loaded.rule(), census.datasets(), dataset -> census.matches(number, dataset)))
                        .orElse(new Verdict.Runs());
        };
    }
}
