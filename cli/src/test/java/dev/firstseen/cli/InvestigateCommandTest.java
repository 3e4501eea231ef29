package dev.firstseen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvestigateCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final String EXAMPLE =
            ROOT.resolve("examples/device-code-phishing").toString();
    private static final String PLAYBOOKS = ROOT.resolve("playbooks").toString();
    private static final String RULES = ROOT.resolve("rules").toString();

    @TempDir
    private Path folder = Path.of("");

    private record Ran(int status, String errors) {}

    private static Ran run(String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        try {
            int status = Firstseen.run(arguments);
            return new Ran(status, errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void aUserOfWhomNoRecordTellsIsNamed() {
        Ran ran = run("investigate", "--playbooks", PLAYBOOKS, "--user", "nobody@nordwerk.example", EXAMPLE);
        assertThat(ran.status()).isEqualTo(Firstseen.UNUSABLE);
        assertThat(ran.errors()).contains("No record tells of 'nobody@nordwerk.example'.");
    }

    @Test
    void aUserWithoutAnAlertIsInvestigated() throws Exception {
        Path page = folder.resolve("page.md");
        Ran ran = run(
                "investigate",
                "--playbooks",
                PLAYBOOKS,
                "--user",
                "ole.brandt@nordwerk.example",
                "--format",
                "markdown",
                "-o",
                page.toString(),
                EXAMPLE);
        assertThat(ran.status()).as(ran.errors()).isZero();
        assertThat(Files.readString(page)).contains("ole", "## Assessment");
    }

    /** It is about one user: there is no number to choose. */
    @Test
    void howManyAreInvestigatedIsNoQuestion() {
        Ran ran = run("investigate", "--user", "ole.brandt@nordwerk.example", "--in-full", "0", EXAMPLE);
        assertThat(ran.status()).isNotZero();
        assertThat(ran.errors())
                .contains("Unknown option")
                .contains("--in-full")
                .doesNotContain("No record tells of");
    }

    @Test
    void aScanInvestigatesNoMoreThanItHasMemoryFor() {
        Ran ran = run(
                "scan",
                "--rules",
                RULES,
                "--playbooks",
                PLAYBOOKS,
                "--format",
                "markdown",
                "--in-full",
                "501",
                EXAMPLE);
        assertThat(ran.status()).isEqualTo(Firstseen.UNUSABLE);
        assertThat(ran.errors()).contains("--in-full takes a number of incidents from 0 to 500, not 501.");
    }

    @Test
    void incidentsAreNotAskedForInVain() {
        Ran ran = run("scan", "--rules", RULES, "--format", "csv", "--incidents", EXAMPLE);
        assertThat(ran.status()).isNotZero();
        assertThat(ran.errors()).contains("--incidents goes with --format ndjson");
    }
}
