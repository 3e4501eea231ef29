package dev.firstseen.flink.rules;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.files.TomlFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All rules that run at a time.
 *
 * @param now what {@code now} means in their queries, in milliseconds since 1970
 */
public record RuleBook(List<RuleText> texts, long now) {

    public RuleBook {
        texts = List.copyOf(texts);
    }

    /**
     * Reads the rule files below folders; what cannot run is told and left out.
     *
     * @param now see {@link #now}
     * @param unusable takes a sentence for each file that cannot run
     */
    public static RuleBook read(List<Path> folders, long now, List<String> unusable) {
        List<RuleText> texts = new ArrayList<>();
        for (Path folder : folders) {
            for (Path file : TomlFiles.below(folder, unusable)) {
                try {
                    String text = TomlFiles.text(file);
                    if (rule(file.toString(), text, unusable).isPresent()) {
                        texts.add(new RuleText(file.toString(), text, Long.MIN_VALUE));
                    }
                } catch (IOException failure) {
                    unusable.add(TomlFiles.unreadable(file, failure));
                }
            }
        }
        return new RuleBook(texts, now);
    }

    private static Optional<Rule> rule(String file, String text, List<String> unusable) {
        Fields fields = MicrosoftFields.INSTANCE;
        Problems problems = new Problems();
        ReadRule read = new RuleReader(fields).read(file, TomlFile.read(file, text, problems), problems);
        return switch (read) {
            case ReadRule.Loaded loaded -> Optional.of(loaded.rule());
            case ReadRule.Unsupported unsupported -> {
                unusable.add(file + ": " + unsupported.construct() + " awaits " + unsupported.awaits() + ".");
                yield Optional.empty();
            }
            case ReadRule.Invalid invalid -> {
                invalid.problems().forEach(problem -> unusable.add(problem.place() + ": " + problem.message()));
                yield Optional.empty();
            }
        };
    }

    /** The rules, each with what calls its memory, in their order. */
    public List<RunningRule> rules() {
        List<RunningRule> running = new ArrayList<>();
        for (RuleText text : texts) {
            rule(text.file(), text.text(), new ArrayList<>())
                    .ifPresent(rule -> running.add(RunningRule.of(rule, text.since())));
        }
        return running;
    }

    /**
     * These rules where others ran before: one that means what it meant goes on with its memory, any other begins with an
     * empty one.
     *
     * @param at when that is, in milliseconds since 1970
     */
    public RuleBook after(RuleBook before, long at) {
        Map<String, Long> since = new LinkedHashMap<>();
        before.rules()
                .forEach(rule -> since.put(rule.memory().name(), rule.memory().since()));
        List<RuleText> dated = new ArrayList<>();
        for (RuleText text : texts) {
            rule(text.file(), text.text(), new ArrayList<>()).ifPresent(rule -> {
                String name = RunningRule.of(rule, 0).memory().name();
                dated.add(new RuleText(text.file(), text.text(), since.getOrDefault(name, at)));
            });
        }
        return new RuleBook(dated, before.now());
    }

    /** Whether the same files say the same, whatever their age. */
    public boolean saysTheSameAs(RuleBook other) {
        return files().equals(other.files());
    }

    private Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        texts.forEach(text -> files.put(text.file(), text.text()));
        return files;
    }
}
