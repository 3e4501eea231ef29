package dev.firstseen.runtime.investigation;

import static dev.firstseen.runtime.investigation.ExampleLogs.grade;
import static dev.firstseen.runtime.investigation.ExampleLogs.ALL_RULES;
import static dev.firstseen.runtime.investigation.ExampleLogs.PLAYBOOKS;
import static dev.firstseen.runtime.investigation.ExampleLogs.SEED_RULE;
import static dev.firstseen.runtime.investigation.ExampleLogs.deciding;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidents;
import static dev.firstseen.runtime.investigation.ExampleLogs.incidentsOf;
import static dev.firstseen.runtime.investigation.ExampleLogs.measured;
import static dev.firstseen.runtime.investigation.ExampleLogs.said;
import static dev.firstseen.runtime.investigation.ExampleLogs.without;
import static dev.firstseen.runtime.investigation.ExampleLogs.worst;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The story of the example, as its generator planted it, must come out of the investigation. */
@SuppressWarnings("NullAway") // The truth file has what is asked of it, or the test fails.
class ExampleInvestigationTest {
    /** What rules find in the whole example, which is asked for often. */
    private static final Map<String, List<Incident>> FOUND = new ConcurrentHashMap<>();

    private static List<Incident> found(String rules) {
        return FOUND.computeIfAbsent(rules, _ -> incidents(rules, without()));
    }

    /** What one of the phished went through. */
    private record Planted(Value.Members steps) {
        String text(String name) {
            return ((Value.Scalar) steps.members().get(name)).text();
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        List<String> texts(String name) {
            return ((Value.Items) steps.members().get(name))
                    .items().stream().map(each -> ((Value.Scalar) each).text()).toList();
        }

        List<Planted> list(String name) {
            return ((Value.Items) steps.members().get(name))
                    .items().stream()
                            .map(each -> new Planted((Value.Members) each))
                            .toList();
        }
    }

