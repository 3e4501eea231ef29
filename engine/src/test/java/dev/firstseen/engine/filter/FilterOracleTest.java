package dev.firstseen.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.toml.TomlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Filters as they stand in a file, against the query DSL read as naively as Elasticsearch's documentation says it. */
class FilterOracleTest {
    private static final int FILTERS = 5_000;
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of("k.a", FieldType.KEYWORD, "n", FieldType.LONG));
    private static final List<String> TEXTS = List.of("a", "A", "ab", "b?", "1", "12", "*");

    /** A clause, as it is written and as it is meant. */
    private sealed interface Clause {

        String toml();

        boolean matches(Map<String, List<String>> event);

        record Exists(String field) implements Clause {
            @Override
            public String toml() {
                return "{ exists = { field = '" + field + "' } }";
            }

            @Override
            public boolean matches(Map<String, List<String>> event) {
                return !values(event, field).isEmpty();
            }
        }

        record Terms(List<String> texts) implements Clause {
            @Override
            public String toml() {
                return "{ terms = { 'k.a' = [" + quoted(texts) + "] } }";
            }

            @Override
            public boolean matches(Map<String, List<String>> event) {
                return values(event, "k.a").stream().anyMatch(texts::contains);
            }
        }

        /** Of one value: phrase, term or prefix. */
        record Single(String clause, String text, boolean ignoresCase) implements Clause {
            @Override
            public String toml() {
                String options = clause.equals("match_phrase")
                        ? "query = '" + text + "'"
                        : "value = '" + text + "', case_insensitive = " + ignoresCase;
                return "{ " + clause + " = { 'k.a' = { " + options + " } } }";
            }

            @Override
            public boolean matches(Map<String, List<String>> event) {
                boolean ignores = ignoresCase && !clause.equals("match_phrase");
                return values(event, "k.a").stream()
                        .anyMatch(value -> clause.equals("prefix")
                                ? value.regionMatches(ignores, 0, text, 0, text.length())
                                : ignores ? value.equalsIgnoreCase(text) : value.equals(text));
            }
        }

        record Wildcard(String pattern, boolean ignoresCase) implements Clause {
            @Override
            public String toml() {
                return "{ wildcard = { 'k.a' = { value = '" + pattern + "', case_insensitive = " + ignoresCase
                        + " } } }";
            }

            @Override
            public boolean matches(Map<String, List<String>> event) {
                Pattern regex = Pattern.compile(
                        pattern.replace("?", ".").replace("*", ".*"), ignoresCase ? Pattern.CASE_INSENSITIVE : 0);
                return values(event, "k.a").stream()
                        .anyMatch(value -> regex.matcher(value).matches());
            }
        }

        record Range(int from, int to) implements Clause {
            @Override
            public String toml() {
                return "{ range = { n = { gte = " + from + ", lt = '" + to + "' } } }";
            }

            @Override
            public boolean matches(Map<String, List<String>> event) {
                return values(event, "n").stream()
                        .mapToInt(Integer::parseInt)
                        .anyMatch(value -> from <= value && value < to);
            }
        }

        record Bool(List<Clause> must, List<Clause> filter, List<Clause> should, List<Clause> mustNot, int least)
                implements Clause {
            @Override
            public String toml() {
                String minimum = least < 0 ? "" : ", minimum_should_match = " + least;
                return "{ bool = { must = " + array(must) + ", filter = " + array(filter) + ", should = "
                        + array(should) + ", must_not = " + array(mustNot) + minimum + " } }";
            }

            @Override
            public boolean matches(Map<String, List<String>> event) {
                int absent = must.isEmpty() && filter.isEmpty() && !should.isEmpty() ? 1 : 0;
                return must.stream().allMatch(clause -> clause.matches(event))
                        && filter.stream().allMatch(clause -> clause.matches(event))
                        && mustNot.stream().noneMatch(clause -> clause.matches(event))
                        && should.stream()
                                        .filter(clause -> clause.matches(event))
                                        .count()
                                >= (least < 0 ? absent : least);
            }
        }

        private static List<String> values(Map<String, List<String>> event, String field) {
            return event.getOrDefault(field, List.of());
        }

        private static String quoted(List<String> texts) {
            return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
        }

        private static String array(List<Clause> clauses) {
            return clauses.stream().map(Clause::toml).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    private static Clause clause(Random random, int depth) {
        String text = TEXTS.get(random.nextInt(TEXTS.size()));
        boolean ignoresCase = random.nextBoolean();
        return switch (random.nextInt(depth == 0 ? 6 : 9)) {
            case 0 -> new Clause.Exists(random.nextBoolean() ? "k.a" : "n");
            case 1 -> new Clause.Terms(TEXTS.subList(0, random.nextInt(4)));
            case 2 -> new Clause.Single("match_phrase", text, false);
            case 3 -> new Clause.Single(random.nextBoolean() ? "term" : "prefix", text, ignoresCase);
            case 4 ->
                new Clause.Wildcard(List.of("?", "a*", "*B", "a?", "*", "1?").get(random.nextInt(6)), ignoresCase);
            case 5 -> new Clause.Range(random.nextInt(5), random.nextInt(8));
            default -> {
                List<Clause> should = clauses(random, depth - 1);
                // Between one and all is not understood, and said so.
                int least = List.of(-1, -1, 0, 1, should.size(), 9).get(random.nextInt(6));
                yield new Clause.Bool(
                        clauses(random, depth - 1),
                        clauses(random, depth - 1),
                        should,
                        clauses(random, depth - 1),
                        least);
            }
        };
    }

    private static List<Clause> clauses(Random random, int depth) {
        List<Clause> clauses = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            clauses.add(clause(random, depth));
        }
        return clauses;
    }

    private static Map<String, List<String>> event(Random random) {
        Map<String, List<String>> event = new TreeMap<>();
        List<String> texts = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            texts.add(TEXTS.get(random.nextInt(TEXTS.size())));
            numbers.add(Integer.toString(random.nextInt(8)));
        }
        event.put("k.a", texts);
        event.put("n", numbers);
        return event;
    }

    @Test
    void agreesWithTheQueryDsl() {
        Random random = new Random(99);
        int matched = 0;
        for (int i = 0; i < FILTERS; i++) {
            Clause clause = clause(random, 2);
            boolean negate = random.nextInt(4) == 0;
            String toml = "[[filters]]\nmeta = { negate = " + negate + " }\nquery = " + clause.toml() + "\n";
            Problems problems = new Problems();
            Filters filters = TomlFile.read("r.toml", toml, problems)
                    .map(top -> FilterReader.read(top, FIELDS))
                    .orElseThrow();
            assertThat(problems.all()).as(toml).isEmpty();
            Kql query = ((Filters.Ready) filters).beside(new Kql.Everything());
            Predicate compiled = KqlCompiler.compile(query, FIELDS, 0);
            for (int j = 0; j < 20; j++) {
                Map<String, List<String>> event = event(random);
                Document.Builder document = new Document.Builder();
                event.forEach((field, values) -> document.put(field, Value.of(values)));
                boolean expected = clause.matches(event) != negate;
                assertThat(compiled.test(new DocumentEvent("1", 0, "d", "t", document.build())))
                        .as("%s on %s", toml, event)
                        .isEqualTo(expected);
                matched += expected ? 1 : 0;
            }
        }
        assertThat(matched).isBetween(FILTERS, 19 * FILTERS);
    }
}
