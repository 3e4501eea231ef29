package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.rules.RuleFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** Which rules to use. */
final class RuleOptions {

    @Option(
            names = "--rules",
            paramLabel = "PATH",
            description = "A rule file or a folder of them, in Elastic's TOML format; may be repeated. Firstseen's own"
                    + " rules are used where none is named.")
    private List<Path> paths = new ArrayList<>();

    /** These files and folders, Firstseen's own where there is none. */
    static RuleOptions of(List<Path> paths) {
        RuleOptions options = new RuleOptions();
        options.paths = List.copyOf(paths);
        return options;
    }

    /** Reads the rules; what is wrong with a file is said and the others are used. */
    RuleFolder read(PrintWriter errors) {
        RuleFolder folder = paths.isEmpty() ? OwnRules.get() : RuleFolder.read(paths, MicrosoftFields.INSTANCE);
        folder.unreadable().forEach(sentence -> errors.println(VisibleLines.of(sentence)));
        for (ReadRule file : folder.files()) {
            for (Problem problem : file.problems()) {
                errors.println(VisibleLines.of(problem.render()));
            }
            if (file instanceof ReadRule.Unsupported unsupported) {
                errors.println("%s: left out: %s is not supported, it waits for %s."
                        .formatted(
                                Visible.of(unsupported.place().toString()),
                                Visible.of(unsupported.construct()),
                                unsupported.awaits()));
            }
        }
        folder.repeated().forEach(sentence -> errors.println(VisibleLines.of(sentence)));
        return folder;
    }

    /** Those of the rules that are named, by name, id or a part of the file's name; all where none is. */
    static List<Rule> named(List<String> names, List<Rule> rules) {
        if (names.isEmpty()) {
            return rules;
        }
        List<Rule> chosen = new ArrayList<>();
        for (String name : names) {
            List<Rule> found =
                    rules.stream().filter(rule -> matches(name, rule)).toList();
            if (found.isEmpty()) {
                throw new UnusableInputException("No rule is named '%s'. There are: %s."
                        .formatted(
                                name,
                                String.join("; ", rules.stream().map(Rule::name).toList())));
            }
            chosen.addAll(found);
        }
        return chosen.stream().distinct().toList();
    }

    private static boolean matches(String name, Rule rule) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return rule.id().equalsIgnoreCase(name)
                || rule.name().toLowerCase(Locale.ROOT).contains(wanted)
                || Path.of(rule.file())
                        .getFileName()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .contains(wanted);
    }
}
