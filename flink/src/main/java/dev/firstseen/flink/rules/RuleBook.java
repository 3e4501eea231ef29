package dev.firstseen.flink.rules;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.RuleReader;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All rules that run at a time.
 *
 * @param version counts the changes of what is remembered
 * @param now when the job was made, in milliseconds since 1970; over files that end, what {@code now} means in queries
 */
public record RuleBook(List<RuleText> texts, long version, long now) {

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
        RuleVersion read = RuleVersion.read(folders, now);
        unusable.addAll(read.unusable().problems());
        return read.book();
    }

    /** The rule in a text; empty, with sentences, where it cannot run. */
    static Optional<Rule> rule(String file, String text, List<String> unusable) {
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

    /**
     * The rules, each with what calls its memory, in their order.
     *
     * @param refused takes sentences where this build cannot read a text that another has read
     */
    public List<RunningRule> rules(List<String> refused) {
        List<RunningRule> running = new ArrayList<>();
        for (RuleText text : texts) {
            text.rule(refused)
                    .ifPresentOrElse(
                            rule -> running.add(RunningRule.of(rule, text)),
                            () -> refused.add("%s ran before, and this build cannot read it: it does not run."
                                    .formatted(text.file())));
        }
        return running;
    }

    /** The rules that this build can read. */
    public List<RunningRule> rules() {
        return rules(new ArrayList<>());
    }

    /**
     * These rules where others ran before: one that means what it meant goes on with its memory, any other begins with an
     * empty one.
     *
     * @param at from when on such a memory is whole, see {@link Memory#since}
     */
    public RuleBook after(RuleBook before, long at) {
        Map<String, RuleText> known = before.byName();
        long next = before.version + 1;
        boolean others = false;
        List<RuleText> dated = new ArrayList<>();
        for (RuleText text : texts) {
            RuleText same = known.remove(text.memory().called());
            others |= same == null;
            dated.add(text.with(same == null ? text.memory().begun(next, at) : same.memory()));
        }
        return new RuleBook(dated, others || !known.isEmpty() ? next : before.version, before.now);
    }

    /**
     * What follows when a version of the rules has been read: files that cannot be used now go on as they were, unless their
     * rules are there in others, and where nothing is left nothing changes.
     *
     * @param at see {@link #after}
     */
    public RuleBook changed(RuleVersion read, long at) {
        List<RuleText> texts = new ArrayList<>(read.book().texts);
        Set<String> there =
                texts.stream().map(text -> text.memory().rule()).collect(Collectors.toCollection(HashSet::new));
        for (RuleText text : this.texts) {
            if (read.unusable().has(text.file()) && there.add(text.memory().rule())) {
                texts.add(text);
            }
        }
        return texts.isEmpty() ? this : new RuleBook(texts, version, now).after(this, at);
    }

    /** The names of all memories. */
    public SortedSet<String> memories() {
        return texts.stream().map(text -> text.memory().name()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The texts, by what their rules are called. */
    public Map<String, RuleText> byName() {
        Map<String, RuleText> named = new LinkedHashMap<>();
        texts.forEach(text -> named.put(text.memory().called(), text));
        return named;
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
