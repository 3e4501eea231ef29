package dev.firstseen.microsoft.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.JsonReader;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Raw records with the documents that Elastic's own integration makes of them: ours are the same, but for the
 * differences that docs/ecs.md lists, each with how often it occurs.
 */
class ElasticPairsTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Path PAIRS = ROOT.resolve("../shared/ecs-pairs/o365.audit");

    private static final AuditSettings SETTINGS =
            new AuditSettings(Map.of("b86ab9d4-fcf1-4b11-8a06-7a8f91b47fbd", "mytenant.onmicrosoft.com"));

    /** Made from databases and settings of the machine on which the documents were made. */
    private static final List<String> LEFT_OUT = List.of(
            "source.geo", "source.as", "client.geo", "client.as", "geo", "ecs.version", "tags", "event.original");

    private record Pair(String name, AuditEvent event, Value.Members expected) {}

    private int compared;
    private int equal;
    private int added;
    private final Map<String, Integer> differences = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    @BeforeEach
    void pairsAreThere() {
        assumeTrue(Files.isDirectory(PAIRS), "the pairs are not here");
    }

    @Test
    void documentsAreEqualButForTheListedDifferences() throws Exception {
        List<Pair> pairs = pairs();
        assertThat(pairs).hasSize(221);
        for (Pair pair : pairs) {
            compare(pair);
        }

        double share = (double) equal / compared;
        System.out.printf(
                "ECS pairs: %d of %d leaf fields equal (%.2f %%), %d added%n", equal, compared, 100 * share, added);
        assertThat(differences)
                .as(() -> "listed in docs/ecs.md; " + String.join("\n", examples))
                .isEqualTo(listed());
        assertThat(share).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void singleFieldsAreWhatTheDocumentHolds() throws Exception {
        for (Pair pair : pairs()) {
            Document document = pair.event().document();
            Set<String> fields = new TreeSet<>(AuditFields.INSTANCE.byName().keySet());
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

    private static boolean isLeftOut(String field) {
        if (field.startsWith("user_agent.") && !field.equals("user_agent.original")) {
            return true;
        }
        return LEFT_OUT.stream().anyMatch(name -> field.equals(name) || field.startsWith(name + "."));
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

    /** The rows {@code | `field` | added, missing or other | times | reason |} of docs/ecs.md. */
    private static Map<String, Integer> listed() throws IOException {
        Map<String, Integer> listed = new TreeMap<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/ecs.md"))) {
            String[] cells = line.split("\\|");
            if (line.startsWith("| `") && cells.length == 5 && cells[3].strip().matches("\\d+")) {
                assertThat(cells[4].strip()).as("the reason of %s", cells[1]).isNotEmpty();
                String field = cells[1].replace("`", "").strip();
                listed.put(field + " " + cells[2].strip(), Integer.valueOf(cells[3].strip()));
            }
        }
        return listed;
    }

    private static List<Pair> pairs() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(PAIRS)) {
            files = all.filter(
                            file -> file.toString().endsWith(".json") && Files.exists(Path.of(file + "-expected.json")))
                    .sorted()
                    .toList();
        }
        List<Pair> pairs = new ArrayList<>();
        for (Path file : files) {
            List<Value> raw = items(file, "events");
            List<Value> expected = items(Path.of(file + "-expected.json"), "expected");
            assertThat(raw).hasSameSizeAs(expected);
            for (int i = 0; i < raw.size(); i++) {
                byte[] bytes = JsonWriter.bytes(member((Value.Members) raw.get(i), "o365audit"));
                AuditEvent event = AuditEvent.read(bytes, 0, bytes.length, SETTINGS);
                pairs.add(new Pair(file.getFileName() + " " + i, event, (Value.Members) expected.get(i)));
            }
        }
        return pairs;
    }

    private static List<Value> items(Path file, String member) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Value.Members whole = JsonReader.ofRecords().object(bytes, 0, bytes.length);
        return ((Value.Items) member(whole, member)).items();
    }

    private static Value member(Value.Members members, String name) {
        return Objects.requireNonNull(members.members().get(name), name);
    }
}
