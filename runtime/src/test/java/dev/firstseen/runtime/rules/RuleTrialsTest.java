package dev.firstseen.runtime.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules are tried on the records beside them; ours pass. */
class RuleTrialsTest {

    private static final Path OWN = Path.of(System.getProperty("firstseen.root"), "rules");
    private static final RuleTrials TRIALS =
            new RuleTrials(new NetworkEnrichment(Networks.bundled()), Instant.parse("2026-03-16T00:00:00Z"));

    private static final String MATCHING = record("a", "UserLoggedIn");
    private static final String OTHER = record("b", "UserLoginFailed");

    @TempDir
    private Path folder = Path.of("");

    private static String record(String id, String operation) {
        return "{\"CreationTime\":\"2026-03-02T08:01:07\",\"Id\":\"" + id + "\",\"Operation\":\"" + operation + "\","
                + "\"OrganizationId\":\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,"
                + "\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"mia@example.com\"}\n";
    }

    private List<RuleTrial> tried() {
        return TRIALS.of(RuleFolder.read(List.of(folder), MicrosoftFields.INSTANCE));
    }

    /** The one rule's failure, without the name of the folder. */
    private List<String> failure() {
        assertThat(tried()).hasSize(1).allSatisfy(trial -> assertThat(trial).isInstanceOf(RuleTrial.Failed.class));
        RuleTrial.Failed failed = (RuleTrial.Failed) tried().getFirst();
        return failed.why().stream().map(why -> why.replace(folder + "/", "")).toList();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void writeRule(String firstLine) throws IOException {
        write("login.toml", firstLine + """
                [metadata]
                creation_date = "2026/11/25"
                updated_date = "2026/11/25"
                maturity = "production"
                [rule]
                author = ["Somebody"]
                description = "A sign-in."
                name = "A Sign-in"
                risk_score = 21
                rule_id = "0b7cf1fb-7a0e-4b3f-9a3c-2a5f2b8f0c11"
                severity = "low"
                type = "query"
                query = 'event.action: "UserLoggedIn"'
                """);
    }

    @Test
    void allOurRulesPass() {
        List<RuleTrial> trials = TRIALS.of(RuleFolder.read(List.of(OWN), MicrosoftFields.INSTANCE));
        assertThat(trials).isNotEmpty();
        String failures = trials.stream()
                .filter(RuleTrial.Failed.class::isInstance)
                .map(trial -> String.join("\n", ((RuleTrial.Failed) trial).why()))
                .collect(Collectors.joining("\n"));
        assertThat(failures).isEmpty();
    }

    @Test
    void passesWhereItFindsWhatItMustAndNothingElse() throws IOException {
        writeRule("");
        write("login.positive.ndjson", MATCHING);
        write("login.negative.ndjson", OTHER);
        assertThat(tried())
                .containsExactly(
                        new RuleTrial.Passed(folder.resolve("login.toml").toString(), 1, 1, 1));
    }

    @Test
    void tellsWhatIsNotFoundAndWhatIsFoundWrongly() throws IOException {
        writeRule("");
        write("login.positive.ndjson", OTHER);
        write("login.negative.ndjson", MATCHING);
        assertThat(failure())
                .containsExactly(
                        "login.positive.ndjson: there is no alert, and there must be one; records: 1, of which the"
                                + " query matches: 0.",
                        "login.negative.ndjson: there is an alert on the record with the id 'a', and there must be"
                                + " none.");
    }

    @Test
    void countsAlertsWhereTheRuleSaysHowMany() throws IOException {
        writeRule("# expect: 2 alerts\n");
        write("login.positive.ndjson", MATCHING);
        write("login.negative.ndjson", OTHER);
        assertThat(failure()).containsExactly("login.positive.ndjson: the number of alerts must be 2, but it is 1.");
        write("login.positive.ndjson", MATCHING + record("c", "UserLoggedIn"));
        assertThat(tried()).hasSize(1).allSatisfy(trial -> assertThat(trial).isInstanceOf(RuleTrial.Passed.class));
    }

    @Test
    void missingEmptyAndBrokenExamplesFail() throws IOException {
        writeRule("");
        write("login.positive.ndjson", MATCHING + "{\"Id\":\n");
        assertThat(failure())
                .containsExactly(
                        "login.positive.ndjson:2: the record cannot be used: It ends before the record is complete.",
                        "login.negative.ndjson: there is no such file.");
        write("login.negative.ndjson", "");
        assertThat(failure()).last().isEqualTo("login.negative.ndjson: it holds no record.");
    }

    @Test
    void aRuleThatCannotRunFails() throws IOException {
        write("broken.toml", "[metadata]\n");
        assertThat(failure())
                .containsExactly(
                        "broken.toml:1:1: 'rule' is missing",
                        "broken.toml:1:1: 'metadata.creation_date' is missing",
                        "broken.toml:1:1: 'metadata.updated_date' is missing",
                        "broken.toml:1:1: 'metadata.maturity' is missing");
    }
}
