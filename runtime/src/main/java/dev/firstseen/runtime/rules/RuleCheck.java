package dev.firstseen.runtime.rules;

import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.engine.check.CheckedPart;
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
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.runtime.files.TomlFiles;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rule files and playbooks, read and looked through; {@link #report} judges them. One file that is broken never keeps the
 * others from being checked.
 */
public final class RuleCheck {

    private sealed interface Looked {}

    private record LookedRule(ReadRule read, String id, String name, String type, Linted linted) implements Looked {}

    private record LookedPlaybook(String file, String id, String name, PlaybookReader.Reading read) implements Looked {}

    private final List<Looked> files;
    private final List<List<Finding>> compared;
    private final List<String> unreadable;

    private RuleCheck(List<Looked> files, List<String> unreadable) {
        this.files = files;
        this.compared = Survey.compare(files.stream()
                .map(file -> switch (file) {
                    case LookedRule rule -> rule.linted().entry();
                    case LookedPlaybook playbook ->
                        Linted.nothing(playbook.file()).entry();
                })
                .toList());
        this.unreadable = List.copyOf(unreadable);
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static RuleCheck read(List<Path> paths, Fields fields) {
        List<String> unreadable = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(TomlFiles.below(path, unreadable)));
        Readers readers = new Readers(
                new RuleReader(fields), new Linter(fields, AttackTable.read()), PlaybookFolder.reader(fields));
        // A rule file takes milliseconds, and there may be thousands: all processors read.
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        List<Looked> looked = files.parallelStream()
                .flatMap(file -> looked(file, readers, failures).stream())
                .toList();
        failures.stream().sorted().forEach(unreadable::add);
        return new RuleCheck(looked, unreadable);
    }

    private record Readers(RuleReader rules, Linter linter, PlaybookReader playbooks) {}

    private static Optional<Looked> looked(Path path, Readers readers, List<String> failures) {
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
        if (top.filter(PlaybookReader::isPlaybook).isPresent()) {
            Optional<TomlSection> head =
                    top.filter(table -> table.isSection("playbook")).flatMap(table -> table.section("playbook"));
            PlaybookReader.Reading read = readers.playbooks().read(file, top, problems);
            return Optional.of(new LookedPlaybook(file, text(head, "id"), text(head, "name"), read));
        }
        ReadRule read = readers.rules().read(file, top, problems);
        Optional<TomlSection> rule = top.flatMap(table -> table.section("rule"));
        Linted linted = top.map(table -> readers.linter().look(table, read)).orElse(Linted.nothing(file));
        return Optional.of(new LookedRule(read, text(rule, "rule_id"), text(rule, "name"), text(rule, "type"), linted));
    }

    private static String text(Optional<TomlSection> table, String key) {
        return table.filter(section -> section.isString(key))
                .flatMap(section -> section.string(key))
                .orElse("");
    }

    /** The rules that can run, in the order of their files. */
    public List<Rule> rules() {
        return files.stream()
                .filter(LookedRule.class::isInstance)
                .map(file -> ((LookedRule) file).read())
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
            switch (files.get(i)) {
                case LookedPlaybook playbook -> checked.add(checked(playbook, logs));
                case LookedRule rule -> {
                    List<Finding> findings = new ArrayList<>(rule.linted().findings());
                    findings.addAll(compared.get(i));
                    checked.add(checked(rule, verdict(rule.read(), number, logs), findings));
                    number += rule.read() instanceof ReadRule.Loaded ? 1 : 0;
                }
            }
        }
        return new CheckReport(checked, logs.map(LogCensus::records).map(TreeMap::new));
    }

    private static CheckedRule checked(LookedRule rule, Verdict verdict, List<Finding> findings) {
        return new CheckedRule(
                rule.read().file(),
                rule.id(),
                rule.name(),
                rule.type(),
                verdict,
                List.of(),
                rule.read().problems(),
                findings);
    }

    private static CheckedRule checked(LookedPlaybook file, Optional<LogCensus> logs) {
        List<CheckedPart> parts = file.read().playbook().stream()
                .flatMap(playbook -> logs.stream().flatMap(census -> PlaybookSight.of(playbook, census).stream()))
                .toList();
        Verdict verdict = file.read().playbook().isEmpty()
                ? new Verdict.Invalid()
                : logs.isEmpty() ? new Verdict.Runs() : PlaybookSight.together(parts);
        return new CheckedRule(
                file.file(),
                file.id(),
                file.name(),
                CheckedRule.PLAYBOOK,
                verdict,
                parts,
                file.read().problems(),
                List.of());
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
