package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.engine.check.CheckedPart;
import dev.firstseen.engine.check.CheckedRule;
import dev.firstseen.engine.check.Sighting;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.presence.Presence;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules against tiny logs: what they can find there, and what they never will. */
class RuleCheckTest {
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());
    private static final String DATASET = "o365.audit";

    @TempDir
    private Path folder = Path.of("");

    private void rule(String name, String query, String more) throws IOException {
        Files.writeString(
                folder.resolve(name + ".toml"), """
                [metadata]
                creation_date = "2026/11/25"
                updated_date = "2026/11/25"
                maturity = "production"
                [rule]
                author = ["Somebody"]
                description = "A sign-in."
                index = ["logs-o365.audit-*"]
                name = "%s"
                risk_score = 21
                rule_id = "0b7cf1fb-7a0e-4b3f-9a3c-2a5f2b8f0c11"
                severity = "low"
                %s
                query = '''%s'''
                """.formatted(name, more.isEmpty() ? "type = \"query\"" : more, query));
    }

    private static String record(String id, String properties) {
        return "{\"CreationTime\":\"2026-03-02T08:01:07\",\"Id\":\"" + id + "\",\"Operation\":\"UserLoggedIn\","
                + "\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,"
                + "\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"mia@example.com\"" + properties + "}\n";
    }

    private CheckReport check(String data) throws IOException {
        RuleCheck check = RuleCheck.read(List.of(folder), MicrosoftFields.INSTANCE);
        try (Contents contents = Contents.of(
                List.of(Contents.STANDARD_INPUT), new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)))) {
            LogCensus census = LogCensus.of(
                    contents,
                    RuleFolder.compile(check.rules(), MicrosoftFields.INSTANCE, Instant.parse("2026-03-16T00:00:00Z")),
                    NETWORKS,
                    2);
            return check.report(Optional.of(census));
        }
    }

    private Verdict verdict(String query, String data) throws IOException {
        rule("one", query, "");
        List<CheckedRule> rules = check(data).rules();
        assertThat(rules).hasSize(1);
        return rules.getFirst().verdict();
    }

    private static Sighting seen(long records, long matches, Sighting.Lack... lacking) {
        return new Sighting(DATASET, records, matches, List.of(lacking), false);
    }

    private static Sighting.Lack never(String field) {
        return new Sighting.Lack(field, new Presence.Never());
    }

    @Test
    void aRuleIsLiveWhereItsFieldsOccur() throws IOException {
        String query = "event.dataset: \"o365.audit\" and o365.audit.ApplicationId: *";
        assertThat(verdict(query, record("a", ",\"ApplicationId\":\"x\"") + record("b", "")))
                .isEqualTo(new Verdict.Live(List.of(seen(2, 1))));
    }

    @Test
    void aRuleIsBlindWhereAFieldNeverOccurs() throws IOException {
        String query = "event.dataset: \"o365.audit\" and o365.audit.ApplicationId: \"x\" and user.id: *";
        assertThat(verdict(query, record("a", "") + record("b", "")))
                .isEqualTo(new Verdict.Blind(List.of(seen(2, 0, never("o365.audit.ApplicationId")))));
    }

    @Test
    void aFieldThatTheQueryCanDoWithoutIsNotMissed() throws IOException {
        String data = record("a", "");
        assertThat(verdict("user.id: * and not o365.audit.ApplicationId: \"x\"", data))
                .isEqualTo(new Verdict.Live(List.of(seen(1, 1))));
        assertThat(verdict("o365.audit.ApplicationId: \"x\" or event.action: \"UserLoggedIn\"", data))
                .isEqualTo(new Verdict.Live(List.of(seen(1, 1))));
    }

    @Test
    void oneOfSeveralFieldsMayBeNeeded() throws IOException {
        String query = "event.action: * and (o365.audit.ApplicationId: \"x\" or o365.audit.ObjectId: \"x\")";
        assertThat(verdict(query, record("a", "")))
                .isEqualTo(new Verdict.Blind(List.of(new Sighting(
                        DATASET,
                        1,
                        0,
                        List.of(never("o365.audit.ApplicationId"), never("o365.audit.ObjectId")),
                        true))));
    }

    @Test
    void aThresholdsFieldsAreNeeded() throws IOException {
        rule("one", "event.dataset: \"o365.audit\"", """
                type = "threshold"
                threshold.field = ["o365.audit.UserId"]
                threshold.value = 2
                threshold.cardinality = [{field = "source.ip", value = 2}]
                """);
        assertThat(check(record("a", "")).rules().getFirst().verdict())
                .isEqualTo(new Verdict.Blind(List.of(seen(1, 1, never("source.ip")))));
    }

    @Test
    void aFieldThatAlwaysSaysNothingIsMissed() throws IOException {
        String data = record("a", ",\"ApplicationId\":\"None\"") + record("b", ",\"ApplicationId\":\"None\"");
        Sighting.Lack always = new Sighting.Lack(
                "o365.audit.ApplicationId", new Presence.Hollow(new TreeSet<>(List.of("None")), true));
        assertThat(verdict("o365.audit.ApplicationId: *", data))
                .isEqualTo(new Verdict.Blind(List.of(seen(2, 2, always))));
        assertThat(verdict("o365.audit.ApplicationId: \"None\"", data))
                .isEqualTo(new Verdict.Live(List.of(seen(2, 2))));
    }

    @Test
    void aRuleWithoutItsDatasetHasNoData() throws IOException {
        assertThat(verdict("event.dataset: \"azure.signinlogs\"", record("a", "")))
                .isEqualTo(new Verdict.NoData(List.of("azure.signinlogs")));
        assertThat(verdict("event.dataset: \"o365.audit\"", "")).isEqualTo(new Verdict.NoData(List.of("o365.audit")));
        assertThat(verdict("user.id: *", "")).isEqualTo(new Verdict.NoData(List.of("logs-o365.audit-*")));
    }

    @Test
    void aNewTermsFieldIsNeeded() throws IOException {
        rule("one", "event.dataset: \"o365.audit\"", """
                type = "new_terms"
                new_terms.field = "new_terms_fields"
                new_terms.value = ["o365.audit.UserId", "source.as.number"]
                new_terms.history_window_start = [{field = "history_window_start", value = "now-7d"}]
                """);
        assertThat(check(record("a", ",\"ClientIP\":\"10.1.2.3\""))
                        .rules()
                        .getFirst()
                        .verdict())
                .isEqualTo(new Verdict.Blind(List.of(seen(1, 1, never("source.as.number")))));
        assertThat(check(record("a", ",\"ClientIP\":\"217.92.197.17\""))
                        .rules()
                        .getFirst()
                        .verdict())
                .isEqualTo(new Verdict.Live(List.of(seen(1, 1))));
    }

    @Test
    void oneBrokenRuleAmongAThousandIsReportedAndTheOthersRun() throws IOException {
        for (int i = 0; i < 1000; i++) {
            rule("rule%04d".formatted(i), "event.action: \"UserLoggedIn\"", "");
        }
        rule("rule0500", "event.action: (\"UserLoggedIn\"", "");
        CheckReport report = check(record("a", ""));
        assertThat(report.counts()).isEqualTo(Map.of("live", 999L, "invalid", 1L));
        CheckedRule broken = report.rules().get(500);
        assertThat(broken.verdict()).isEqualTo(new Verdict.Invalid());
        assertThat(broken.errors()).extracting(Problem::message).containsExactly("this '(' is never closed");
        assertThat(broken.errors().getFirst().place().toString()).endsWith("rule0500.toml:14:26");
        assertThat(report.hasFailures()).isTrue();
    }

    private CheckedRule playbook(String measures, String data) throws IOException {
        Files.writeString(folder.resolve("playbook.toml"), """
                [playbook]
                id = "p"
                name = "P"
                description = "D"
                tags = ["T"]
                horizon = "3d"
                scale = { base = 20, suspicious = 40, compromise = 70 }
                [[step]]
                id = "s"
                question = "Q?"
                datasets = ["o365.audit"]
                """ + measures);
        List<CheckedRule> files = check(data).rules();
        assertThat(files).hasSize(1);
        return files.getFirst();
    }

    private static String measure(String name, String query) {
        return "[[step.measure]]\nname = \"" + name + "\"\nafter = \"1h\"\nquery = '" + query + "'\n";
    }

    @Test
    void aPlaybookIsJudgedMeasureByMeasure() throws IOException {
        String second = "[[step]]\nid = \"t\"\nquestion = \"Q?\"\ndatasets = [\"azure.signinlogs\"]\n";
        CheckedRule checked = playbook(
                measure("a", "user.id: \"{{user.id}}\"")
                        + measure("b", "o365.audit.ApplicationId: \"{{o365.audit.ApplicationId?}}\"")
                        + second
                        + measure("c", "user.id: *"),
                record("a", ""));
        assertThat(checked.type()).isEqualTo(CheckedRule.PLAYBOOK);
        assertThat(checked.id()).isEqualTo("p");
        assertThat(checked.verdict()).isInstanceOf(Verdict.Live.class);
        assertThat(checked.parts())
                .containsExactly(
                        new CheckedPart("s.a", new Verdict.Live(List.of(seen(1, 0)))),
                        new CheckedPart(
                                "s.b", new Verdict.Blind(List.of(seen(1, 0, never("o365.audit.ApplicationId"))))),
                        new CheckedPart("t.c", new Verdict.NoData(List.of("azure.signinlogs"))));
    }

    @Test
    void aPlaybookOfWhichNothingIsLiveIsBlindOrHasNoData() throws IOException {
        assertThat(playbook(measure("a", "o365.audit.ApplicationId: *"), record("a", ""))
                        .verdict())
                .isInstanceOf(Verdict.Blind.class);
        assertThat(playbook("", "").verdict()).isEqualTo(new Verdict.NoData(List.of("o365.audit")));
        assertThat(playbook("", record("a", "")).verdict()).isInstanceOf(Verdict.Live.class);
    }

    @Test
    void aBrokenPlaybookTellsAllItsErrors() throws IOException {
        CheckedRule checked = playbook(measure("a", "user.id: (x") + measure("b", "user.id: \"{{learned.who}}\""), "");
        assertThat(checked.verdict()).isEqualTo(new Verdict.Invalid());
        assertThat(checked.errors())
                .extracting(Problem::message)
                .containsExactly("this '(' is never closed", "no earlier step learns 'who'");
    }

    @Test
    void withoutDataARuleRuns() throws IOException {
        rule("one", "user.id: *", "");
        rule("two", "any where true", "type = \"eql\"\nlanguage = \"eql\"");
        CheckReport report =
                RuleCheck.read(List.of(folder), MicrosoftFields.INSTANCE).report(Optional.empty());
        assertThat(report.rules().getFirst().verdict()).isEqualTo(new Verdict.Runs());
        assertThat(report.rules().getLast().verdict())
                .isInstanceOfSatisfying(Verdict.Unsupported.class, unsupported -> {
                    assertThat(unsupported.construct()).isEqualTo("type 'eql'");
                    assertThat(unsupported.awaits()).isEqualTo("the Event Query Language");
                    assertThat(unsupported.place().line()).isEqualTo(13);
                    assertThat(unsupported.place().column()).isEqualTo(8);
                });
        assertThat(report.hasFailures()).isFalse();
    }
}
