package dev.firstseen.microsoft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Compares events with the documents that Elastic's own integration makes of the same records: they are the same, but
 * for the differences that docs/ecs.md lists, each with how often it occurs.
 */
public final class ElasticPairs {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));

    /** Made from databases and settings of the machine on which the documents were made. */
    private static final List<String> LEFT_OUT = List.of(
            "source.geo", "source.as", "client.geo", "client.as", "geo", "ecs.version", "tags", "event.original");

    public record Pair(String name, Event event, Value.Members expected) {}

    private final String dataset;
    private final Set<String> leftOut;
    private int compared;
    private int equal;
    private int added;
    private final Map<String, Integer> differences = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    /**
     * @param dataset under whose heading the differences are listed
     * @param leftOut fields that are not compared, beside those of every dataset
     */
    public ElasticPairs(String dataset, Set<String> leftOut) {
        this.dataset = dataset;
        this.leftOut = leftOut;
    }

    public static Path folder(String dataset) {
        return ROOT.resolve("../shared/ecs-pairs").resolve(dataset);
    }

    public void areEqualButForTheListedDifferences(List<Pair> pairs) throws IOException {
        pairs.forEach(this::compare);
        double share = (double) equal / compared;
        System.out.printf(
                "ECS pairs of %s: %d records, %d of %d leaf fields equal (%.2f %%), %d added%n",
                dataset, pairs.size(), equal, compared, 100 * share, added);
        assertThat(differences)
                .as(() -> "listed in docs/ecs.md; " + String.join("\n", examples))
                .isEqualTo(listed());
        assertThat(share).isGreaterThanOrEqualTo(0.99);
    }

    /** Asks every field alone and compares with the document. */
    public static void singleFieldsAreWhatTheDocumentHolds(List<Pair> pairs, Set<String> known) {
        for (Pair pair : pairs) {
            Document document = pair.event().document();
            Set<String> fields = new TreeSet<>(known);
            leaves(document.root()).keySet().forEach(leaf -> fields.add(withoutPlaces(leaf)));
            leaves(pair.expected()).keySet().forEach(leaf -> fields.add(withoutPlaces(leaf)));
            for (String field : fields) {
                FieldPath path = FieldPath.of(field);
                assertThat(pair.event().values(path)).as(field).isEqualTo(document.values(path));
            }
        }
    }

    private void compare(Pair pair) {
        Map<String, Value.Scalar> ours = leaves(pair.event().document().root());
        Map<String, Value.Scalar> theirs = leaves(pair.expected());
        Set<String> all = new TreeSet<>(theirs.keySet());
        all.addAll(ours.keySet());
        for (String leaf : all) {
            String field = withoutPlaces(leaf);
            if (isLeftOut(field)) {
                continue;
            }
            Value.Scalar our = ours.get(leaf);
            Value.Scalar their = theirs.get(leaf);
            if (their == null) {
                added++;
            } else {
                compared++;
            }
            if (their != null && their.equals(our)) {
                equal++;
            } else {
                String kind = our == null ? "missing" : their == null ? "added" : "other";
                differences.merge(field + " " + kind, 1, Integer::sum);
                examples.add(pair.name() + ": " + leaf + ": ours " + our + ", theirs " + their);
            }
        }
    }

    private boolean isLeftOut(String field) {
        return leftOut.contains(field)
                || LEFT_OUT.stream().anyMatch(name -> field.equals(name) || field.startsWith(name + "."));
    }

    private static String withoutPlaces(String leaf) {
        return leaf.replaceAll("\\[\\d+]", "");
    }

    private static Map<String, Value.Scalar> leaves(Value root) {
        Map<String, Value.Scalar> leaves = new LinkedHashMap<>();
        collect("", root, leaves);
        return leaves;
    }

    private static void collect(String path, Value value, Map<String, Value.Scalar> leaves) {
        switch (value) {
            case Value.Scalar scalar -> leaves.put(path, scalar);
            case Value.Items items -> {
                for (int i = 0; i < items.items().size(); i++) {
                    collect(path + "[" + i + "]", items.items().get(i), leaves);
                }
            }
            case Value.Members members ->
                members.members()
                        .forEach((name, member) -> collect(path.isEmpty() ? name : path + "." + name, member, leaves));
        }
    }

    /** The rows {@code | `field` | added, missing or other | times | reason |} of the dataset's part of docs/ecs.md. */
    private Map<String, Integer> listed() throws IOException {
        Map<String, Integer> listed = new TreeMap<>();
        boolean here = false;
        for (String line : Files.readAllLines(ROOT.resolve("docs/ecs.md"))) {
            if (line.startsWith("#")) {
                here = line.contains("`" + dataset + "`");
            }
            String[] cells = line.split("\\|");
            if (here
                    && line.startsWith("| `")
                    && cells.length == 5
                    && cells[3].strip().matches("\\d+")) {
                assertThat(cells[4].strip()).as("the reason of %s", cells[1]).isNotEmpty();
                String field = cells[1].replace("`", "").strip();
                listed.put(field + " " + cells[2].strip(), Integer.valueOf(cells[3].strip()));
            }
        }
        return listed;
    }

    /** A member that must be there. */
    public static Value member(Value.Members members, String name) {
        return Objects.requireNonNull(members.members().get(name), name);
    }
}
