package dev.firstseen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user meets it, on the example. */
class ScanCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final String EXAMPLE =
            ROOT.resolve("examples/device-code-phishing").toString();
    private static final String RULES = ROOT.resolve(
                    "rules/initial_access_m365_device_code_grant_new_user_and_asn.toml")
            .toString();

    @TempDir
    private Path folder = Path.of("");

    private Path out = Path.of("");

    @BeforeEach
    void output() {
        out = folder.resolve("alerts");
    }

    private record Ran(int status, String errors) {}

    private Ran scan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("scan", "--rules", RULES, "-o", out.toString()));
        arguments.addAll(Arrays.asList(more));
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int status = Firstseen.run(arguments.toArray(String[]::new));
            return new Ran(status, errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    private List<Value.Members> alerts() throws Exception {
        List<Value.Members> alerts = new ArrayList<>();
        for (String line : Files.readAllLines(out)) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            alerts.add(JsonReader.ofRecords().object(bytes, 0, bytes.length));
        }
        return alerts;
    }

    private static String text(Value.Members of, String name) {
        return of.members().get(name) instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    /** What was collected may be there only once. */
    @Test
    void nothingThatIsReadIsWrittenOver() throws Exception {
        Path read = Files.createDirectory(folder.resolve("copy"));
        Path copy = read.resolve("a.ndjson");
        Files.writeString(copy, "{}\n");
        out = copy;
        for (String input : List.of(copy.toString(), read.toString())) {
            Ran ran = scan("--format", "ndjson", input);
            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.errors()).contains("is there already and belongs to what is read");
        }
        assertThat(copy).hasContent("{}\n");
        out = copy.resolveSibling("new.ndjson");
        assertThat(scan("--format", "ndjson", read.toString()).status()).isZero();
    }

    @Test
    void aFileThatCannotBeWrittenIsToldBeforeAnythingIsRead() {
        out = folder.resolve("missing/alerts");
        Ran ran = scan("--format", "ndjson", EXAMPLE);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.errors().strip())
                .isEqualTo("firstseen: %s cannot be written: its folder is not there.".formatted(out));
    }

    @Test
    void ndjsonHasAnAlertALineWithKibanasNames() throws Exception {
        Ran ran = scan("--format", "ndjson", EXAMPLE);
        assertThat(ran.status()).isZero();
        assertThat(alerts()).hasSize(8).allSatisfy(alert -> {
            assertThat(text(alert, "kibana.alert.rule.name"))
                    .isEqualTo("M365 Identity Device Code Grant with Unusual User and ASN");
            assertThat(text(alert, "kibana.alert.severity")).isEqualTo("high");
            assertThat(text(alert, "kibana.alert.risk_score")).isEqualTo("73");
            assertThat(alert.members()).containsKeys("kibana.alert.new_terms", "kibana.alert.uuid", "o365", "source");
        });
        assertThat(ran.errors())
                .contains("8 alerts.", "azure.signinlogs: 507 records", "azure.graphactivitylogs: 378 records")
                .contains("azure.auditlogs: 46 records", "azure.auditlogs of tenant f3f5118d")
                .doesNotContain("none of the known kinds");
    }

    @Test
    void theTableIsNewestFirst() throws Exception {
        scan(EXAMPLE);
        String table = Files.readString(out);
        assertThat(table.indexOf("ole.brandt")).isPositive().isLessThan(table.indexOf("room.elbe"));
        assertThat(table).contains("AS9009 M247 Europe SRL (hosting, RO)").doesNotContain("\u001b");
    }

    @Test
    void theExitStatusTells() {
        assertThat(scan("--fail-on-alert", EXAMPLE).status()).isEqualTo(1);
        assertThat(scan("--fail-on-alert", "--since", "2026-03-12", EXAMPLE).status())
                .isZero();
        Ran missing = scan("no/such/folder");
        assertThat(missing.status()).isEqualTo(2);
        assertThat(missing.errors()).contains("no/such/folder: There is no such file or folder.");
        assertThat(scan("--since", "yesterday", EXAMPLE).errors()).contains("'yesterday' is no time");
        assertThat(scan("--since", "2026-03-12", "--until", "2026-03-01", EXAMPLE)
                        .status())
                .isEqualTo(2);
        assertThat(scan("--rule", "nothing like it", EXAMPLE).errors()).contains("No rule is named 'nothing like it'");
    }

    /** What was read is told, and the status tells that it is not all. */
    @Test
    void anInputReadInPartIsUnusable() throws Exception {
        byte[] whole = Files.readAllBytes(Path.of(EXAMPLE, "graph-activity.ndjson.gz"));
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(whole, whole.length / 2));
        Path notes = Files.writeString(folder.resolve("notes.txt"), "hello");
        for (Path beside : List.of(cut, notes)) {
            assertThat(scan("--format", "ndjson", "--fail-on-alert", EXAMPLE, beside.toString())
                            .status())
                    .isEqualTo(2);
            assertThat(alerts()).hasSize(8);
        }
    }

    @Test
    void aPipeCannotBeInvestigated() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Ran ran = scan("--format", "html", pipe.toString());
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.errors())
                .contains("An investigation reads its input twice, which the pipe " + pipe + " cannot be.");
    }

    @Test
    void sinceAndUntilReportLessButKeepTheHistory() throws Exception {
        scan("--format", "ndjson", "--since", "2026-03-09", "--until", "2026-03-11T08:50:00Z", EXAMPLE);
        assertThat(alerts().stream().map(alert -> text(alert, "kibana.alert.original_time")))
                .containsExactly("2026-03-09T19:22:51.000Z", "2026-03-11T06:31:44.000Z", "2026-03-11T08:47:12.000Z");
    }

    @Test
    void aShorterWindowFindsMore() throws Exception {
        scan("--format", "ndjson", "--history-window", "1d", EXAMPLE);
        assertThat(alerts()).hasSizeGreaterThan(8);
    }

    @Test
    void anExceptedAlertIsCountedAndCanBeListed() throws Exception {
        Path exceptions = Files.writeString(folder.resolve("exceptions.toml"), """
                [[exception]]
                rule = "*"
                condition = 'o365.audit.UserId: room.elbe*'
                reason = "The display in meeting room Elbe"
                author = "ada@nordwerk.example"
                expires = 2999-12-31

                [[exception]]
                rule = "*"
                condition = 'o365.audit.UserId: friederike*'
                reason = "Known traveller"
                author = "ada@nordwerk.example"
                expires = 2026-01-01
                """);
        Ran ran = scan("--format", "ndjson", "--exceptions", exceptions.toString(), "--list-excepted", EXAMPLE);
        assertThat(alerts()).hasSize(7);
        assertThat(ran.errors())
                .contains("7 alerts. 1 more not shown, by exception")
                .contains("The display in meeting room Elbe (ada@nordwerk.example, until 2999-12-31)")
                .contains("expired on 2026-01-01");
    }

    private static final String GRANTS = """
            [metadata]
            creation_date = "2026/01/02"
            maturity = "production"
            updated_date = "2026/03/04"
            [rule]
            author = ["Ada"]
            description = "Grants."
            risk_score = 47
            severity = "medium"
            query = 'o365.audit.ExtendedProperties.RequestType: "Cmsi:Cmsi"'
            """;

    @Test
    void suppressedAlertsAndBuildingBlocksAreCountedAndCanBeSeen() throws Exception {
        Path rule = Files.writeString(folder.resolve("grants.toml"), GRANTS + """
                name = "Every grant"
                rule_id = "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f10"
                type = "query"
                max_signals = 1
                [rule.alert_suppression]
                group_by = ["o365.audit.UserId"]
                duration = { value = 999, unit = "h" }
                """);
        Path block = Files.writeString(folder.resolve("block.toml"), GRANTS + """
                name = "A grant by itself"
                rule_id = "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f11"
                type = "query"
                building_block_type = "default"
                """);
        String[] rules = {
            "--rules", rule.toString(), "--rules", block.toString(), "--rule", "Every grant", "--rule", "A grant by"
        };
        List<String> arguments = new ArrayList<>(List.of(rules));
        arguments.addAll(List.of("--format", "ndjson", "--list-suppressed", EXAMPLE));
        Ran ran = scan(arguments.toArray(String[]::new));
        List<Value.Members> blocks = alerts().stream()
                .filter(alert -> alert.members().containsKey("kibana.alert.building_block_type"))
                .toList();
        List<Value.Members> shown = alerts().stream()
                .filter(alert -> !alert.members().containsKey("kibana.alert.building_block_type"))
                .toList();
        long counted = shown.stream()
                .mapToLong(alert -> Long.parseLong(text(alert, "kibana.alert.suppression.docs_count")))
                .sum();
        assertThat(counted).isPositive();
        assertThat(shown.size() + counted).isEqualTo(blocks.size());
        assertThat(ran.errors())
                .contains("%d alerts. %d more counted on an earlier one".formatted(shown.size(), counted))
                .contains("%d more are building blocks of others".formatted(blocks.size()))
                .contains("Every grant: %d alerts, %d more than its max_signals of 1"
                        .formatted(shown.size(), shown.size() - 1))
                .contains("  suppressed: ");

        arguments = new ArrayList<>(List.of(rules));
        arguments.add(EXAMPLE);
        scan(arguments.toArray(String[]::new));
        assertThat(Files.readString(out)).contains("Every grant").doesNotContain("A grant by itself");
    }

    @Test
    void aThresholdIsCrossedOncePerBurst() throws Exception {
        Path rule = Files.writeString(folder.resolve("burst.toml"), GRANTS + """
                name = "Two grants in a fortnight"
                rule_id = "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f12"
                type = "threshold"
                from = "now-14d"
                [rule.threshold]
                field = ["o365.audit.UserId"]
                value = 2
                """);
        scan("--rules", rule.toString(), "--rule", "Two grants", "--format", "ndjson", EXAMPLE);
        List<String> results = alerts().stream()
                .map(alert -> alert.members().getOrDefault("kibana.alert.threshold_result", Value.Members.NONE))
                .map(JsonWriter::text)
                .toList();
        assertThat(results)
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(result -> assertThat(result).contains("\"count\":2", "\"field\":\"o365.audit.UserId\""));
    }

    @Test
    void rejectsAreWrittenWithFileLineAndReason() throws Exception {
        Path rejects = folder.resolve("rejects");
        scan("--audit", "--rejects", rejects.toString(), EXAMPLE + "/unified-audit");
        assertThat(Files.readAllLines(rejects))
                .hasSize(1)
                .first()
                .asString()
                .contains("AuditLog_2026-03-11.csv\t102\tIt ends before the record is complete.");
    }

    @Test
    void nothingThatALogOrAFileNamesSteersTheTerminal() throws Exception {
        String escape = "\u001b]0;mine\u0007";
        Path log = Files.writeString(
                folder.resolve("log.ndjson"),
                "{\"@timestamp\":\"2026-01-01T00:00:00Z\",\"event\":{\"id\":\"1\",\"dataset\":\"\\u001b]0;mine\\u0007\"},"
                        + "\"organization\":{\"id\":\"\\u001b]0;mine\\u0007\"}}\n");
        Ran ran = scan("--rules", folder.resolve("no" + escape).toString(), log.toString());
        assertThat(ran.errors()).contains("\\u{1b}]0;mine").doesNotContain("\u001b", "\u0007");
        assertThat(Files.readString(out)).doesNotContain("\u001b", "\u0007");
    }

    @Test
    void aBrokenRuleIsToldAndTheOthersRun() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.toml"), "[rule]\nname = \"x\"\nseverity = \"hihg\"\n");
        Ran ran = scan("--rules", broken.toString(), "--format", "ndjson", EXAMPLE);
        assertThat(alerts()).hasSize(8);
        assertThat(ran.errors()).contains("broken.toml:3:", "severity = \"hihg\"", "^");
    }

    @Test
    void aRuleThatIsThereTwiceRaisesItsAlertsOnce() throws Exception {
        Path again = Files.copy(Path.of(RULES), folder.resolve("again.toml"));
        Ran ran = scan("--rules", again.toString(), "--format", "ndjson", EXAMPLE);
        assertThat(alerts()).hasSize(8);
        assertThat(ran.errors()).contains("%s has the rule_id of %s and is left out.".formatted(again, RULES));
    }

    @Test
    void csvOpensInASpreadsheet() throws Exception {
        scan("--format", "csv", EXAMPLE);
        assertThat(Files.readString(out))
                .startsWith("\ufeff\"time\",")
                .contains("\r\n")
                .hasLineCount(9);
    }
}
