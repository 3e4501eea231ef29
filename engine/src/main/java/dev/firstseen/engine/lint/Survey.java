package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What can only be seen with all files side by side: what must be there once, and what most files say otherwise. */
public final class Survey {
    private static final int MOST_OTHERS = 3;
    private static final int MOST_TECHNIQUES = 200;

    /** A text of a file, and where it stands. */
    record Placed(String text, Place place) {}

    /** What a file is compared by; techniques have their ids as texts. */
    public record Entry(List<Placed> id, List<Placed> name, List<Placed> fileName, List<Technique> techniques) {
        static final Entry NONE = new Entry(List.of(), List.of(), List.of(), List.of());

        public Entry {
            id = List.copyOf(id);
            name = List.copyOf(name);
            fileName = List.copyOf(fileName);
            techniques = List.copyOf(techniques);
        }

        static Entry of(LintedFile file) {
            if (file.isDeprecated()) {
                // Its name may have gone to the rule that took its place; its id must not.
                return new Entry(placed(file, "rule_id"), List.of(), List.of(), List.of());
            }
            return new Entry(
                    placed(file, "rule_id"),
                    placed(file, "name"),
                    List.of(new Placed(file.fileName(), file.rule().place())),
                    techniques(file));
        }

        private static List<Placed> placed(LintedFile file, String key) {
            String text = file.text(key);
            return text.isBlank() ? List.of() : List.of(new Placed(text, file.at(key)));
        }

        private static List<Technique> techniques(LintedFile file) {
            List<Technique> techniques = new ArrayList<>();
            for (TomlSection threat : file.rule().sections("threat")) {
                for (TomlSection technique : threat.sections("technique")) {
                    techniques.add(technique(technique));
                    technique.sections("subtechnique").forEach(each -> techniques.add(technique(each)));
                    if (techniques.size() > MOST_TECHNIQUES) {
                        return techniques;
                    }
                }
            }
            return techniques;
        }

        private static Technique technique(TomlSection section) {
            return new Technique(
                    ThreatCheck.text(section, "id"), ThreatCheck.text(section, "name"), section.valuePlace("name"));
        }
    }

    /** A technique as one file names it. */
    record Technique(String id, String name, Place place) {}

    private Survey() {}

    /** What is found in each file by comparing it with the others, in the order of the files. */
    public static List<List<Finding>> compare(List<Entry> files) {
        List<Findings> found = files.stream().map(_ -> new Findings()).toList();
        once(files, found, Entry::id, Lint.DUPLICATE_ID, "the rule_id '%s' is also that of %s; make a new one");
        once(files, found, Entry::name, Lint.DUPLICATE_NAME, "the name '%s' is also that of %s; choose another");
        once(
                files,
                found,
                Entry::fileName,
                Lint.DUPLICATE_FILE,
                "a file named '%s' is also at %s; choose another name");
        techniques(files, found);
        return found.stream().map(Findings::all).toList();
    }

    private static void once(
            List<Entry> files, List<Findings> found, Function<Entry, List<Placed>> part, Lint lint, String message) {
        Map<String, List<String>> sources = new HashMap<>();
        for (Entry file : files) {
            for (Placed placed : part.apply(file)) {
                sources.computeIfAbsent(placed.text(), _ -> new ArrayList<>())
                        .add(placed.place().source());
            }
        }
        for (int i = 0; i < files.size(); i++) {
            for (Placed placed : part.apply(files.get(i))) {
                List<String> others = new ArrayList<>(sources.get(placed.text()));
                others.remove(placed.place().source());
                if (!others.isEmpty()) {
                    found.get(i).add(lint, placed.place(), message.formatted(placed.text(), listed(others)));
                }
            }
        }
    }

    private static String listed(List<String> others) {
        String listed = String.join(", ", others.subList(0, Math.min(MOST_OTHERS, others.size())));
        return others.size() > MOST_OTHERS ? listed + " and %d more".formatted(others.size() - MOST_OTHERS) : listed;
    }

    private static void techniques(List<Entry> files, List<Findings> found) {
        Map<String, Map<String, Integer>> names = new LinkedHashMap<>();
        for (Entry file : files) {
            for (Technique technique : file.techniques()) {
                names.computeIfAbsent(technique.id(), _ -> new TreeMap<>()).merge(technique.name(), 1, Integer::sum);
            }
        }
        for (int i = 0; i < files.size(); i++) {
            for (Technique technique : files.get(i).techniques()) {
                Map<String, Integer> counts = names.getOrDefault(technique.id(), Map.of());
                int own = counts.getOrDefault(technique.name(), 0);
                for (Map.Entry<String, Integer> other : counts.entrySet()) {
                    if (other.getValue() > own) {
                        found.get(i)
                                .add(
                                        Lint.TECHNIQUE_NAME,
                                        technique.place(),
                                        "%s is '%s' in %d other places and '%s' in %d; write the name ATT&CK has"
                                                .formatted(
                                                        technique.id(),
                                                        other.getKey(),
                                                        other.getValue(),
                                                        technique.name(),
                                                        own));
                    }
                }
            }
        }
    }
}
