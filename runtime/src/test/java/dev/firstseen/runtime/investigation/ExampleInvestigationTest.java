package dev.firstseen.runtime.investigation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story of the example, as examples/README.md tells it, must come out of the investigation. */
class ExampleInvestigationTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Path EXAMPLE = ROOT.resolve("examples/device-code-phishing");
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());
    private static final PlaybookFolder PLAYBOOKS =
            PlaybookFolder.read(List.of(ROOT.resolve("playbooks")), MicrosoftFields.INSTANCE);

    private static List<Incident> incidents(List<Path> paths) {
        List<Rule> rules = RuleFolder.read(
                        List.of(ROOT.resolve("rules/initial_access_m365_device_code_grant_new_user_and_asn.toml")),
                        MicrosoftFields.INSTANCE)
                .rules();
        ScanPlan plan = ScanPlan.of(
                RuleFolder.compile(rules, MicrosoftFields.INSTANCE, Instant.parse("2026-03-16T00:00:00Z")), NETWORKS);
        try (Contents contents = Contents.of(paths, InputStream.nullInputStream());
                ScanResult result = Scan.run(plan, contents)) {
            InvestigationPlan how = new InvestigationPlan(
                    PLAYBOOKS.playbooks(),
                    NETWORKS,
                    AuditSettings.NONE,
                    plan.workers(),
                    InvestigationPlan.USUAL_MOST_IN_FULL);
            return Investigations.of(result.alerts(), result.coverage(), contents, how)
                    .incidents();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Incident> of(List<Incident> incidents, String user) {
        return incidents.stream()
                .filter(incident -> incident.identity().name().startsWith(user))
                .toList();
    }

    private static Incident worst(List<Incident> incidents, String user) {
        return of(incidents, user).getFirst();
    }

    private static Grade grade(Incident incident) {
        return incident.assessment().map(Assessment::grade).orElseThrow();
    }

    @Test
    void ourPlaybooksHaveNoProblems() {
        assertThat(PLAYBOOKS.problems().stream().map(problem -> problem.render()))
                .isEmpty();
        assertThat(PLAYBOOKS.unreadable()).isEmpty();
        assertThat(PLAYBOOKS.playbooks().all()).isNotEmpty();
    }

    @Test
    void everyMeasureOfOurPlaybooksIsNamedForReaders() {
        assertThat(PLAYBOOKS.playbooks().all().stream()
                        .flatMap(playbook -> playbook.steps().stream())
                        .flatMap(step -> step.measures().stream()))
                .allSatisfy(measure -> assertThat(measure.label()).isNotEqualTo(measure.name()));
    }

    @Test
    void thePhishedComeOutAsCompromisedAndTheOthersBelow() {
        List<Incident> incidents = incidents(List.of(EXAMPLE));
        assertThat(grade(worst(incidents, "jana.petersen"))).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(grade(worst(incidents, "ole.brandt"))).isEqualTo(Grade.LIKELY_COMPROMISE);
        for (String user : List.of("room.elbe", "lukasz.zielinski", "friederike.boehm")) {
            assertThat(of(incidents, user))
                    .as(user)
                    .isNotEmpty()
                    .allSatisfy(incident -> assertThat(grade(incident)).isEqualTo(Grade.PROBABLY_BENIGN));
        }
    }

    @Test
    void everyPlantedStepOfTheTakeOverIsFound() {
        Incident jana = worst(incidents(List.of(EXAMPLE)), "jana.petersen");
        assertThat(jana.paragraph())
                .contains("jana.petersen@nordwerk.example", "AS132203", "AS9009", "DESKTOP-", "inbox rule named \".\"")
                .contains("primary refresh token", "enumerated the directory", "mailbox was read", "downloaded");
        assertThat(jana.identity().objectIds()).hasSize(1);
        assertThat(jana.identity().puids()).hasSize(1);
        assertThat(jana.stages().stream().map(Incident.Stage::tacticId))
                .contains("TA0001", "TA0003", "TA0005", "TA0007", "TA0009", "TA0010");
        assertThat(jana.sessions()).containsExactly("271b5e96-1930-486e-abff-b01df4f62466");
        assertThat(jana.networks().stream().filter(Incident.NetworkUse::alerted).map(Incident.NetworkUse::number))
                .containsExactly(132203L);
        assertThat(jana.networks().stream().map(Incident.NetworkUse::number)).contains(3320L, 9009L);
        assertThat(jana.commands().stream().map(Incident.Command::title))
                .containsSubsequence(
                        "Remove the registered device",
                        "Revoke all sessions",
                        "Remove the inbox rule",
                        "Block the device code flow by Conditional Access");
        assertThat(Instant.ofEpochMilli(jana.last())).isAfter("2026-03-12T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-ins", "graph-activity.ndjson.gz", "entra-audit.ndjson"})
    void withoutALogOnlyAnswersAreMissing(String left) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.list(EXAMPLE)) {
            paths = all.filter(path -> !path.getFileName().toString().equals(left))
                    .toList();
        }
        Incident jana = worst(incidents(paths), "jana.petersen");
        // Without the sign-ins nobody can know that the session went on from another network.
        assertThat(grade(jana)).isNotEqualTo(Grade.PROBABLY_BENIGN);
        List<Answer> answers = jana.investigated().getLast().answers();
        assertThat(answers)
                .hasSize(PLAYBOOKS.playbooks().all().getFirst().steps().size());
        if (!left.equals("entra-audit.ndjson")) {
            assertThat(answers)
                    .anySatisfy(answer -> assertThat(answer)
                            .isInstanceOfSatisfying(
                                    Answer.NotAsked.class,
                                    asked -> assertThat(asked.why()).startsWith("could not be asked: no ")));
        }
    }
}
