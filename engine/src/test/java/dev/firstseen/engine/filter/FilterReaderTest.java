package dev.firstseen.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.KqlCompiler;
import dev.firstseen.engine.kql.KqlPrinter;
import dev.firstseen.engine.toml.TomlFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterReaderTest {
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of(
            "file.path", FieldType.KEYWORD,
            "user.name", FieldType.KEYWORD,
            "message", FieldType.TEXT,
            "size", FieldType.LONG,
            "source.ip", FieldType.IP));

    private record Read(Filters filters, List<String> problems) {}

    private static Read read(String filters) {
        Problems problems = new Problems();
        Filters read = TomlFile.read("r.toml", filters, problems)
                .map(top -> FilterReader.read(top, FIELDS))
                .orElseThrow();
        return new Read(
                read, problems.all().stream().map(FilterReaderTest::line).toList());
    }

    private static String line(Problem problem) {
        return problem.place() + ": " + problem.severity() + ": " + problem.message();
    }

    private static Kql kql(String query) {
        Read read = read("[[filters]]\n[filters.query." + query);
        assertThat(read.problems()).isEmpty();
        return ((Filters.Ready) read.filters()).queries().getFirst();
    }

    private static String printed(String query) {
        return KqlPrinter.print(kql(query));
    }

    private static boolean matches(String query, String field, Value value) {
        Document document = new Document.Builder().put(field, value).build();
        return KqlCompiler.compile(kql(query), FIELDS, 0).test(new DocumentEvent("1", 0, "d", "t", document));
    }

    @Test
    void readsEveryClause() {
        assertThat(printed("match_phrase]\n\"user.name\" = \"ann b\"")).isEqualTo("user.name:\"ann b\"");
        assertThat(printed("match_phrase.\"user.name\"]\nquery = \"ann\"")).isEqualTo("user.name:\"ann\"");
        assertThat(printed("match]\nmessage = \"ann\"")).isEqualTo("message:ann");
        assertThat(printed("term]\nsize = 5")).isEqualTo("size:\"5\"");
        assertThat(printed("term.\"user.name\"]\nvalue = \"Ann\"\ncase_insensitive = true"))
                .isEqualTo("user.name:like~ \"Ann\"");
        assertThat(printed("terms]\n\"user.name\" = [\"a\", 1]")).isEqualTo("user.name:(\"a\" or \"1\")");
        assertThat(printed("terms]\n\"user.name\" = []")).isEqualTo("not *");
        assertThat(printed("range.size]\ngte = 1\nlt = 5")).isEqualTo("size:range(>= \"1\", < \"5\")");
        assertThat(printed("range.size]\ngt = 1")).isEqualTo("size > \"1\"");
        assertThat(printed("exists]\nfield = \"size\"")).isEqualTo("size:*");
        assertThat(printed("wildcard.\"file.path\"]\nvalue = 'C:\\\\*'\ncase_insensitive = true"))
                .isEqualTo("file.path:like~ \"C:\\\\\\\\*\"");
        assertThat(printed("prefix]\n\"file.path\" = \"a*\"")).isEqualTo("file.path:like \"a\\\\**\"");
        assertThat(kql("match_all]\n")).isEqualTo(new Kql.Everything());
    }

    /** Elasticsearch does not analyse what it is given, so it is held against single words in lower case. */
    @ParameterizedTest
    @CsvSource({"foo, true", "Foo, false", "foo bar, false", "Foo Bar, false", "o, false"})
    void aTermAsksAnalysedTextForOneWord(String text, boolean expected) {
        Value message = Value.of("A Foo Bar.");
        assertThat(matches("term]\nmessage = \"" + text + "\"", "message", message))
                .isEqualTo(expected);
        assertThat(matches("terms]\nmessage = [\"none\", \"" + text + "\"]", "message", message))
                .isEqualTo(expected);
    }

    @Test
    void joinsWithBool() {
        assertThat(printed("""
                bool]
                must = [{ exists = { field = "size" } }, { term = { size = 1 } }]
                must_not = { term = { size = 2 } }
                should = [{ term = { size = 3 } }, { term = { size = 4 } }]
                """)).isEqualTo("size:* and size:\"1\" and not size:\"2\"");
        assertThat(printed("bool]\nshould = [{ term = { size = 3 } }, { term = { size = 4 } }]"))
                .isEqualTo("size:\"3\" or size:\"4\"");
        assertThat(printed(
                        "bool]\nminimum_should_match = 2\nshould = [{ term = { size = 3 } }, { term = { size = 4 } }]"))
                .isEqualTo("size:\"3\" and size:\"4\"");
        assertThat(printed("bool]\nfilter = [{ term = { size = 1 } }]\nminimum_should_match = \"1\"\n"
                        + "should = [{ term = { size = 3 } }]"))
                .isEqualTo("size:\"1\" and size:\"3\"");
        assertThat(kql("bool]\n")).isEqualTo(new Kql.Everything());
    }

    @Test
    void oneValueOfAnArrayMustLieInTheRange() {
        String range = "range.size]\ngte = 3\nlte = 5";
        assertThat(matches(range, "size", new Value.Items(List.of(Value.of(1), Value.of(9)))))
                .isFalse();
        assertThat(matches(range, "size", new Value.Items(List.of(Value.of(1), Value.of(4)))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "C:\\Windows\\System32\\a.dll, true",
        "c:\\WINDOWS\\sysNATIVE\\, true",
        "C:\\Windows\\Sys\\a.dll, false",
        "CC:\\Windows\\System32\\a.dll, false"
    })
    void wildcardsHaveQuestionMarksAndMayDisregardCase(String path, boolean expected) {
        String wildcard = "wildcard.\"file.path\"]\nvalue = '?:\\\\Windows\\\\Sys?????*\\\\*'\ncase_insensitive = true";
        assertThat(matches(wildcard, "file.path", Value.of(path))).isEqualTo(expected);
    }

    @Test
    void negatesDisablesAndReadsTheOlderForm() {
        Read read = read("""
                [[filters]]
                [filters.meta]
                negate = true
                key = "x"
                [filters.exists]
                field = "size"
                [filters."$state"]
                store = "appState"
                [[filters]]
                [filters.meta]
                disabled = true
                [filters.query.exists]
                field = "user.name"
                """);
        assertThat(((Filters.Ready) read.filters()).queries().stream().map(KqlPrinter::print))
                .containsExactly("not size:*");
        assertThat(read.problems()).containsExactly("r.toml:9:1: WARNING: this filter is disabled and has no effect");
    }

    @Test
    void whatIsDisabledIsNotEvenRead() {
        for (String query :
                List.of("regexp]\n\"user.name\" = \"a.*\"", "match_phras]\nx = 1", "term]\nsize = \"big\"")) {
            Read read = read("[[filters]]\n[filters.meta]\ndisabled = true\n[filters.query." + query);
            assertThat(read.filters()).isEqualTo(new Filters.Ready(List.of()));
            assertThat(read.problems())
                    .containsExactly("r.toml:1:1: WARNING: this filter is disabled and has no effect");
        }
    }

    @Test
    void tellsMistakesWithTheirPlace() {
        assertThat(read("[[filters]]\n[filters.query.match_phras]\nx = 1").problems())
                .containsExactly(
                        "r.toml:2:1: ERROR: the query DSL has no clause 'match_phras'; did you mean 'match_phrase'?");
        assertThat(read("[[filters]]\n[filters.meta]\nnegate = true").problems())
                .containsExactly("r.toml:1:1: ERROR: a filter needs a query, such as match_phrase, exists or bool");
        assertThat(read("[[filters]]\n[filters.query.term]\nsize = \"big\"").problems())
                .containsExactly("r.toml:3:8: ERROR: 'size' is of type long and needs a number, found 'big'");
        assertThat(read("[[filters]]\n[filters.query.wildcard]\n\"file.path\" = 'C:\\Program*'")
                        .problems())
                .containsExactly(
                        "r.toml:3:15: WARNING: in a pattern the backslash before 'P' only says that 'P' is meant"
                                + " itself; a backslash is written as two");
        assertThat(read("[[filters]]\n[filters.query.range.size]\nformat = \"epoch_second\"\ngt = 1")
                        .filters())
                .isInstanceOfSatisfying(Filters.Awaited.class, awaited -> {
                    assertThat(awaited.construct()).isEqualTo("option 'format' of 'range' in a filter");
                    assertThat(awaited.place()).hasToString("r.toml:3:1");
                });
    }

    @Test
    void standsBesideTheQuery() {
        Kql query = kql("exists]\nfield = \"size\"");
        Filters.Ready none = new Filters.Ready(List.of());
        assertThat(none.beside(query)).isEqualTo(query);
        assertThat(none.beside(new Kql.Everything())).isEqualTo(new Kql.Everything());
        assertThat(new Filters.Ready(List.of(query)).beside(new Kql.Everything()))
                .isEqualTo(query);
        assertThat(Optional.of(new Filters.Ready(List.of(query)).beside(query)))
                .contains(new Kql.And(List.of(query, query)));
    }
}