    private static List<Planted> planted() throws Exception {
        byte[] bytes =
                Files.readAllBytes(ExampleLogs.ROOT.resolve("examples/device-code-phishing.expected-alerts.json"));
        return new Planted(JsonReader.ofRecords().object(bytes, 0, bytes.length)).list("planted");
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

    @ParameterizedTest
    @ValueSource(strings = {SEED_RULE, ALL_RULES})
    void thePhishedComeOutAsCompromisedAndTheOthersBelow(String rules) {
        List<Incident> incidents = found(rules);
        assertThat(grade(worst(incidents, "jana.petersen"))).isEqualTo(Grade.LIKELY_COMPROMISE);
        assertThat(grade(worst(incidents, "ole.brandt"))).isEqualTo(Grade.LIKELY_COMPROMISE);
        for (String user : List.of("room.elbe", "lukasz.zielinski", "friederike.boehm")) {
            assertThat(incidentsOf(incidents, user))
                    .as(user)
                    .isNotEmpty()
                    .allSatisfy(incident -> assertThat(grade(incident)).isEqualTo(Grade.PROBABLY_BENIGN));
        }
    }

    /** Nothing was read or taken by anybody else: their own work must not be told as an intruder's. */
    @ParameterizedTest
    @ValueSource(strings = {SEED_RULE, ALL_RULES})
    void ordinaryWorkIsNoStageOfAnAttack(String rules) {
        for (String user : List.of("room.elbe", "lukasz.zielinski", "friederike.boehm")) {
            assertThat(incidentsOf(found(rules), user)).as(user).allSatisfy(incident -> {
                assertThat(incident.stages().stream().map(Incident.Stage::tacticId))
                        .doesNotContain("TA0003", "TA0007", "TA0009", "TA0010");
                assertThat(incident.others()).isEmpty();
                assertThat(said(incident))
                        .noneMatch(each -> each.contains("was read in the session") || each.contains("downloaded"))
                        .noneMatch(each -> each.contains("went to somebody else"))
                        .noneMatch(each -> each.contains("It read mail"));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {SEED_RULE, ALL_RULES})
    void everyPlantedStepIsFound(String rules) throws Exception {
        List<Planted> planted = planted();
        assertThat(planted).hasSize(2);
        for (Planted steps : planted) {
            Incident incident = worst(found(rules), steps.text("user.id"));
            assertThat(deciding(incident).playbook().id()).isEqualTo("device-code-phishing");
            assertThat(incident.sessions()).containsExactly(steps.text("session"));
            Map<String, List<String>> counted = Map.of(
                    "primaryTokens", List.of("persistence", "primary"),
                    "refused", List.of("polling", "refused"),
                    "profileCalls", List.of("graph", "profile"),
                    "directoryCalls", List.of("graph", "directory"),
                    "mailCalls", List.of("graph", "mail"),
                    "fileCalls", List.of("graph", "drive"),
                    "mailboxReads", List.of("mailbox-since", "reads"),
                    "inboxRules", List.of("mailbox-since", "rules"),
                    "filesTaken", List.of("files", "downloads"));
            counted.forEach((name, measure) -> assertThat(measured(incident, measure.getFirst(), measure.getLast())
                            .count())
                    .as(steps.text("user.id") + " " + name)
                    .isEqualTo(steps.number(name)));
            assertThat(incident.networks().stream().map(use -> String.valueOf(use.number())))
                    .containsAll(steps.texts("tokenNetworks"));
            assertThat(incident.devices())
                    .containsExactlyElementsOf(steps.list("devices").stream()
                            .map(device -> device.text("objectId"))
                            .toList());
            for (Planted device : steps.list("devices")) {
                assertThat(incident.commands())
                        .anySatisfy(command -> assertThat(command.rest())
                                .isEqualTo(
                                        "DELETE https://graph.microsoft.com/v1.0/devices/" + device.text("objectId")));
                assertThat(incident.paragraph()).contains(device.text("name"));
            }
            for (String administrator : steps.texts("actedUponBy")) {
                assertThat(incident.paragraph()).contains(administrator, "Reset user password");
            }
            List<String> from = deciding(incident).alert().event().values(FieldPath.of("source.as.number")).stream()
                    .map(each -> ((Value.Scalar) each).text())
                    .toList();
            assertThat(said(incident).stream().anyMatch(each -> each.contains("went to somebody else")))
                    .isEqualTo(!from.containsAll(steps.texts("tokenNetworks")));
        }
    }

    @Test
    void theTakeOverIsToldAsItHappened() {
        Incident jana = worst(found(SEED_RULE), "jana.petersen");
        assertThat(jana.paragraph())
                .contains("jana.petersen@nordwerk.example", "AS132203", "AS9009", "DESKTOP-", "inbox rule named \".\"")
                .contains("primary refresh token", "enumerated the directory", "mailbox was read", "downloaded");
        assertThat(jana.identity().objectIds()).hasSize(1);
        assertThat(jana.identity().puids()).hasSize(1);
        assertThat(jana.networks().stream().filter(Incident.NetworkUse::alerted).map(Incident.NetworkUse::number))
                .containsExactly(132203L);
        assertThat(jana.commands().stream().map(Incident.Command::title))
                .containsSubsequence(
                        "Revoke all sessions",
                        "Disable the registered device",
                        "Look through the inbox rules",
                        "Remove the inbox rule",
                        "Reset the password",
                        "Remove the registered device",
                        "Block the device code flow by Conditional Access");
        assertThat(Instant.ofEpochMilli(jana.last())).isAfter("2026-03-12T08:00:00Z");
        assertThat(jana.stages().stream().map(Incident.Stage::tacticId))
                .contains("TA0001", "TA0003", "TA0005", "TA0007", "TA0009", "TA0010");
    }

    /** The first file was asked for a minute after the grant, and the first look at the account was none of it. */
    @Test
    void aStageBeginsWithWhatItsVerdictRestsOn() {
        Incident jana = worst(found(SEED_RULE), "jana.petersen");
        long grant = deciding(jana).alert().event().time();
        long collection = jana.stages().stream()
                .filter(stage -> stage.tacticId().equals("TA0009"))
                .mapToLong(Incident.Stage::first)
                .findFirst()
                .orElseThrow();
        assertThat(collection)
                .isEqualTo(Math.min(
                        measured(jana, "graph", "mail").first().orElseThrow(),
                        measured(jana, "graph", "drive").first().orElseThrow()));
        assertThat(collection - grant).isGreaterThan(50_000);
    }

    /** Both tokens were fetched by one backend, though one code came through another relay. */
    @ParameterizedTest
    @ValueSource(strings = {SEED_RULE, "rules/collection_graph_mail_or_files_read_with_broker_token.toml", ALL_RULES})
    void whoSharesTheBackendIsTiedByWhateverRule(String rules) {
        assertThat(worst(found(rules), "jana.petersen").others()).containsExactly("ole.brandt@nordwerk.example");
        assertThat(worst(found(rules), "ole.brandt").others()).containsExactly("jana.petersen@nordwerk.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sign-ins", "graph-activity.ndjson.gz", "entra-audit.ndjson"})
    void withoutALogOnlyAnswersAreMissing(String left) {
        Incident jana = worst(incidents(SEED_RULE, without(left)), "jana.petersen");
        // Without the sign-ins nobody can know that the session went on from another network.
        assertThat(grade(jana)).isNotEqualTo(Grade.PROBABLY_BENIGN);
        List<Answer> answers = jana.investigated().getLast().answers();
        assertThat(answers)
                .hasSize(PLAYBOOKS.playbooks().all().getFirst().steps().size());
        assertThat(answers.stream().flatMap(ExampleInvestigationTest::missing))
                .isNotEmpty()
                .anySatisfy(why -> assertThat(why).startsWith("could not be asked: no "));
    }

    /** Who cannot see consents must not be told that there were none. */
    @Test
    void aMeasureWithoutItsLogIsNotToldAsFindingNothing() throws Exception {
        Incident jana = worst(incidents(SEED_RULE, without("entra-audit.ndjson")), "jana.petersen");
        Answer.Answered persistence = (Answer.Answered) deciding(jana).answers().stream()
                .filter(answer -> answer.step().id().equals("persistence"))
                .findFirst()
                .orElseThrow();
        assertThat(persistence.unmeasured().stream().map(each -> each.measure().name()))
                .containsExactly("owned", "devices", "consents", "permissions", "methods");
        assertThat(jana.paragraph()).contains("A device was registered", "DESKTOP-");
        assertThat(jana.commands().stream().map(Incident.Command::rest))
                .contains("DELETE https://graph.microsoft.com/v1.0/devices/"
                        + planted().getFirst().list("devices").getFirst().text("objectId"));
    }

    private static Stream<String> missing(Answer answer) {
        return switch (answer) {
            case Answer.NotAsked not -> Stream.of(not.why());
            case Answer.Answered answered -> answered.unmeasured().stream().map(Answer.Unmeasured::why);
        };
    }
}
