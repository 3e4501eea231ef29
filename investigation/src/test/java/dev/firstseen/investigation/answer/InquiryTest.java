package dev.firstseen.investigation.answer;

import static dev.firstseen.investigation.Samples.FIELDS;
import static dev.firstseen.investigation.Samples.GRAPH;
import static dev.firstseen.investigation.Samples.MINUTE;
import static dev.firstseen.investigation.Samples.NOON;
import static dev.firstseen.investigation.Samples.SIGN_INS;
import static dev.firstseen.investigation.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.HashKey;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.investigation.trace.TracedFields;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InquiryTest {
    private static final String SESSION = "azure.signinlogs.properties.session_id";
    private static final String OBJECT_ID = "53c8ea4d-1992-4adc-8023-99f29d37d114";
    private static final Identity JANA = new Identity(
            Samples.TENANT,
            new TreeSet<>(Set.of("jana@example.com")),
            new TreeSet<>(Set.of(OBJECT_ID)),
            new TreeSet<>());
    private static final Event ALERT =
            event("alert", NOON, SIGN_INS, "user.id", OBJECT_ID, "source.as.number", 132203, SESSION, "s1");

    private static final Playbook PLAYBOOK = Samples.playbook("""
            [[step]]
            id = "known"
            question = "Is the network known?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "here"
            before = "1d"
            query = 'source.as.number: "{{source.as.number}}"'
            [[step.measure]]
            name = "around"
            before = "10m"
            after = "10m"
            query = '*: *'
            group_by = ["azure.signinlogs.properties.session_id", "source.as.number"]
            [[step.measure]]
            name = "colleagues"
            whose = "others"
            before = "1d"
            query = 'event.action: "Sign-in activity"'
            group_by = ["user.id"]
            [[step.verdict]]
            when = 'here.count: 0'
            say = "Nobody saw {{identity.principal_name}} in AS{{source.as.number}}"
            weight = 15
            [[step.verdict]]
            when = 'colleagues.distinct.user.id >= 2'
            say = "{{colleagues.distinct.user.id}} colleagues are there: {{colleagues.values.user.id}}"
            weight = -10
            [step.learn]
            session = "around:azure.signinlogs.properties.session_id"

            [[step]]
            id = "use"
            question = "What was it used for?"
            datasets = ["azure.graphactivitylogs"]
            [[step.measure]]
            name = "calls"
            after = "1h"
            query = 'url.path: (*/messages* or */users*) and not source.as.number: "{{source.as.number}}"'
            group_by = ["url.path"]
            [[step.verdict]]
            when = 'calls.count > 2 and calls.per_minute >= 1'
            say = "{{calls.count}} calls, {{calls.delay}}"
            weight = 30

            [[step]]
            id = "device"
            question = "Was a device left?"
            datasets = ["azure.auditlogs"]

            [[step]]
            id = "risk"
            question = "Was there a risk?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "risks"
            after = "1h"
            query = 'url.path: "{{url.path}}"'
            """);

    private static final TracedFields TRACED = new Incidents(new Playbooks(List.of(PLAYBOOK)), FIELDS).traced();

    private static Trace trace(Event... events) {
        Subject subject =
                new Subject(JANA, Set.of(132203L), NOON - 1440 * MINUTE, NOON + 1440 * MINUTE, new HashKey(1, 2));
        TraceRecorder recorder = new TraceRecorder(List.of(subject), TRACED, 1000);
        Arrays.stream(events).forEach(recorder::record);
        return recorder.trace(subject, Set.of(SIGN_INS, GRAPH));
    }

    private static List<Answer> ask(Event... events) {
        return Inquiry.run(PLAYBOOK, JANA, ALERT, new TraceQueries(trace(events), FIELDS))
                .answers();
    }

    private static Event signIn(String id, long time, String user, int network, String session) {
        return event(
                id,
                time,
                SIGN_INS,
                "user.id",
                user,
                "source.as.number",
                network,
                SESSION,
                session,
                "event.action",
                "Sign-in activity");
    }

    private static Event call(String id, long time, String path) {
        return event(id, time, GRAPH, "user.id", OBJECT_ID, "source.as.number", 9009, "url.path", path);
    }

    private static List<String> said(Answer answer) {
        return ((Answer.Answered) answer).said().stream().map(Said::sentence).toList();
    }

    @Test
    void whatHoldsIsSaidWithItsValues() {
        List<Answer> answers = ask(
                ALERT,
                signIn("b", NOON - MINUTE, "5a8ea4d0-1992-4adc-8023-99f29d37d114", 132203, "s7"),
                signIn("c", NOON - MINUTE, "6a8ea4d0-1992-4adc-8023-99f29d37d114", 132203, "s8"));
        assertThat(said(answers.get(0)))
                .containsExactly(
                        "Nobody saw jana@example.com in AS132203",
                        "2 colleagues are there: 5a8ea4d0-1992-4adc-8023-99f29d37d114,"
                                + " 6a8ea4d0-1992-4adc-8023-99f29d37d114");
    }

    @Test
    void theWindowBeforeEndsBeforeTheAlertAndBeginsWithItsFirstMillisecond() {
        assertThat(said(ask(ALERT, signIn("a", NOON, OBJECT_ID, 132203, "s")).get(0)))
                .containsExactly("Nobody saw jana@example.com in AS132203");
        assertThat(said(ask(ALERT, signIn("a", NOON - 1440 * MINUTE, OBJECT_ID, 132203, "s"))
                        .get(0)))
                .isEmpty();
        assertThat(said(ask(ALERT, signIn("a", NOON - 1440 * MINUTE - 1, OBJECT_ID, 132203, "s"))
                        .get(0)))
                .containsExactly("Nobody saw jana@example.com in AS132203");
    }

    @Test
    void aliasOfTheAccountCountsAndOthersDoNot() {
        assertThat(said(ask(ALERT, signIn("a", NOON - 5, "Jana@Example.com", 132203, "s"))
                        .get(0)))
                .isEmpty();
    }

    @Test
    void callsOfOneKindAreCountedEachOnce() {
        List<Answer> answers = ask(
                call("1", NOON + 6_000, "/v1.0/me/messages/AAMkAGI2THVSAAA1"),
                call("2", NOON + 7_000, "/v1.0/me/messages/AAMkAGI2THVSAAA2"),
                call("2", NOON + 7_000, "/v1.0/me/messages/AAMkAGI2THVSAAA2"),
                call("3", NOON + 60 * MINUTE - 1, "/v1.0/users"),
                call("4", NOON + 60 * MINUTE, "/v1.0/users"));
        Measured calls = ((Answer.Answered) answers.get(1)).measured().getFirst();
        assertThat(calls.count()).isEqualTo(3);
        assertThat(calls.evidence()).extracting(Event::id).containsExactly("1", "2", "3");
    }

    @Test
    void aMissingDatasetAndAMissingValueAreFindings() {
        List<Answer> answers = ask(ALERT);
        assertThat(((Answer.NotAsked) answers.get(2)).why())
                .isEqualTo("could not be asked: no azure.auditlogs in this data");
        assertThat(((Answer.NotAsked) answers.get(3)).why()).isEqualTo("could not be asked: the alert has no url.path");
    }

    @Test
    void groupsTellWhatTheyAreMadeOf() {
        Measured around = ((Answer.Answered) ask(
                                ALERT,
                                signIn("a", NOON - MINUTE, OBJECT_ID, 3320, "s0"),
                                signIn("b", NOON - 2 * MINUTE, OBJECT_ID, 3320, "s0"))
                        .get(0))
                .measured()
                .get(1);
        assertThat(around.groups()).hasSize(2);
        Measured.Group first = around.groups().getFirst();
        assertThat(first.count()).isEqualTo(2);
        assertThat(first.first()).isEqualTo(NOON - 2 * MINUTE);
        assertThat(first.last()).isEqualTo(NOON - MINUTE);
    }

    @Test
    void whatOthersDidToTheAccountIsKeptApart() {
        String by = "azure.auditlogs.properties.initiated_by.user.id";
        String to = "azure.auditlogs.properties.target_resources.1.id";
        String other = "5a8ea4d0-1992-4adc-8023-99f29d37d114";
        Trace trace = trace(
                event("a", NOON, "azure.auditlogs", by, other, to, OBJECT_ID),
                event("b", NOON, "azure.auditlogs", by, OBJECT_ID, to, OBJECT_ID),
                event("c", NOON, "azure.auditlogs", by, other, to, other));
        assertThat(trace.upon()).extracting(strand -> strand.like().id()).containsExactly("a");
        assertThat(trace.own()).extracting(strand -> strand.like().id()).containsExactly("b");
        assertThat(trace.others()).isEmpty();
    }

    private static final Playbook PARTLY = Samples.playbook("""
            [[step]]
            id = "left"
            question = "What was left?"
            datasets = ["azure.auditlogs", "azure.signinlogs"]
            [[step.measure]]
            name = "devices"
            datasets = ["azure.auditlogs"]
            after = "1h"
            query = 'event.action: "Add device"'
            [[step.measure]]
            name = "networks"
            after = "1h"
            query = 'source.as.number: *'
            group_by = ["source.as.number"]
            [[step.verdict]]
            when = 'devices.count: 0'
            say = "No device was added"
            [[step.verdict]]
            when = 'networks.distinct.source.as.number >= 60'
            say = "{{networks.distinct.source.as.number}} networks, until {{networks.last}}"
            learn = { places = ["networks:source.as.number", "alert:source.as.number"] }
            [[step.verdict]]
            when = 'networks.distinct.source.as.number >= 1000'
            say = "Very many"
            learn = { never = "networks:source.as.number" }

            [[step]]
            id = "use"
            question = "What for?"
            datasets = ["azure.graphactivitylogs"]
            [[step.measure]]
            name = "calls"
            after = "1h"
            query = 'source.as.number: "{{learned.places?}}"'
            [[step.measure]]
            name = "nothing"
            after = "1h"
            query = 'source.as.number: "{{learned.never}}"'
            [[step.verdict]]
            when = 'calls.count > 0'
            say = "{{calls.count}} call(s)"
            """);

    private static List<Answer> askPartly(Event... events) {
        return Inquiry.run(PARTLY, JANA, ALERT, new TraceQueries(trace(events), FIELDS))
                .answers();
    }

    /** Who cannot see devices must not say that there are none. */
    @Test
    void aMeasureWithoutItsDatasetIsNotAskedAndItsVerdictsDoNotHold() {
        Answer.Answered left = (Answer.Answered) askPartly(ALERT).getFirst();
        assertThat(left.unmeasured())
                .extracting(each -> each.measure().name() + ": " + each.why())
                .containsExactly("devices: could not be asked: no azure.auditlogs in this data");
        assertThat(left.measured()).extracting(each -> each.measure().name()).containsExactly("networks");
        assertThat(said(left)).isEmpty();
    }

    /** More groups than are shown still count, for verdicts, totals and what is learned. */
    @Test
    void totalsAreOfAllThatWasFound() {
        Event[] events = new Event[62];
        for (int i = 0; i < 61; i++) {
            events[i] = signIn("e" + i, NOON + 1_000L * i, OBJECT_ID, 1_000 + i, "s");
        }
        // The 61st network, of which only totals tell.
        events[61] = event("call", NOON + 5, GRAPH, "user.id", OBJECT_ID, "source.as.number", 1_060);
        List<Answer> answers = askPartly(events);
        Measured networks = ((Answer.Answered) answers.getFirst()).measured().getFirst();
        assertThat(networks.groups()).hasSize(50);
        assertThat(networks.furtherGroups()).isEqualTo(11);
        assertThat(networks.distinct()).containsExactly(61L);
        assertThat(networks.last()).hasValue(NOON + 60_000);
        assertThat(said(answers.getFirst())).containsExactly("61 networks, until 2026-03-11 12:01:00 UTC");
        assertThat(said(answers.get(1))).containsExactly("1 call");
    }

    /** A detection comes hours late: what was done meanwhile is not what the account used to do. */
    @Test
    void aRiskDetectionIsAskedAboutAtTheTimeOfWhatItIsAbout() {
        Event late = event(
                "late",
                NOON,
                "azure.identity_protection",
                "user.id",
                OBJECT_ID,
                "source.as.number",
                132203,
                "azure.identityprotection.properties.activity_datetime",
                "2026-03-11T06:00:00.000Z");
        Event meanwhile = signIn("m", NOON - 60 * MINUTE, OBJECT_ID, 132203, "s1");
        Event before = signIn("n", NOON - 400 * MINUTE, OBJECT_ID, 132203, "s1");
        assertThat(known(late, meanwhile)).contains("Nobody saw jana@example.com in AS132203");
        assertThat(known(late, meanwhile, before)).isEmpty();
        assertThat(known(ALERT, meanwhile)).isEmpty();
    }

    private static List<String> known(Event alert, Event... events) {
        return said(Inquiry.run(PLAYBOOK, JANA, alert, new TraceQueries(trace(events), FIELDS))
                .answers()
                .getFirst());
    }

    private static final Playbook NAMES = Samples.playbook("""
            [[step]]
            id = "names"
            question = "What is it called?"
            datasets = ["azure.signinlogs"]
            [[step.measure]]
            name = "values"
            before = "1h"
            after = "1h"
            query = '*: *'
            group_by = ["event.action"]
            say = "It is called {{values.values.event.action}}"
            [step.learn]
            name = "values:event.action"
            """);

    /** Quotes belong to a name: a mailbox rule with them is another one than without. */
    @Test
    void whatIsLearnedIsLearnedAsItIsWritten() {
        TracedFields traced = new Incidents(new Playbooks(List.of(NAMES)), FIELDS).traced();
        Subject subject = new Subject(JANA, Set.of(), NOON - 60 * MINUTE, NOON + 60 * MINUTE, new HashKey(1, 2));
        for (String written : List.of("\"RSS\"", "[\"RSS\"]", "RSS")) {
            TraceRecorder recorder = new TraceRecorder(List.of(subject), traced, 1000);
            recorder.record(event("a", NOON, SIGN_INS, "user.id", OBJECT_ID, "event.action", written));
            Inquiry.Result result = Inquiry.run(
                    NAMES, JANA, ALERT, new TraceQueries(recorder.trace(subject, Set.of(SIGN_INS)), FIELDS));
            assertThat(said(result.answers().getFirst())).containsExactly("It is called " + written);
            assertThat(result.bindings().learned()).containsEntry("name", List.of(written));
        }
    }
}
