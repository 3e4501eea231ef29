package dev.firstseen.engine.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.check.DatasetView;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.KqlLimits;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.kql.KqlPrinter;
import dev.firstseen.engine.kql.Predicate;
import dev.firstseen.engine.kql.QueryText;
import dev.firstseen.engine.kql.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a query cannot do without, against all events there could be. */
class NeededFieldsTest {
    private static final Fields KEYWORDS = TreeMap::new;
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> WORDS = List.of("x", "none");

    private static Kql parse(String query) {
        return KqlParser.parse(QueryText.of("query", query), KqlLimits.DEFAULT)
                .query()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a:x and b:x                      | a b",
                "a:x or b:x                       | ''",
                "a:x and not b:x                  | a",
                "not a:x                          | ''",
                "not (a:x or b:x)                 | ''",
                "not (not a:x or b:x)             | a",
                "(a:x and b:x) or (a:none and c:x)| a",
                "a:*                              | a",
                "not a:*                          | ''",
                "a:(x or none)                    | a",
                "a:(not x)                        | ''",
                "a:(* and not x)                  | a",
                "a:(not (x or *))                 | ''",
                "a > 5                            | a",
                "n:{ m:x and not o:x }            | n.m",
                "a.*.b:x and c:x                  | a.*.b c",
                "a:x or (b:x and not c:x)         | ''",
                "a:x or a:none                    | a",
                "''                               | ''",
            })
    void needed(String query, String fields) {
        assertThat(String.join(
                        " ",
                        NeededFields.of(parse(query)).stream().map(Glob::text).toList()))
                .isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // a is never there, b is always none, c sometimes Unknown, d is there.
                "a:x and d:x                      | a",
                "a:x or d:x                       | ''",
                "a:x or b:x                       | a b",
                "b:x                              | b",
                "b:none                           | ''",
                "b:*                              | b",
                "b:no*                            | ''",
                "not b:none                       | b",
                "not b:x                          | ''",
                "b:(* and not none)               | b",
                "c:(not Unknown)                  | ''",
                "c:Unknown                        | ''",
                "c:unknown                        | c",
                "not a:*                          | ''",
                "d:x and not a:x                  | ''",
                "a > 1 and c:*                    | a c",
                "event.dataset:here               | ''",
                "event.dataset:h* and a:x         | a",
            })
    void missing(String query, String fields) {
        Occurrence events = occurrence();
        assertThat(String.join(
                        " ",
                        NeededFields.missing(parse(query), events).fields().stream()
                                .map(Glob::text)
                                .toList()))
                .isEqualTo(fields);
    }

    /** A text is compared word by word, whatever its case; a boolean takes the empty text for false. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text:none        | ''",
                "bool:false       | ''",
                "not text:x       | ''",
                "text:*           | text",
                "key:none         | key",
                "key:None         | ''",
            })
    void onlyKeywordsAreComparedAsTheyStand(String query, String missing) {
        FieldCensus census = new FieldCensus();
        census.add(new Document.Builder()
                .put("text", Value.of("None"))
                .put("bool", Value.of(""))
                .put("key", Value.of("None"))
                .build()
                .root());
        DatasetView log = new DatasetView(
                "d",
                census,
                () -> new TreeMap<>(
                        Map.of("text", FieldType.TEXT, "bool", FieldType.BOOLEAN, "key", FieldType.KEYWORD)));
        assertThat(NeededFields.missing(parse(query), log).fields().stream()
                        .map(Glob::text)
                        .toList())
                .isEqualTo(missing.isEmpty() ? List.of() : List.of(missing));
    }

    @Test
    void tellsWhetherEachFieldIsNeededOrOneOfThem() {
        assertThat(NeededFields.missing(parse("a:x or b:x"), occurrence()).alternatives())
                .isTrue();
        assertThat(NeededFields.missing(parse("a:x and b:x"), occurrence()).alternatives())
                .isFalse();
        assertThat(NeededFields.missing(parse("a:x or a:y"), occurrence()).alternatives())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event.dataset:here and a:x         | true",
                "event.dataset:elsewhere            | false",
                "event.dataset:(elsewhere or here)  | true",
                "not event.dataset:here             | false",
                "event.dataset:elsewhere or a:x     | true",
            })
    void concerns(String query, boolean expected) {
        assertThat(NeededFields.concerns(parse(query), occurrence())).isEqualTo(expected);
    }

    private static Occurrence occurrence() {
        FieldCensus census = new FieldCensus();
        census.add(new Document.Builder()
                .put("b", Value.of("none"))
                .put("c", Value.of("Unknown"))
                .put("d", Value.of("x"))
                .put("event.dataset", Value.of("here"))
                .build()
                .root());
        census.add(new Document.Builder()
                .put("b", Value.of("none"))
                .put("event.dataset", Value.of("here"))
                .build()
                .root());
        return new Occurrence() {
            @Override
            public Presence of(Glob name) {
                return census.of(name);
            }

            @Override
            public Optional<String> constant(String name) {
                return Datasets.FIELDS.contains(name) ? Optional.of("here") : Optional.empty();
            }
        };
    }

    /** All events over three fields that are missing, hold one word, or both. */
    private static List<Event> allEvents() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Document.Builder document = new Document.Builder();
            for (int field = 0; field < 3; field++) {
                List<String> held = new ArrayList<>();
                for (int word = 0; word < 2; word++) {
                    if ((i >> (2 * field + word) & 1) == 1) {
                        held.add(WORDS.get(word));
                    }
                }
                if (!held.isEmpty()) {
                    document.put(NAMES.get(field), Value.of(held));
                }
            }
            events.add(new DocumentEvent("e" + i, i, "here", "", document.build()));
        }
        return events;
    }

    private static Kql random(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 6)) {
            case 0, 1 -> new Kql.Compare(FieldName.of(NAMES.get(random.nextInt(3))), values(random, 2));
            case 2, 3 -> new Kql.And(List.of(random(random, depth - 1), random(random, depth - 1)));
            case 4 -> new Kql.Or(List.of(random(random, depth - 1), random(random, depth - 1)));
            default -> new Kql.Not(random(random, depth - 1));
        };
    }

    private static Values values(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 2 : 6)) {
            case 0, 1, 2 -> Values.Literal.bare(WORDS.get(random.nextInt(2)));
            case 3 -> new Values.AnyOf(List.of(values(random, depth - 1), values(random, depth - 1)));
            case 4 -> new Values.AllOf(List.of(values(random, depth - 1), values(random, depth - 1)));
            default -> new Values.NoneOf(values(random, depth - 1));
        };
    }

    /** Whatever the events at hand: a query that matches one of them is not said to lack a field. */
    @Property(tries = 3000)
    void neverCallsAQueryBlindThatMatches(@ForAll Random random) {
        Kql query = random(random, 3);
        Predicate filter = KqlCompiler.compile(query, KEYWORDS, 0);
        List<Event> all = allEvents();
        FieldCensus census = new FieldCensus();
        boolean matched = false;
        for (int i = random.nextInt(6); i >= 0; i--) {
            Event event = all.get(random.nextInt(all.size()));
            census.add(event);
            matched |= filter.test(event);
        }
        if (matched) {
            assertThat(NeededFields.missing(query, census).fields())
                    .as(KqlPrinter.print(query))
                    .isEmpty();
        }
    }

    /** No event without a field matches that is said to be needed. */
    @Property(tries = 3000)
    void neededMeansThatNoEventWithoutItMatches(@ForAll Random random) {
        Kql query = random(random, 3);
        Predicate filter = KqlCompiler.compile(query, KEYWORDS, 0);
        List<Glob> needed = NeededFields.of(query);
        for (String name : NAMES) {
            boolean matchesWithout = allEvents().stream()
                    .filter(event -> event.values(FieldPath.of(name)).isEmpty())
                    .anyMatch(filter::test);
            if (needed.contains(Glob.literal(name))) {
                assertThat(matchesWithout)
                        .as("%s without %s", KqlPrinter.print(query), name)
                        .isFalse();
            }
        }
    }

    @Test
    void aCensusCountsArraysObjectsAndHollowWords() {
        FieldCensus census = new FieldCensus();
        census.add(new Document.Builder()
                .put("list", Value.of(List.of("none", "UNKNOWN", "")))
                .put("deep.one", Value.of("x"))
                .put("deep.two", Value.of("none"))
                .put("number", Value.of(0))
                .build()
                .root());
        FieldCensus more = new FieldCensus();
        more.add(new Document.Builder().put("list", Value.of("-")).build().root());
        census.merge(more);
        assertThat(census.records()).isEqualTo(2);
        assertThat(census.of("list"))
                .isEqualTo(new Presence.Hollow(new TreeSet<>(List.of("", "-", "UNKNOWN", "none")), true));
        assertThat(census.of("deep")).isEqualTo(new Presence.Held());
        assertThat(census.of("deep.two")).isEqualTo(new Presence.Hollow(new TreeSet<>(List.of("none")), false));
        assertThat(census.of("number")).isEqualTo(new Presence.Held());
        assertThat(census.of("dee")).isEqualTo(new Presence.Never());
        assertThat(census.of(new Glob(List.of("deep.", "")))).isEqualTo(new Presence.Held());
    }
}
