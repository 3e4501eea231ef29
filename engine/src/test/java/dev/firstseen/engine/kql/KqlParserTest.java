package dev.firstseen.engine.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.diagnostic.Problem;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlParserTest {

    private static Kql parse(String query) {
        Parsed parsed = KqlParser.parse("test", query);
        assertThat(parsed.query()).as(() -> query + ": " + parsed.problems()).isPresent();
        return parsed.query().orElseThrow();
    }

    private static List<String> problems(String query) {
        return KqlParser.parse("q", query).problems().stream()
                .map(problem -> problem.place() + "+" + problem.place().length() + " " + problem.message())
                .toList();
    }

    private static Kql compare(String field, Values values) {
        return new Kql.Compare(FieldName.of(field), values);
    }

    private static Values bare(String text) {
        return Values.Literal.bare(text);
    }

    private static Values quoted(String text) {
        return Values.Literal.quoted(text);
    }

    private static Values pattern(String... pieces) {
        return new Values.Pattern(new Glob(List.of(pieces)), Span.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n\t\u00A0"})
    void nothingMeansEverything(String query) {
        assertThat(parse(query)).isEqualTo(new Kql.Everything());
    }

    @Test
    void andBindsTighterThanOrAndNotTighterStill() {
        assertThat(parse("not a:1 and b:2 OR c:3"))
                .isEqualTo(new Kql.Or(List.of(
                        new Kql.And(List.of(new Kql.Not(compare("a", bare("1"))), compare("b", bare("2")))),
                        compare("c", bare("3")))));
        assertThat(problems("not a:1 and b:2 OR c:3"))
                .containsExactly("q:1:1+15 'and' binds tighter than 'or' here; parentheses would show it");
        assertThat(problems("(a:1 and b:2) or c:3")).isEmpty();
    }

    @Test
    void negationsPileUp() {
        Kql one = compare("a", bare("1"));
        assertThat(parse("not NOT not a:1")).isEqualTo(new Kql.Not(new Kql.Not(new Kql.Not(one))));
        assertThat(parse("not (a:1)")).isEqualTo(new Kql.Not(one));
    }

    @Test
    void valuesWithoutQuotesMayHoldSpacesAndAreTrimmed() {
        assertThat(parse("agent : Azure  Portal   ")).isEqualTo(compare("agent", bare("Azure  Portal")));
        assertThat(parse("a:(one two or  three )"))
                .isEqualTo(compare("a", new Values.AnyOf(List.of(bare("one two"), bare("three")))));
        assertThat(parse("a:organdy")).isEqualTo(compare("a", bare("organdy")));
        assertThat(parse("a:cannot stop")).isEqualTo(compare("a", bare("cannot stop")));
    }

    @Test
    void valueListsNestAndNegate() {
        assertThat(parse("path:((a* or *b) and not *d*)"))
                .isEqualTo(compare(
                        "path",
                        new Values.AllOf(List.of(
                                new Values.AnyOf(List.of(pattern("a", ""), pattern("", "b"))),
                                new Values.NoneOf(pattern("", "d", ""))))));
        assertThat(parse("id:( * and not (x or \"\") )"))
                .isEqualTo(compare(
                        "id",
                        new Values.AllOf(List.of(
                                new Values.Anything(Span.NONE),
                                new Values.NoneOf(new Values.AnyOf(List.of(bare("x"), quoted(""))))))));
    }

    @Test
    void notDirectlyBehindTheColonNegatesTheValues() {
        assertThat(parse("method:not (GET or HEAD)"))
                .isEqualTo(compare("method", new Values.NoneOf(new Values.AnyOf(List.of(bare("GET"), bare("HEAD"))))));
    }

    @Test
    void wildcardsRunAcrossSpacesUpToAJoiningWord() {
        assertThat(parse("ua:(Blue* Browser or x* y* z*)"))
                .isEqualTo(compare(
                        "ua", new Values.AnyOf(List.of(pattern("Blue", " Browser"), pattern("x", " y", " z", "")))));
        assertThat(parse("ua:*or not*")).isEqualTo(compare("ua", pattern("", "or not", "")));
        assertThat(parse("ua:*")).isEqualTo(compare("ua", new Values.Anything(Span.NONE)));
        assertThat(parse("ua:**")).isEqualTo(compare("ua", new Values.Anything(Span.NONE)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a:Cmsi\\:Cmsi|Cmsi:Cmsi",
                "a:x\\*y|x*y",
                "a:\\(x\\)\\<\\>\\{\\}\\\"\\\\|(x)<>{}\"\\",
                "a:\\or x|or x",
                "a:x \\AND y|x AND y",
                "a:\\u0041b|Ab",
                "a:x\\ty|x\ty",
            })
    void escapesOutsideQuotes(String query, String text) {
        assertThat(parse(query)).isEqualTo(compare("a", bare(text)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a:\"*t*\"|*t*",
                "a:\"say \\\"x\\\"\"|say \"x\"",
                "a:\"NT AUTHORITY\\SYSTEM\"|NT AUTHORITY\\SYSTEM",
                "a:\"C:\\\\tools\"|C:\\tools",
                "a:\"\\uninstall\"|\\uninstall",
                "a:\"\\u0041\\:\"|A\\:",
                "a:\"b and (c:d)\"|b and (c:d)",
            })
    void escapesInQuotes(String query, String text) {
        assertThat(parse(query)).isEqualTo(compare("a", quoted(text)));
    }

    @Test
    void rangesAndBraces() {
        assertThat(parse("n >= 5 and n<7"))
                .isEqualTo(new Kql.And(List.of(
                        new Kql.Range(FieldName.of("n"), Kql.Bound.AT_LEAST, Values.Literal.bare("5")),
                        new Kql.Range(FieldName.of("n"), Kql.Bound.LESS, Values.Literal.bare("7")))));
        assertThat(parse("t >= \"now-30d/d\""))
                .isEqualTo(new Kql.Range(FieldName.of("t"), Kql.Bound.AT_LEAST, Values.Literal.quoted("now-30d/d")));
        assertThat(parse("items:{ name:x and value > 1 }"))
                .isEqualTo(new Kql.Nested(
                        FieldName.of("items"),
                        new Kql.And(List.of(
                                compare("name", bare("x")),
                                new Kql.Range(FieldName.of("value"), Kql.Bound.GREATER, Values.Literal.bare("1"))))));
    }

    @Test
    void fieldNamesMayHoldWildcards() {
        assertThat(parse("changes.*.new:x"))
                .isEqualTo(new Kql.Compare(new FieldName(new Glob(List.of("changes.", ".new")), Span.NONE), bare("x")));
    }

    @Test
    void nodesKnowWhereTheyStand() {
        Kql.Compare compare = (Kql.Compare) parse("  user : Alice B  ");
        assertThat(compare.field().span().start()).isEqualTo(2);
        assertThat(compare.field().span().end()).isEqualTo(6);
        Values.Literal literal = (Values.Literal) compare.values();
        assertThat(literal.span().start()).isEqualTo(9);
        assertThat(literal.span().end()).isEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "a:1 adn b:2|q:1:5+3 expected 'and' or 'or' before the next field, found 'adn'; did you mean 'and'?",
                "a:1 && b:2|q:1:5+2 expected 'and' or 'or' before the next field, found '&&'; did you mean 'and'?",
                "a:1 b:2|q:1:6+1 expected 'and' or 'or' before the next field; write '\\:' for a colon in a value",
                "(a:1 or b:2|q:1:1+1 this '(' is never closed",
                "a:(1 or 2|q:1:3+1 this '(' is never closed",
                "i:{ a:1|q:1:3+1 this '{' is never closed",
                "i:{ a:1 )|q:1:9+1 ')' does not close what was opened",
                "a:1)|q:1:4+1 this ')' closes nothing",
                "a:\"x|q:1:3+1 this quote is never closed",
                "a:|q:1:2+1 the query ends where a value should follow",
                "a:()|q:1:4+1 expected a value, found ')'",
                "a:1 or|q:1:5+2 nothing follows 'or'; quote the value if the word belongs to it",
                "a:1 and and b:1|q:1:9+3 'and' has nothing before it to join",
                "a:x or\"y\"|q:1:5+2 'or' needs a space behind it",
                "a:\"x\" or\"y\"|q:1:7+2 'or' needs a space on both sides",
                "a:x not y|q:1:5+3 expected 'and' or 'or' before 'not'; quote the value if the word belongs to it",
                "a:x\\'y|q:1:4+2 '\\'' is no escape outside quotes; write '\\\\' for a backslash, or quote the value",
                "a:\\q|q:1:3+2 '\\q' is no escape outside quotes; write '\\\\' for a backslash, or quote the value",
                "a:x<y|q:1:4+1 expected 'and' or 'or', found '<'; write '\\<' for the character, or quote the value",
                "a:<y|q:1:3+1 expected a value, found '<'",
                "a > x*|q:1:5+2 a range needs a plain value, not a wildcard",
                "a*:{b:1}|q:1:1+2 braces need one field, not a pattern",
                "\"\":x|q:1:1+2 a field needs a name",
            })
    void errorsNameTheirPlace(String query, String problem) {
        Parsed parsed = KqlParser.parse("q", query);
        assertThat(problems(query)).containsExactly(problem);
        assertThat(parsed.query()).isEmpty();
    }

    @Test
    void allErrorsAreFound() {
        assertThat(problems("a:\\q and (b:1 or c:<) or d:\"\" and e:)"))
                .containsExactly(
                        "q:1:1+21 'and' binds tighter than 'or' here; parentheses would show it",
                        "q:1:3+2 '\\q' is no escape outside quotes; write '\\\\' for a backslash, or quote the value",
                        "q:1:20+1 expected a value, found '<'",
                        "q:1:37+1 expected a value, found ')'",
                        "q:1:37+1 this ')' closes nothing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "lonely|q:1:1+6 no field is named, so all fields are searched",
                "a:null|q:1:3+4 this is the text \"null\"; a missing field is written 'not field:*'",
                "not not a:1|q:1:5+3 Kibana refuses this 'not'; put what it negates in parentheses",
                "a:not (b or c)|q:1:3+3 Kibana refuses this 'not'; put what it negates in parentheses",
                "a:(not not b)|q:1:8+3 Kibana refuses this 'not'; put what it negates in parentheses",
                "a:cannot stop|q:1:6+3 Kibana takes this for the word 'not' and refuses it; quote the value",
                "a:cannot and b:1|q:1:6+3 Kibana takes this for the word 'not' and refuses it; quote the value",
                "a:(*x* *y*)|q:1:4+7 this is one value with spaces in it; for several values write 'or' between them",
                "a:\"C:\\Temp\\temp\"|q:1:11+2 '\\t' is a tab here; write '\\\\t' for a backslash",
            })
    void doubtsAreWarnings(String query, String problem) {
        Parsed parsed = KqlParser.parse("q", query);
        assertThat(problems(query)).containsExactly(problem);
        assertThat(parsed.problems()).allMatch(found -> found.severity() == Problem.Severity.WARNING);
        assertThat(parsed.query()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not (not a:1)",
                "a:(not (b or c))",
                "a:cannot",
                "a:\"cannot stop\"",
                "a:can\\not stop",
                "a:nothing new"
            })
    void whatKibanaTakesIsNotDoubted(String query) {
        assertThat(problems(query)).isEmpty();
    }

    @Test
    void placesAreThoseOfTheWholeFile() {
        String file = "[rule]\nquery = '''\na:1 and\n  b:(2 or\n'''\n";
        int start = file.indexOf("a:1");
        Parsed parsed =
                KqlParser.parse(new QueryText("rule.toml", file, start, file.lastIndexOf("'''")), KqlLimits.DEFAULT);
        assertThat(parsed.problems().getFirst().render()).isEqualTo("""
                        rule.toml:4:9: error: the query ends where a value should follow
                            b:(2 or
                                  ^""");
    }

    @Test
    void depthAndLengthAreBounded() {
        String deep = "(".repeat(100_000);
        assertThat(problems(deep)).containsExactly("q:1:201+1 a query nests at most 200 deep");
        assertThat(problems("not ".repeat(20_000) + "a:1")).contains("q:1:801+1 a query nests at most 200 deep");
        assertThat(problems("a:" + deep.substring(2))).containsExactly("q:1:203+1 a query nests at most 200 deep");
        assertThat(problems("x".repeat(100_001)))
                .containsExactly("q:1:1+1 a query has at most 100000 characters; this one has 100001");
        assertThat(KqlParser.parse("q", "a:" + " ".repeat(99_000) + "b").query())
                .isEqualTo(Optional.of(compare("a", bare("b"))));
        assertThat(problems(") ".repeat(40_000))).hasSize(20);
        assertThat(problems("a:<" + " ".repeat(90_000) + "b")).hasSize(1);
        assertThat(problems("x or ".repeat(20_000).substring(0, 99_996)))
                .hasSize(21)
                .endsWith("q:1:1+1 19980 more of these in the query");
    }
}
