package dev.firstseen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check and the trial of rules as a user meets them. */
class RulesCheckCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final String EXAMPLE =
            ROOT.resolve("examples/device-code-phishing/unified-audit").toString();
    private static final String RULES = ROOT.resolve("rules").toString();

    private static final String PLAYBOOKS = ROOT.resolve("playbooks").toString();

    private static final String RULE = """
            [metadata]
            creation_date = "2026/11/25"
            updated_date = "2026/11/25"
            maturity = "production"
            [rule]
            author = ["Somebody"]
            description = "A sign-in."
            from = "now-9m"
            index = ["logs-o365.audit-*"]
            name = "A Sign-in"
            risk_score = 21
            rule_id = "0b7cf1fb-7a0e-4b3f-9a3c-2a5f2b8f0c11"
            severity = "low"
            tags = ["Domain: Cloud", "Data Source: Microsoft 365"]
            timestamp_override = "event.ingested"
            type = "query"
            query = 'event.action: "UserLoggedIn"'
            """;

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int status, String out, String errors) {}

    private Ran run(String... command) throws IOException {
        Path out = folder.resolve("report.txt");
        List<String> arguments = new ArrayList<>(List.of("rules"));
        arguments.addAll(Arrays.asList(command));
        arguments.addAll(List.of("-o", out.toString()));
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int status = Firstseen.run(arguments.toArray(String[]::new));
            String written = Files.exists(out) ? Files.readString(out).replace(folder + "/", "") : "";
            return new Ran(status, written, errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void ourRulesRunAndAreTidy() throws IOException {
        Ran ran = run("check", RULES);
        assertThat(ran.out()).doesNotContain("invalid").doesNotContain("unsupported");
        // A scan counts the events that a new_terms rule cannot judge and says so: nothing is lost without a word.
        assertThat(ran.out().lines().filter(line -> line.endsWith("]")))
                .allMatch(line -> line.endsWith(" [new-terms-unguarded]"));
        assertThat(ran.status()).isZero();
    }

    @Test
    void ourPlaybooksRunWithoutAWord() throws IOException {
        Ran ran = run("check", PLAYBOOKS);
        assertThat(ran.out()
                        .lines()
                        .toList()
                        .subList(0, ran.out().lines().toList().size() - 1))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("runs         ") && line.endsWith(".toml"));
        assertThat(ran.status()).isZero();
    }

    @Test
    void aMistakeInAPlaybookIsShownWhereItStands() throws IOException {
        String text = Files.readString(Path.of(PLAYBOOKS, "device-code-phishing.toml"));
        String line = "label = \"Sign-in with risk\"";
        Ran ran = run("check", write("p.toml", text.replace(line, line + "\nwhose = \"other\"")));
        assertThat(ran.out())
                .startsWith("invalid      p.toml\n")
                .contains(": error: 'whose' must be one of account, ")
                .contains(" not 'other'; did you mean 'others'?\n")
                .contains("  whose = \"other\"\n                       ^^^^^^^\n");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void whatAPlaybookCannotAskIsNamed() throws Exception {
        String playbook = PLAYBOOKS + "/device-code-phishing.toml";
        Ran ran = run("check", playbook, "--data", EXAMPLE);
        assertThat(ran.out()).startsWith("live         ").contains("  sign-in.codes: no data: The data holds no azure");
        Ran json = run("check", playbook, "--data", EXAMPLE, "--format", "json");
        byte[] bytes = json.out().getBytes(StandardCharsets.UTF_8);
        Value.Members only = first(JsonReader.ofRecords().object(bytes, 0, bytes.length), "rules");
        assertThat(only.members().get("type")).isEqualTo(Value.of("playbook"));
        assertThat(first(only, "parts").members().keySet()).containsExactly("name", "verdict", "datasets");
    }

    @Test
    void theSeedRuleFindsSomethingInTheExample() throws IOException {
        Ran ran =
                run("check", RULES + "/initial_access_m365_device_code_grant_new_user_and_asn.toml", "--data", EXAMPLE);
        assertThat(ran.out()).startsWith("live         ").contains("  o365.audit: the query matches 17 of ");
        assertThat(ran.status()).isZero();
    }

    @Test
    void ourRulesPassTheirTrial() throws IOException {
        Ran ran = run("test", RULES);
        assertThat(ran.out()).contains(" 0 failed.").doesNotContain("FAIL");
        assertThat(ran.status()).isZero();
    }

    @Test
    void aRuleThatFailsItsTrialGivesStatusOne() throws IOException {
        Ran ran = run("test", write("a.toml", RULE));
        assertThat(ran.out()).isEqualTo("""
                FAIL  a.toml
                      a.positive.ndjson: there is no such file.
                      a.negative.ndjson: there is no such file.
                1 rule: 0 passed, 1 failed.
                """);
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void tellsEachFilesVerdict() throws IOException {
        write("a.toml", RULE);
        write(
                "b.toml",
                RULE.replace("\"UserLoggedIn\"", "(\"x\"")
                        .replace("0b7c", "1b7c")
                        .replace("A Sign", "B Sign"));
        write(
                "c.toml",
                RULE.replace("\"query\"", "\"eql\"\nlanguage = \"eql\"")
                        .replace("0b7c", "2b7c")
                        .replace("A Sign", "C Sign")
                        .replace("= 21", "= 22"));
        Ran ran = run("check", folder.toString());
        assertThat(ran.out()).isEqualTo("""
                runs         a.toml
                invalid      b.toml
                             b.toml:17:24: error: this '(' is never closed
                               query = 'event.action: ("x"'
                                                      ^
                unsupported  c.toml
                             16:8: type 'eql' waits for the Event Query Language.
                             11:14: severity 'low' goes with a risk_score from 0 to 21, not 22 [risk-band]
                3 files: 1 invalid, 1 runs, 1 unsupported, 1 lint finding.
                """);
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void tellsWhyARuleIsBlind() throws IOException {
        String rule = write("a.toml", RULE.replace("\"UserLoggedIn\"", "* and o365.audit.NeverHeardOf: *"));
        Ran ran = run("check", rule, "--data", EXAMPLE);
        assertThat(ran.out())
                .startsWith("blind        a.toml\n             o365.audit: none of ")
                .contains(" records holds o365.audit.NeverHeardOf.\n");
        assertThat(ran.errors()).startsWith("Read ");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    void writesJsonWithStableKeys() throws Exception {
        String rule = write("a.toml", RULE.replace("= 21", "= 22"));
        Ran ran = run("check", rule, "--data", EXAMPLE, "--format", "json");
        byte[] bytes = ran.out().getBytes(StandardCharsets.UTF_8);
        Value.Members report = JsonReader.ofRecords().object(bytes, 0, bytes.length);
        assertThat(report.members().keySet()).containsExactly("files", "verdicts", "data", "rules");
        Value.Members only = first(report, "rules");
        assertThat(only.members().keySet())
                .containsExactly("file", "rule_id", "name", "type", "verdict", "datasets", "problems", "findings");
        assertThat(only.members().get("verdict")).isEqualTo(Value.of("live"));
        Value.Members finding = first(only, "findings");
        assertThat(finding.members().keySet()).containsExactly("line", "column", "lint", "weight", "message");
        assertThat(finding.members().get("lint")).isEqualTo(Value.of("risk-band"));
    }

    private static Value.Members first(Value.Members object, String name) {
        return object.members().get(name) instanceof Value.Items list
                        && list.items().getFirst() instanceof Value.Members first
                ? first
                : Value.Members.NONE;
    }

    @Test
    void writesMarkdownInWhichAHostileTextStaysAText() throws IOException {
        String rule = write("a.toml", RULE.replace("type = \"query\"", "type = \"<b>|`x`\""));
        Ran ran = run("check", rule, "--format", "markdown");
        assertThat(ran.out()).startsWith("""
                        # Check of 1 rule files

                        ## Verdicts

                        | type | invalid |
                        |---|---:|
                        | \\<b\\>\\|\\`x\\` | 1 |
                        | all | 1 |
                        """).doesNotContain("<b>");
    }

    @Test
    void markdownTellsOfEachFile() throws IOException {
        write("a.toml", RULE);
        write(
                "b.toml",
                RULE.replace("risk_score = 21", "risk_score = 22\nrisk_scores = 1")
                        .replace("0b7c", "1b7c")
                        .replace("A Sign", "B Sign"));
        Ran ran = run("check", folder.toString(), "--format", "markdown");
        assertThat(ran.out()).contains("""
                        | file | type | verdict | errors | warnings | lint |
                        |---|---|---|---:|---:|---:|
                        | `a.toml` | query | runs | 0 | 0 | 0 |
                        | `b.toml` | query | runs | 0 | 1 | 1 |
                        """).contains("- `b.toml` 12:1: 'rule.risk\\_scores' is not a known key");
    }

    @Test
    void aRuleSeesOnlyTheDatasetsOfItsIndex() throws IOException {
        String signIns = "{\"time\":\"2026-03-03T08:00:00Z\",\"category\":\"SignInLogs\",\"tenantId\":"
                + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"properties\":{\"id\":\"a\",\"createdDateTime\":"
                + "\"2026-03-03T08:00:00Z\",\"userPrincipalName\":\"ada@example.com\",\"status\":{\"errorCode\":0}}}\n";
        String data = write("data.ndjson", signIns);
        String query = "query = 'event.outcome: success'";
        String of = RULE.replace("query = 'event.action: \"UserLoggedIn\"'", query);
        String audit = write("a.toml", of);
        String both = write(
                "b.toml",
                of.replace("logs-o365.audit-*\"", "logs-o365.audit-*\", \"logs-azure.*\"")
                        .replace("0b7c", "1b7c"));
        assertThat(run("check", audit, "--data", data).out()).startsWith("no data      a.toml");
        assertThat(run("check", both, "--data", data).out())
                .startsWith("live         b.toml")
                .contains("azure.signinlogs: the query matches 1 of 1 record.");
        Path alerts = folder.resolve("alerts.ndjson");
        for (String rule : List.of(audit, both)) {
            Firstseen.run("scan", "--rules", rule, "--format", "ndjson", "-o", alerts.toString(), data);
            assertThat(Files.readAllLines(alerts)).hasSize(rule.equals(both) ? 1 : 0);
        }
    }

    @Test
    void whereTooManyFieldsOccurNoRuleIsCalledBlind() throws IOException {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            records.append(("{\"CreationTime\":\"2026-03-03T08:00:00\",\"Id\":\"%d\",\"Operation\":\"Set-X\","
                            + "\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":1,\"Workload\":"
                            + "\"Exchange\",\"UserId\":\"ada@example.com\",\"Parameters\":[")
                    .formatted(i));
            for (int j = 0; j < 1_000; j++) {
                records.append("%s{\"Name\":\"P%d\",\"Value\":\"x\"}".formatted(j == 0 ? "" : ",", i * 1_000 + j));
            }
            records.append("]}\n");
        }
        String data = write("data.ndjson", records.toString());
        String rule =
                write("a.toml", RULE.replace("event.action: \"UserLoggedIn\"", "o365.audit.Parameters.P29999: x"));
        Ran ran = run("check", rule, "--data", data);
        assertThat(ran.out()).startsWith("live         a.toml").contains("the query matches 1 of 30 records");
        assertThat(ran.errors()).contains(" values were not counted: their records name too many fields");
    }

    @Test
    void dataOfWhichNothingCanBeReadIsNoData() throws IOException {
        String data = write("data.csv", "shoe,size\n1,2\n");
        Ran ran = run("check", write("a.toml", RULE), "--data", data);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.errors()).contains("The data cannot be read.");
    }

    @Test
    void unusableInputGivesStatusTwo() throws IOException {
        assertThat(run("check", folder.resolve("none").toString()).status()).isEqualTo(2);
        assertThat(run("check", write("a.toml", RULE), "--data", "nowhere").status())
                .isEqualTo(2);
        assertThat(run("test", folder.resolve("none").toString()).status()).isEqualTo(2);
    }
}
