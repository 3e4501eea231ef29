package dev.firstseen.investigation.incident;

import static dev.firstseen.investigation.Samples.FIELDS;
import static dev.firstseen.investigation.Samples.MINUTE;
import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.TENANT;
import static dev.firstseen.investigation.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Metadata;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.rule.Severity;
import dev.firstseen.engine.rule.Threat;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.TraceRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IncidentsPropertiesTest {
    private static final String GRANT = "device code";
    private static final Playbooks PLAYBOOKS = new Playbooks(List.of(Samples.playbook("""
            [[step]]
            id = "before"
            question = "And before?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "known"
            before = "30m"
            query = 'source.as.number: "{{source.as.number}}"'
            group_by = ["source.as.number", "url.path"]
            lane = "sign-in"
            label = "Earlier"
            [[step.verdict]]
            when = 'known.count: 0'
            say = "AS{{source.as.number}} is new to {{identity.principal_name}}"
            weight = 30
            tactic = "TA0001"
            tell = true
            [[step.verdict]]
            when = 'known.count: 1'
            say = "It came from there once"
            weight = 25
            [[step.verdict]]
            when = 'known.count >= 2'
            say = "It came from there {{known.count}} times"
            weight = -30
            [step.learn]
            device = "known:url.path"

            [[remedy]]
            title = "Remove it"
            why = "Because"
            needs = "device"
            rest = "DELETE /devices/{{learned.device}}"
            powershell = "Remove-MgDevice {{learned.device}}"

            [[remedy]]
            title = "Revoke"
            why = "In any case"
            rest = "POST /revoke"
            powershell = "Revoke"
            """)));

    static Rule rule() {
        return rule(
                "0b1c6a52-7a0e-4c3d-9c41-6f6f3f1f5f10",
                73,
                List.of(new Threat(
                        "MITRE ATT&CK",
                        new Threat.Entry("TA0001", "Initial Access", ""),
                        List.of(new Threat.Technique(
                                new Threat.Entry("T1566", "Phishing", ""),
                                List.of(new Threat.Entry("T1566.002", "Spearphishing Link", "")))))));
    }

    /** One that no playbook was written for. */
    static Rule rule(String id, int risk) {
        return rule(id, risk, List.of());
    }

    private static Rule rule(String id, int risk, List<Threat> threat) {
        return new Rule(
                id,
                "A grant",
                "rule.toml",
                "",
                List.of(),
                "",
                Severity.HIGH,
                risk,
                List.of(),
                threat,
                List.of(),
                List.of(),
                "",
                "",
                List.of(),
                Duration.ofMinutes(9),
                Duration.ofMinutes(5),
                Optional.empty(),
                100,
                Optional.empty(),
                List.of(),
                new Metadata("2026/01/01", "2026/01/01", "production", List.of()),
                new Detection.Query(new Kql.Everything()));
    }

    private static final Rule RULE = rule();

    private static Event signIn(int minute, String user, int network, String action, String path) {
        return event(
                String.join("/", user, action, path, Integer.toString(network), Integer.toString(minute)),
                NOON + minute * MINUTE,
                SIGN_INS,
                "event.action",
                action,
                "user.id",
                user,
                "source.as.number",
                network,
                "url.path",
                path);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(-3000, 3000),
                        Arbitraries.of("anna@example.com", "ben@example.com"),
                        Arbitraries.of(64500, 64501),
                        Arbitraries.of("sign-in", GRANT),
                        Arbitraries.of("/a", "/b", "/'quote"))
                .as(IncidentsPropertiesTest::signIn)
                .list()
                .ofMaxSize(30);
    }

    /** As the scan does it: alerts, cases, one pass over everything, incidents. */
    private static List<Incident> investigated(List<Event> events) {
        List<Alert> alerts = events.stream()
                .filter(event ->
                        event.values(FieldPath.of("event.action")).getFirst().equals(Value.of(GRANT)))
                .<Alert>map(event -> new Alert.Match(AlertId.of(RULE, event), RULE, event))
                .toList();
        Identities identities = new Identities();
        alerts.forEach(alert -> identities.learn(alert.event()));
        Cases cases = Cases.of(alerts, identities, PLAYBOOKS);
        Incidents incidents = new Incidents(PLAYBOOKS, FIELDS);
        TraceRecorder recorder =
                new TraceRecorder(cases.open().stream().map(Case::subject).toList(), incidents.traced(), 1000);
        events.forEach(recorder::record);
        return cases.open().stream()
                .map(open -> incidents
                        .of(open, recorder.around(open.subject(), Set.of(SIGN_INS), 0))
                        .incident())
                .toList();
    }

    private static String told(Incident incident) {
        return String.join(
                "\n",
                incident.id(),
                incident.paragraph(),
                incident.assessment().toString(),
                incident.stages().toString(),
                incident.networks().toString(),
                incident.devices().toString(),
                incident.commands().toString(),
                incident.timeline().stream()
                        .map(moment -> moment.first()
                                + moment.label()
                                + moment.detail()
                                + moment.count()
                                + moment.evidence().stream().map(Event::id).toList())
                        .toList()
                        .toString());
    }

    @Property(tries = 200)
    void incidentsDoNotDependOnTheOrderOfTheInput(@ForAll("events") List<Event> events, @ForAll Random random) {
        List<Event> distinct = new ArrayList<>(new LinkedHashSet<>(events));
        List<Event> shuffled = new ArrayList<>(distinct);
        Collections.shuffle(shuffled, random);
        assertThat(investigated(shuffled).stream().map(IncidentsPropertiesTest::told))
                .isEqualTo(investigated(distinct).stream()
                        .map(IncidentsPropertiesTest::told)
                        .toList());
    }

    @Property(tries = 200)
    void everyAlertIsInOneIncidentAndIncidentsLieFartherApartThanTheHorizon(@ForAll("events") List<Event> events) {
        List<Event> distinct = new ArrayList<>(new LinkedHashSet<>(events));
        List<Incident> incidents = investigated(distinct);
        long grants =
                distinct.stream().filter(event -> event.id().contains(GRANT)).count();
        assertThat(incidents.stream()
                        .mapToLong(incident -> incident.alerts().size())
                        .sum())
                .isEqualTo(grants);
        for (Incident one : incidents) {
            for (Incident other : incidents) {
                if (!one.id().equals(other.id()) && one.identity().equals(other.identity())) {
                    long gap = Math.abs(one.alerts().getFirst().event().time()
                            - other.alerts().getLast().event().time());
                    assertThat(gap).isGreaterThan(Duration.ofDays(1).toMillis());
                }
            }
        }
    }

    @Test
    void theScoreIsTheBaseAndWhatHolds() {
        Incident incident = investigated(List.of(signIn(0, "anna@example.com", 64500, GRANT, "/a")))
                .getFirst();
        assertThat(incident.assessment()).hasValueSatisfying(assessment -> {
            assertThat(assessment.score()).isEqualTo(50);
            assertThat(assessment.grade()).isEqualTo(Assessment.Grade.SUSPICIOUS);
            assertThat(assessment.contributions())
                    .containsExactly(new Assessment.Contribution("before", "AS64500 is new to anna@example.com", 30));
        });
        assertThat(incident.paragraph()).isEqualTo("AS64500 is new to anna@example.com.");
        assertThat(incident.identity().tenant()).isEqualTo(TENANT);
    }

    @Test
    void whatIsFilledIntoCommandsCannotLeaveItsPlace() {
        Incident incident = investigated(List.of(
                        signIn(-1, "anna@example.com", 64500, "sign-in", "/x'; Remove-Item *\u2019\r\nnext"),
                        signIn(0, "anna@example.com", 64500, GRANT, "/a")))
                .getFirst();
        assertThat(incident.commands())
                .first()
                .isEqualTo(new Incident.Command(
                        "Remove it",
                        "Because",
                        "DELETE /devices/%2Fx%27%3B%20Remove-Item%20%2A%E2%80%99%0D%0Anext".replace("%2A", "*"),
                        "Remove-MgDevice '/x''; Remove-Item *\u2019\u2019next'"));
    }

    /** A meeting room's own device must not be removed for an alert about what it always did. */
    @Test
    void whatABenignAlertLearnedIsNoCommand() {
        Incident incident = investigated(List.of(
                        signIn(-2, "anna@example.com", 64500, "sign-in", "/hers"),
                        signIn(-1, "anna@example.com", 64500, "sign-in", "/hers"),
                        signIn(0, "anna@example.com", 64500, GRANT, "/a")))
                .getFirst();
        assertThat(incident.assessment())
                .hasValueSatisfying(
                        assessment -> assertThat(assessment.grade()).isEqualTo(Assessment.Grade.PROBABLY_BENIGN));
        assertThat(incident.devices()).containsExactly("/hers");
        assertThat(incident.commands()).extracting(Incident.Command::title).containsExactly("Revoke");
    }
}
