package dev.firstseen.bench.compare;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.rules.RuleFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many rules as one would run them without an index: every line becomes a tree, and each rule is asked of it, one after
 * another, each looking its fields up in the tree anew. It reads ECS documents, so the work of making them is left out,
 * and it only counts what matches, so the rules' memory is left out too; both in its favour.
 */
public final class RulesOneByOne {

    private RulesOneByOne() {}

    /** The rules' paths; how many of them, by name; and the file of documents. */
    public static void main(String[] arguments) throws IOException {
        List<CompiledRule> rules = rules(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        JsonMapper mapper = JsonMapper.builder().build();
        long matches = 0;
        long bytes = 0;
        long start = System.nanoTime();
        try (BufferedReader lines = Files.newBufferedReader(Path.of(arguments[2]))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                bytes += line.length() + 1L;
                TreeEvent event = new TreeEvent(mapper.readTree(line));
                for (CompiledRule rule : rules) {
                    if (rule.filter().test(event)) {
                        matches++;
                    }
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%d rules, %,d matches, %.2f s, %.4f GB/s%n", rules.size(), matches, seconds, bytes / seconds / 1e9);
    }

    /** The first so many rules of a folder, by the hash of their ids: the same every time, and mixed. */
    static List<CompiledRule> rules(Path folder, int count) throws IOException {
        List<Rule> all = new ArrayList<>(
                RuleFolder.read(List.of(folder), MicrosoftFields.INSTANCE).rules());
        all.sort(Comparator.comparing(Rule::id));
        return RuleFolder.compile(
                all.subList(0, Math.min(count, all.size())),
                MicrosoftFields.INSTANCE,
                Instant.parse("2026-03-16T00:00:00Z"));
    }

    /** A tree seen through ECS names. */
    private record TreeEvent(JsonNode tree) implements Event {
        @Override
        public String id() {
            return tree.path("event").path("id").asString("");
        }

        @Override
        public long time() {
            return 0;
        }

        @Override
        public String dataset() {
            return tree.path("data_stream").path("dataset").asString("");
        }

        @Override
        public String tenant() {
            return tree.path("organization").path("id").asString("");
        }

        @Override
        public List<Value> values(FieldPath field) {
            List<Value> found = new ArrayList<>();
            collect(tree, field.segments(), 0, found);
            return found;
        }

        private static void collect(JsonNode node, List<String> segments, int depth, List<Value> found) {
            if (node.isArray()) {
                for (JsonNode item : node) {
                    collect(item, segments, depth, found);
                }
            } else if (depth == segments.size()) {
                if (!node.isMissingNode() && !node.isNull()) {
                    found.add(value(node));
                }
            } else if (node.isObject()) {
                collect(node.path(segments.get(depth)), segments, depth + 1, found);
            }
        }

        private static Value value(JsonNode node) {
            if (node.isObject()) {
                Map<String, Value> members = new LinkedHashMap<>();
                node.properties().forEach(member -> {
                    if (!member.getValue().isNull()) {
                        members.put(member.getKey(), value(member.getValue()));
                    }
                });
                return Value.of(members);
            }
            if (node.isArray()) {
                List<Value> items = new ArrayList<>();
                node.forEach(item -> items.add(value(item)));
                return new Value.Items(items);
            }
            if (node.isBoolean()) {
                return Value.of(node.asBoolean());
            }
            if (node.isIntegralNumber() && node.canConvertToLong()) {
                return Value.of(node.asLong());
            }
            return node.isNumber() ? Value.of(node.asDouble()) : Value.of(node.asString(""));
        }

        @Override
        public Document document() {
            return new Document((Value.Members) value(tree));
        }
    }
}
