package dev.firstseen.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.KqlParser;
import dev.firstseen.engine.toml.TomlFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of(
            "user.id", FieldType.KEYWORD, "source.as.number", FieldType.LONG, "event.action", FieldType.KEYWORD));

    private static final String METADATA = """
            [metadata]
            creation_date = "2026/01/02"
            integration = ["o365"]
            maturity = "production"
            updated_date = "2026/03/04"
            """;

    /** The [rule] table begins at line 6, its type stands in line 13. */
    static final String COMMON = METADATA + """
            [rule]
            author = ["Ada"]
            description = "What it finds."
            name = "A rule"
            risk_score = 47
            rule_id = "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f10"
            severity = "medium"
            """;

    static final String QUERY = COMMON + """
            type = "query"
            query = 'event.action: "UserLoggedIn"'
            """;

    private static final String NEW_TERMS = COMMON + """
            type = "new_terms"
            query = 'event.action: "UserLoggedIn"'
            [rule.new_terms]
            field = "new_terms_fields"
            value = ["user.id", "source.as.number"]
            [[rule.new_terms.history_window_start]]
            field = "history_window_start"
            value = "now-10d"
            """;

    private static ReadRule read(String text) {
        return new RuleReader(FIELDS).read("r.toml", text);
    }

    static List<String> problems(String text) {
        return read(text).problems().stream().map(RuleReaderTest::line).toList();
    }

    private static String line(Problem problem) {
        return problem.place() + ": " + problem.severity() + ": " + problem.message();
    }

    static Rule loaded(String text) {
        ReadRule read = read(text);
        assertThat(read).as("%s", read.problems()).isInstanceOf(ReadRule.Loaded.class);
        assertThat(read.problems()).isEmpty();
        return ((ReadRule.Loaded) read).rule();
    }

    @Test
    void readsAQueryRuleWithItsDefaults() {
        Rule rule = loaded(QUERY);
        assertThat(rule.name()).isEqualTo("A rule");
        assertThat(rule.file()).isEqualTo("r.toml");
        assertThat(rule.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(rule.riskScore()).isEqualTo(47);
        assertThat(rule.from()).isEqualTo(Duration.ofMinutes(6));
        assertThat(rule.interval()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.maxSignals()).isEqualTo(100);
        assertThat(rule.timestampOverride()).isEmpty();
        assertThat(rule.metadata()).isEqualTo(new Metadata("2026/01/02", "2026/03/04", "production", List.of("o365")));
        assertThat(rule.detection())
                .isEqualTo(new Detection.Query(KqlParser.parse("q", "event.action: \"UserLoggedIn\"")
                        .query()
                        .orElseThrow()));
    }

    @Test
    void readsANewTermsRule() {
        Detection.NewTerms detection = (Detection.NewTerms) loaded(NEW_TERMS).detection();
        assertThat(detection.fields()).containsExactly(FieldPath.of("user.id"), FieldPath.of("source.as.number"));
        assertThat(detection.historyWindow()).isEqualTo(Duration.ofDays(10));
    }

    @Test
    void readsEveryKeyThatItKeeps() {
        Rule rule = loaded(QUERY + """
                license = "Apache-2.0"
                from = "now-2h"
                interval = "60m"
                index = ["logs-o365.audit-*", "filebeat-*"]
                timestamp_override = "event.ingested"
                max_signals = 1000
                building_block_type = "default"
                note = "A guide."
                setup = "A setup."
                tags = ["Domain: Cloud"]
                references = ["https://example.com/"]
                false_positives = ["A journey."]
                enabled = true
                timeline_id = "1"
                timeline_title = "T"
                [rule.investigation_fields]
                field_names = ["@timestamp", "user.id"]
                [[rule.threat]]
                framework = "MITRE ATT&CK"
                [[rule.threat.technique]]
                id = "T1566"
                name = "Phishing"
                reference = "https://attack.mitre.org/techniques/T1566/"
                [[rule.threat.technique.subtechnique]]
                id = "T1566.002"
                name = "Spearphishing Link"
                reference = "https://attack.mitre.org/techniques/T1566/002/"
                [rule.threat.tactic]
                id = "TA0001"
                name = "Initial Access"
                reference = "https://attack.mitre.org/tactics/TA0001/"
                """);
        assertThat(rule.license()).isEqualTo("Apache-2.0");
        assertThat(rule.from()).isEqualTo(Duration.ofHours(2));
        assertThat(rule.interval()).isEqualTo(Duration.ofHours(1));
        assertThat(rule.index()).containsExactly("logs-o365.audit-*", "filebeat-*");
        assertThat(rule.timestampOverride()).contains("event.ingested");
        assertThat(rule.maxSignals()).isEqualTo(1000);
        assertThat(rule.buildingBlockType()).contains("default");
        assertThat(rule.note()).isEqualTo("A guide.");
        assertThat(rule.setup()).isEqualTo("A setup.");
        assertThat(rule.tags()).containsExactly("Domain: Cloud");
        assertThat(rule.references()).containsExactly("https://example.com/");
        assertThat(rule.falsePositives()).containsExactly("A journey.");
        assertThat(rule.investigationFields()).containsExactly("@timestamp", "user.id");
        assertThat(rule.threat())
                .containsExactly(new Threat(
                        "MITRE ATT&CK",
                        new Threat.Entry("TA0001", "Initial Access", "https://attack.mitre.org/tactics/TA0001/"),
                        List.of(new Threat.Technique(
                                new Threat.Entry("T1566", "Phishing", "https://attack.mitre.org/techniques/T1566/"),
                                List.of(new Threat.Entry(
                                        "T1566.002",
                                        "Spearphishing Link",
                                        "https://attack.mitre.org/techniques/T1566/002/"))))));
    }

    @Test
    void warnsOfUnknownKeysWithTheNearestKnownOne() {
        assertThat(problems(QUERY + "risk_scor = 5\n[rule.zzzzzzz]\n"))
                .containsExactly(
                        "r.toml:15:1: WARNING: 'rule.risk_scor' is not a known key; did you mean 'risk_score'?",
                        "r.toml:16:1: WARNING: 'rule.zzzzzzz' is not a known key");
    }

    @Test
    void showsAMistakeWithACaretUnderTheValue() {
        assertThat(read(QUERY.replace("\"medium\"", "\"medum\""))
                        .problems()
                        .getFirst()
                        .render())
                .isEqualTo("""
                        r.toml:12:12: error: 'severity' must be one of low, medium, high, critical, not 'medum'; did you mean 'medium'?
                          severity = "medum"
                                     ^^^^^^^""");
    }

    @Test
    void tellsAllMistakesAtOnce() {
        String text = """
                [metadata]
                creation_date = "2026/02/30"
                updated_date = 2026-01-01
                [rule]
                author = "Ada"
                description = " "
                name = 7
                risk_score = 101
                rule_id = "1234"
                from = "now-5y"
                interval = "soon"
                max_signals = 0
                type = "new_terms"
                query = 'user.id: ('
                tags = ["a", 5]
                threat = [3]
                [rule.new_terms]
                field = "fields"
                value = ["user.id", "user.id", "sourse.as.number"]
                [[rule.new_terms.history_window_start]]
                field = "history_window_start"
                value = "now-7d/d"
                """;
        assertThat(read(text)).isInstanceOf(ReadRule.Invalid.class);
        assertThat(problems(text))
                .contains(
                        "r.toml:3:16: ERROR: 'metadata.updated_date' must be a text, not a date",
                        "r.toml:1:1: ERROR: 'metadata.maturity' is missing",
                        "r.toml:2:17: ERROR: 'creation_date' must be a date such as 2026/12/31, not '2026/02/30'",
                        "r.toml:18:9: ERROR: 'field' must be 'new_terms_fields' here, not 'fields'",
                        "r.toml:19:21: ERROR: the field 'user.id' is listed twice",
                        "r.toml:22:9: ERROR: the history window must begin at 'now-' and a number with s, m, h, d or w,"
                                + " such as 'now-7d', not 'now-7d/d'",
                        "r.toml:9:11: ERROR: 'rule_id' must be a UUID such as 7c1d2f0a-3b5e-4d6f-8a90-1b2c3d4e5f60,"
                                + " not '1234'",
                        "r.toml:7:8: ERROR: 'rule.name' must be a text, not a whole number",
                        "r.toml:6:15: ERROR: 'rule.description' must not be empty",
                        "r.toml:5:10: ERROR: 'rule.author' must be an array of texts, not a text",
                        "r.toml:4:1: ERROR: 'rule.severity' is missing",
                        "r.toml:8:14: ERROR: 'risk_score' must be from 0 to 100, not 101",
                        "r.toml:15:14: ERROR: 'rule.tags' must be an array of texts, but this item is a whole number",
                        "r.toml:16:11: ERROR: 'rule.threat' must be an array of tables, but this item is a whole number",
                        "r.toml:10:8: ERROR: 'from' must be a number with s, m, h, d or w, such as 'now-9m',"
                                + " not 'now-5y'",
                        "r.toml:11:12: ERROR: 'interval' must be a number with s, m, h, d or w, such as '5m',"
                                + " not 'soon'",
                        "r.toml:12:15: ERROR: 'max_signals' must be at least 1, not 0",
                        "r.toml:19:32: WARNING: the field 'sourse.as.number' is not known; it is taken for a keyword;"
                                + " did you mean 'source.as.number'?")
                .anyMatch(problem -> problem.startsWith("r.toml:14:"))
                .hasSize(19);
    }

    @Test
    void aTypeThatIsMisspeltHidesNoOtherMistake() {
        assertThat(problems(NEW_TERMS
                        .replace("type = \"new_terms\"", "type = \"new_term\"")
                        .replace("now-10d", "now-7y")
                        .replace("query = 'event.action: \"UserLoggedIn\"'", "query = 'user.id: ('")))
                .anyMatch(problem -> problem.contains("did you mean 'new_terms'?"))
                .anyMatch(problem -> problem.contains("the history window must begin at 'now-'"))
                .anyMatch(problem -> problem.startsWith("r.toml:14:"));
    }

    @ParameterizedTest
    @CsvSource({
        "eql, the Event Query Language",
        "esql, the ES|QL query language",
        "machine_learning, machine learning jobs",
        "threat_match, matching against threat indicators"
    })
    void saysWhatATypeWaitsFor(String type, String awaits) {
        ReadRule.Unsupported unsupported =
                (ReadRule.Unsupported) read(QUERY.replace("type = \"query\"", "type = \"" + type + "\""));
        assertThat(unsupported.name()).isEqualTo("A rule");
        assertThat(unsupported.construct()).isEqualTo("type '" + type + "'");
        assertThat(unsupported.place()).hasToString("r.toml:13:8");
        assertThat(unsupported.awaits()).isEqualTo(awaits);
    }

    @Test
    void doesNotRunARuleWithoutItsFilters() {
        ReadRule.Unsupported unsupported = (ReadRule.Unsupported) read(QUERY + """
                [[rule.filters]]
                [rule.filters.meta]
                negate = true
                [rule.filters.query.regexp]
                "user.id" = "a.*"
                """);
        assertThat(unsupported.construct()).isEqualTo("'regexp' in a filter");
        assertThat(unsupported.place()).hasToString("r.toml:18:1");
    }

    @Test
    void doesNotTakeLuceneForKql() {
        ReadRule.Unsupported unsupported = (ReadRule.Unsupported) read(QUERY + "language = \"lucene\"\n");
        assertThat(unsupported.construct()).isEqualTo("language 'lucene'");
        assertThat(problems(QUERY + "language = \"kquery\"\n"))
                .containsExactly("r.toml:15:12: ERROR: a rule of type 'query' has the language kuery or lucene,"
                        + " not 'kquery'; did you mean 'kuery'?");
    }

    @Test
    void aMistakeInAnUnsupportedRuleIsStillAMistake() {
        assertThat(problems(QUERY.replace("\"query\"", "\"eql\"").replace("47", "-1")))
                .containsExactly("r.toml:10:14: ERROR: 'risk_score' must be from 0 to 100, not -1");
    }

    @Test
    void readsTheFirstVersionThatARuleWasWrittenFor() {
        assertThat(loaded(QUERY.replace("maturity", "min_stack_version = \"9.2.0\"\nmaturity"))
                        .metadata()
                        .minStackVersion())
                .isEqualTo("9.2.0");
        assertThat(problems(QUERY.replace("maturity", "min_stack_version = \"nine\"\nmaturity")))
                .containsExactly("r.toml:4:21: ERROR: 'min_stack_version' must be a version such as 9.2.0, not 'nine'");
    }

    @Test
    void anIdThatGoesOnBehindAUuidIsUsedAsItStands() {
        ReadRule read = read(QUERY.replace("5f10", "5f105"));
        assertThat(((ReadRule.Loaded) read).rule().id()).isEqualTo("0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f105");
        assertThat(read.problems()).hasSize(1);
    }

    /** Each query's second line has an unknown field at the same column, in every way to write a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "query = '''\nuser.id: \"a\"\n  and event.acton: \"b\"\n'''",
                "query = \"\"\"\nuser.id: \\\"a\\\"\n  and event.acton: \\\"b\\\"\n\"\"\"",
                "query = '''\r\nuser.id: \"a\"\r\n  and event.acton: \"b\"\r\n'''",
                "query = \"\"\"\nuser.id: \"\\u0061\\\n   \"\n  and event.acton: \"\\U00000062\"\"\"\"",
                "'query'='''# no comment 😀\n  and event.acton: \"b\"'''"
            })
    void placesProblemsOfTheQueryInTheFile(String query) {
        String text = COMMON + "type = \"query\"\n" + query + "\n";
        List<String> places = read(text).problems().stream()
                .filter(problem -> problem.message().contains("event.acton"))
                .map(problem -> problem.place().column() + " "
                        + problem.place()
                                .text()
                                .substring(
                                        problem.place().column() - 1,
                                        problem.place().column()
                                                - 1
                                                + problem.place().length()))
                .toList();
        assertThat(places).containsExactly("7 event.acton");
    }

    @Test
    void placesAProblemOfAQueryOnOneLine() {
        assertThat(problems(
                        QUERY.replace("'event.action: \"UserLoggedIn\"'", "\"event.action: \\\"a\\\" and evnt.x: 1\"")))
                .singleElement()
                .asString()
                .startsWith("r.toml:14:34: WARNING: 'evnt.x'");
    }

    @Test
    void whatIsNoTextIsOneMistake() {
        assertThat(problems("MZ\0\u0003\n\ufffd[\n\ufffd\ufffd\n"))
                .containsExactly("r.toml:1:3: ERROR: this is not TOML: here stands something that is no text in UTF-8");
    }

    @Test
    void aMistakeInAnEmptyFileShowsNoLine() {
        assertThat(Problem.error(new Place("r.toml", 1, 1, 1, ""), "'rule' is missing")
                        .render())
                .isEqualTo("r.toml:1:1: error: 'rule' is missing");
    }

    @Test
    void tellsWhereTheFileIsNotToml() {
        assertThat(problems("[rule\nname = 1\n"))
                .isNotEmpty()
                .allMatch(problem -> problem.startsWith("r.toml:") && problem.contains("this is not TOML"));
        assertThat(problems(""))
                .containsExactly("r.toml:1:1: ERROR: 'metadata' is missing", "r.toml:1:1: ERROR: 'rule' is missing");
        assertThat(problems("rule = 5\nmetadata = []"))
                .contains("r.toml:1:8: ERROR: 'rule' must be a table, not a whole number");
    }

    @Test
    void aByteOrderMarkIsNoMistake() {
        loaded("\ufeff" + QUERY);
    }

    @ParameterizedTest
    @CsvSource({
        "[, 100000",
        "{a=, 100000",
        "a., 100000",
        "[[a., 10000",
        "\"\"\", 5000",
        "\\, 50000",
        "NUL, 50000",
        "LONE, 50000",
        "x y LINE, 3000",
        "a=1 LINE, 3000",
        "[[rule]] LINE, 3000"
    })
    void survivesHostileText(String piece, int times) {
        String hostile =
                piece.replace("NUL", "\u0000").replace("LONE", "\ud800").replace(" LINE", "\n");
        for (String prefix : List.of("", "a = ", QUERY)) {
            ReadRule read = read(prefix + hostile.repeat(times));
            assertThat(read).isNotInstanceOf(ReadRule.Loaded.class);
            assertThat(read.problems()).hasSizeBetween(1, 102);
        }
    }

    @Test
    void refusesFilesThatAreTooLong() {
        assertThat(problems("#".repeat(TomlFile.LONGEST + 1)))
                .containsExactly("r.toml:1:1: ERROR: the file has 1,000,001 characters; a file of this kind has at most"
                        + " 1,000,000");
    }

    @Test
    void boundsTheWarningsOfAHostileFile() {
        StringBuilder keys = new StringBuilder(QUERY);
        for (int i = 0; i < 3_000; i++) {
            keys.append("key").append(i).append(" = 1\n");
        }
        assertThat(problems(keys.toString())).hasSize(101).last().asString().contains("there are more problems");
    }
}
