package dev.firstseen.investigation.incident;

import static dev.firstseen.investigation.Samples.FIELDS;
import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Inquiry;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.TraceQueries;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.TraceRecorder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class AlertGroupsTest {
    private static final String SESSION = "azure.signinlogs.properties.session_id";
    private static final String ANNA = "anna@example.com";
    private static final Rule RULE = IncidentsPropertiesTest.rule();
    private static final long SECOND = 1000;

    /** A sixtieth of the shortest window of the playbook. */
    private static final long SOON = 30 * SECOND;

    /** Each way of asking an alert for a field, of which each asks for another one. */
    private static final Playbook PLAYBOOK = Samples.playbook("""
            [[step]]
            id = "all"
            question = "What?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "known"
            before = "30m"
            after = "2h"
            query = 'source.as.number: "{{source.as.number}}"'
            group_by = ["source.as.number", "url.path"]
            [[step.verdict]]
            when = 'known.values.url.path: "{{url.path}}"'
            say = "It is known"
            weight = 5
            [[step.verdict]]
            when = 'alert.azure.signinlogs.properties.session_id: one'
            say = "It is the first session"
            weight = 10
            [[step.verdict]]
            when = 'known.count >= 0'
            say = "At {{@timestamp}} from {{source.ip}}: {{known.count}}"
            weight = 20
            [step.learn]
            path = "known:url.path"

            [[remedy]]
            title = "Undo it"
            why = "Because"
            rest = "DELETE /{{event.action}}"
            powershell = "Undo {{learned.path}}"
            """);

    private static final Playbooks PLAYBOOKS = new Playbooks(List.of(PLAYBOOK));

    record Values(int network, String path, String session, String ip, String action) {}

    private static final Values USUAL = new Values(64500, "/a", "one", "192.0.2.1", "read");

    private static Event happened(String id, long time, Values values) {
        return event(
                id,
                NOON + time,
                SIGN_INS,
                "user.id",
                ANNA,
                "source.as.number",
                values.network(),
                "url.path",
                values.path(),
                SESSION,
                values.session(),
                "source.ip",
                values.ip(),
                "event.action",
                values.action());
    }

    private static Alert alert(String id, long time, Values values) {
        Event event = happened(id, time, values);
        return new Alert.Match(AlertId.of(RULE, event), RULE, event);
    }

    @Provide
    Arbitrary<Values> values() {
        return Combinators.combine(
                        Arbitraries.of(64500, 64500, 64500, 64501),
                        Arbitraries.of("/a", "/a", "/a", "/b"),
                        Arbitraries.of("one", "one", "one", "two"),
                        Arbitraries.of("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"),
                        Arbitraries.of("read", "read", "read", "write"))
                .as(Values::new);
    }

    @Provide
    Arbitrary<List<Event>> events() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 1_000_000),
                        Arbitraries.longs().between(-4_000, 9_000),
                        values())
                .as((id, second, values) -> happened("event " + id, second * SECOND, values))
                .list()
                .ofMaxSize(20);
    }

    private record Told(List<Measured> measured, List<String> said, List<Incident.Command> commands) {}

    private static Told asked(Case open, Event alert, TraceQueries queries) {
        Inquiry.Result result = Inquiry.run(PLAYBOOK, open.identity(), alert, queries);
        Answer.Answered answered = (Answer.Answered) result.answers().getFirst();
        return new Told(
                answered.measured(),
                answered.said().stream().map(said -> said.sentence()).toList(),
                Commands.of(PLAYBOOK.remedies().getFirst(), open.identity(), result.bindings()));
    }

    private static Event at(long time, Event event) {
        return new DocumentEvent(
                event.id(),
                time,
                event.dataset(),
                event.tenant(),
                event.document()
                        .with(
                                FieldPath.of("@timestamp"),
                                Value.of(Instant.ofEpochMilli(time).toString())));
    }

    /**
     * Two alerts are joined exactly where they come within the tolerance and would get the same answers at the same time;
     * at their own times they get the same where nothing happened at the edges of the windows.
     */
    @Property(tries = 2000)
    void theAnswersOfJoinedAlertsAreTheirOwn(
            @ForAll("values") Values one,
            @ForAll("values") Values other,
            @ForAll("events") List<Event> events,
            @ForAll @LongRange(min = 0, max = 2 * SOON) long apart) {
        List<Alert> alerts = List.of(alert("1", 0, one), alert("2", apart, other));
        Identities identities = new Identities();
        alerts.forEach(alert -> identities.learn(alert.event()));
        Case open = Cases.of(alerts, identities, PLAYBOOKS).open().getFirst();
        AlertGroups.Chosen chosen = AlertGroups.of(open.alerts(), PLAYBOOKS);
        assertThat(chosen.unasked()).isZero();
        assertThat(chosen.groups()).hasSize(one.equals(other) && apart <= SOON ? 1 : 2);
        if (chosen.groups().size() == 1) {
            Incidents incidents = new Incidents(PLAYBOOKS, FIELDS);
            TraceRecorder recorder = new TraceRecorder(List.of(open.subject()), incidents.traced(), 1000);
            events.forEach(recorder::record);
            TraceQueries queries = new TraceQueries(recorder.trace(open.subject(), Set.of(SIGN_INS)), FIELDS);
            Told first = asked(open, alerts.getFirst().event(), queries);
            assertThat(asked(open, at(NOON, alerts.getLast().event()), queries)).isEqualTo(first);
            if (events.stream().noneMatch(event -> isAtAnEdge(event.time() - NOON, apart))) {
                assertThat(asked(open, alerts.getLast().event(), queries).measured())
                        .isEqualTo(first.measured());
            }
        }
    }

    private static boolean isAtAnEdge(long time, long apart) {
        long begin = -1800 * SECOND;
        long end = 7200 * SECOND;
        return (time >= begin && time < begin + apart) || (time >= end && time < end + apart);
    }

    private static List<String> told(AlertGroups.Chosen chosen) {
        return chosen.groups().stream()
                .map(group -> group.alert().event().id() + "+" + group.further())
                .toList();
    }

    @Example
    void oneAlertStandsForThoseAlikeAndSoonAfterIt() {
        Values other = new Values(64501, "/a", "one", "192.0.2.1", "read");
        List<Alert> alerts = List.of(
                alert("a", 0, USUAL),
                alert("b", 20 * SECOND, USUAL),
                alert("c", 25 * SECOND, other),
                alert("d", 30 * SECOND, USUAL),
                alert("e", 40 * SECOND, USUAL),
                alert("f", 50 * SECOND, other),
                alert("g", 70 * SECOND, USUAL));
        AlertGroups.Chosen chosen = AlertGroups.of(alerts, PLAYBOOKS);
        assertThat(told(chosen)).containsExactly("a+2", "c+1", "e+1");
        assertThat(chosen.unasked()).isZero();
    }

    @Example
    void aStormIsAskedAboutFromItsFirstToItsLastAndTheRestIsCounted() {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            alerts.add(alert("" + i, SECOND * i, new Values(64500 + i, "/a", "one", "192.0.2.1", "read")));
        }
        AlertGroups.Chosen chosen = AlertGroups.of(alerts, PLAYBOOKS);
        assertThat(chosen.groups()).hasSize(20).allMatch(group -> group.further() == 0);
        assertThat(chosen.unasked()).isEqualTo(480);
        List<Integer> places = chosen.groups().stream()
                .map(group -> Integer.valueOf(group.alert().event().id()))
                .toList();
        assertThat(places).startsWith(0).endsWith(499).isSorted();
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isBetween(26, 27);
        }
    }

    @Example
    void whatIsDifferentInAStormOfTheSameIsAskedAbout() {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 301; i++) {
            Values values = i == 143 ? new Values(64501, "/b", "two", "192.0.2.2", "write") : USUAL;
            alerts.add(alert("" + i, 2 * SOON * i, values));
        }
        AlertGroups.Chosen chosen = AlertGroups.of(alerts, PLAYBOOKS);
        assertThat(told(chosen)).hasSize(20).contains("0+0", "143+0", "300+0");
        assertThat(chosen.unasked()).isEqualTo(281);
    }

    @Example
    void whatComesAfterManyKindsIsAskedAbout() {
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            alerts.add(alert("" + i, SECOND * i, new Values(64500 + i, "/a", "one", "192.0.2.1", "read")));
        }
        alerts.add(alert("again", 3600 * SECOND, USUAL));
        assertThat(told(AlertGroups.of(alerts, PLAYBOOKS))).hasSize(20).contains("0+0", "again+0");
    }
}
