package dev.firstseen.engine.lint;

import dev.firstseen.engine.diagnostic.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What can only be seen with all files side by side: what must be there once. */
public final class Survey {
    private static final int MOST_OTHERS = 3;

    /** A text of a file, and where it stands. */
    record Placed(String text, Place place) {}

    /** What a file is compared by. */
    public record Entry(List<Placed> id, List<Placed> name, List<Placed> fileName) {
        static final Entry NONE = new Entry(List.of(), List.of(), List.of());

        public Entry {
            id = List.copyOf(id);
            name = List.copyOf(name);
            fileName = List.copyOf(fileName);
        }

        static Entry of(LintedFile file) {
            if (file.isDeprecated()) {
                // Its name may have gone to the rule that took its place; its id must not.
                return new Entry(placed(file, "rule_id"), List.of(), List.of());
            }
            return new Entry(
                    placed(file, "rule_id"),
                    placed(file, "name"),
                    List.of(new Placed(file.fileName(), file.rule().place())));
        }

        private static List<Placed> placed(LintedFile file, String key) {
            String text = file.text(key);
            return text.isBlank() ? List.of() : List.of(new Placed(text, file.at(key)));
        }
    }

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
}
