package dev.firstseen.deliver;

import static dev.firstseen.deliver.Cases.AXIOS;
import static dev.firstseen.deliver.Cases.TENANT;
import static dev.firstseen.deliver.Cases.event;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.Measured.Group;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Incident.NetworkUse;
import dev.firstseen.investigation.playbook.Learns;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.playbook.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** What incidents made by hand are put together of. */
final class Parts {
    static final long DAY = 86_400_000;
    static final FieldPath AS = FieldPath.of("source.as.number");
    static final FieldPath ORGANISATION = FieldPath.of("source.as.organization.name");
    static final FieldPath AGENT = FieldPath.of("user_agent.original");
    static final FieldPath PATH = FieldPath.of("url.path");

    private Parts() {}

    static Identity identity(String user) {
        return new Identity(
                TENANT,
                new TreeSet<>(Set.of(user)),
                new TreeSet<>(Set.of("c0a1f3de-0d3b-4f0e-9a77-1f2e3d4c5b6a")),
                new TreeSet<>(Set.of("10032001F2A4B6C8")));
    }

    static Alert alert(String user, long time, double coverage) {
        List<Value.Scalar> terms = List.of(new Value.Text(user), new Value.Whole(132203));
        History history = new History(
                7 * DAY,
                coverage,
                List.of(new History.Earlier(
                        List.of(new Value.Text(user), new Value.Whole(3320)), 3, time - 6 * DAY, time - 2 * DAY)));
        return new Alert.FirstSeen(
                "alert of " + user,
                Alerts.rule("Device code grant from a network new for the user", Alerts.newTerms()),
                event(user, time),
                terms,
                history);
    }

    static Event graph(String path, long time) {
        Document.Builder document = new Document.Builder()
                .put("@timestamp", Value.of(Instant.ofEpochMilli(time).toString()))
                .put("event.action", Value.of("Microsoft Graph Activity"))
                .put("url.path", Value.of(path))
                .put("source.ip", Value.of("146.70.83.36"))
                .put("source.as.organization.name", Value.of("M247 Europe SRL"))
                .put("user_agent.original", Value.of(AXIOS));
        return new DocumentEvent("graph " + time + path, time, "azure.graphactivitylogs", TENANT, document.build());
    }

    static Step step(String id, String question, List<Measure> measures) {
        return new Step(id, question, List.of("o365.audit"), measures, List.of(), Learns.NOTHING);
    }

    static Measure measure(String name, int before, int after, Optional<Lane> lane, String label, FieldPath... by) {
        return new Measure(
                name,
                Measure.Whose.ACCOUNT,
                List.of("o365.audit"),
                Duration.ofDays(before),
                Duration.ofDays(after),
                new Kql.Everything(),
                List.of(by),
                lane,
                label);
    }

    static Measured found(Measure measure, long count, List<Event> evidence, Group... groups) {
        return new Measured(
                measure,
                count,
                Arrays.stream(groups).mapToLong(Group::first).min(),
                Arrays.stream(groups).mapToLong(Group::last).max(),
                measure.groupBy().stream().map(_ -> (long) groups.length).toList(),
                List.of(groups),
                0,
                evidence);
    }

    static Group group(long count, long first, long last, String... values) {
        return new Group(
                List.of(values).stream()
                        .map(value -> List.<Value.Scalar>of(new Value.Text(value)))
                        .toList(),
                count,
                first,
                last,
                List.of());
    }

    static Said said(String sentence, int weight) {
        return new Said(
                new Verdict(new Kql.Everything(), sentence, weight, Optional.empty(), Learns.NOTHING, true), sentence);
    }

    static Answer answered(String id, String question, List<Measured> measured, Said... said) {
        return new Answer.Answered(
                step(id, question, measured.stream().map(Measured::measure).toList()),
                measured,
                List.of(),
                List.of(said));
    }

    static Playbook playbook(List<Answer> answers) {
        return new Playbook(
                "device-code-phishing",
                "Device code phishing",
                "playbooks/device-code-phishing.toml",
                "What to ask.",
                new Playbook.Attachment(
                        Optional.empty(),
                        List.of("0b2f3da5-0000-4000-8000-000000000001"),
                        List.of(),
                        List.of("T1566.002")),
                Duration.ofDays(3),
                new Playbook.Scale(20, 40, 70),
                answers.stream().map(Answer::step).toList(),
                List.of());
    }

    static Assessment assessment(List<Answer> answers, int score) {
        List<Contribution> contributions = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Answered answered) {
                answered.said().stream()
                        .filter(said -> said.verdict().weight() != 0)
                        .forEach(said -> contributions.add(new Contribution(
                                answer.step().id(),
                                said.sentence(),
                                said.verdict().weight())));
            }
        }
        Grade grade = score >= 70 ? Grade.LIKELY_COMPROMISE : score >= 40 ? Grade.SUSPICIOUS : Grade.PROBABLY_BENIGN;
        return new Assessment(score, grade, 20, contributions);
    }

    static Moment moment(
            long first, long last, Lane lane, String label, String detail, long count, boolean grant, Event evidence) {
        return new Moment(first, last, lane, label, detail, count, grant, List.of(evidence));
    }

    static NetworkUse network(
            long number, String name, String country, String kind, long first, boolean alerted, long... counts) {
        SortedMap<Long, Long> days = new TreeMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                days.put(Math.floorDiv(first, DAY) + i, counts[i]);
            }
        }
        return new NetworkUse(number, name, country, kind, first, first + (counts.length - 1) * DAY, days, alerted);
    }
}
