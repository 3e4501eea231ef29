package dev.firstseen.deliver.ndjson;

import dev.firstseen.deliver.story.Paragraph;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured.Group;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Incident.NetworkUse;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Investigated;
import dev.firstseen.investigation.trace.Occasion;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An incident as one object; docs/report.md names its members. */
final class IncidentDocument {
    private IncidentDocument() {}

    static Value.Members of(Incident incident, Instant made) {
        Json members = new Json()
                .put("id", incident.id())
                .put("account", account(incident.identity()))
                .put("summary", Paragraph.of(incident))
                .put("first", time(incident.first()))
                .put("last", time(incident.last()));
        incident.assessment().ifPresent(assessment -> members.put("assessment", assessment(assessment)));
        members.put("stages", Json.list(incident.stages(), IncidentDocument::stage))
                .put("networks", Json.list(incident.networks(), IncidentDocument::network))
                .put("sessions", incident.sessions())
                .put("devices", incident.devices())
                .put("applications", incident.applications())
                .put("related_users", incident.others())
                .put("alerts", Json.list(incident.alerts(), IncidentDocument::alert))
                .put("investigations", Json.list(incident.investigated(), IncidentDocument::investigated))
                .put("timeline", Json.list(incident.timeline(), IncidentDocument::moment))
                .put("response", Json.list(incident.commands(), IncidentDocument::command))
                .put("unasked_alerts", Value.of(incident.unasked()))
                .put("untraced_events", Value.of(incident.untraced()))
                .put("unread_events", Value.of(incident.unread()));
        return new Json()
                .put("@timestamp", made)
                .put("firstseen", new Json().put("incident", members.build()).build())
                .build();
    }

    private static Value account(Identity identity) {
        return new Json()
                .put("name", identity.name())
                .put("tenant", identity.tenant())
                .put("principal_names", List.copyOf(identity.principalNames()))
                .put("object_ids", List.copyOf(identity.objectIds()))
                .put("puids", List.copyOf(identity.puids()))
                .build();
    }

    private static Value assessment(Assessment assessment) {
        return new Json()
                .put("score", Value.of(assessment.score()))
                .put("grade", assessment.grade().words())
                .put("base", Value.of(assessment.base()))
                .put(
                        "contributions",
                        Json.list(
                                assessment.contributions(),
                                (Assessment.Contribution each) -> new Json()
                                        .put("step", each.step())
                                        .put("points", Value.of(each.points()))
                                        .put("sentence", each.sentence())
                                        .build()))
                .build();
    }

    private static Value stage(Stage stage) {
        return new Json()
                .put("tactic_id", stage.tacticId())
                .put("tactic_name", stage.tacticName())
                .put("first", time(stage.first()))
                .put("sentence", stage.sentence())
                .build();
    }

    private static Value network(NetworkUse use) {
        Json days = new Json();
        for (Map.Entry<Long, Long> day : use.days().entrySet()) {
            days.put(LocalDate.ofEpochDay(day.getKey()).toString(), Value.of(day.getValue()));
        }
        return new Json()
                .put("as_number", Value.of(use.number()))
                .put("organization", use.organisation())
                .put("country", use.country())
                .put("kind", use.kind())
                .put("first", time(use.first()))
                .put("last", time(use.last()))
                .put("alerted", Value.of(use.alerted()))
                .put("days", days.build())
                .build();
    }

    private static Value alert(Alert alert) {
        return new Json()
                .put("id", alert.id())
                .put("time", time(alert.event().time()))
                .put("happened", time(Occasion.of(alert.event())))
                .put("rule_id", alert.rule().id())
                .put("rule_name", alert.rule().name())
                .put("severity", alert.rule().severity().word())
                .put("sentence", Sentence.of(alert))
                .put("event", event(alert.event()))
                .build();
    }

    private static Value investigated(Investigated investigated) {
        return new Json()
                .put("alert_id", investigated.alert().id())
                .put("further_alerts", Value.of(investigated.further()))
                .put("playbook", investigated.playbook().id())
                .put("score", Value.of(investigated.assessment().score()))
                .put("answers", Json.list(investigated.answers(), IncidentDocument::answer))
                .build();
    }

    private static Value answer(Answer answer) {
        Json members = new Json()
                .put("step", answer.step().id())
                .put("question", answer.step().question());
        return switch (answer) {
            case Answer.Answered answered ->
                members.put("asked", Value.of(true))
                        .put("findings", Json.list(answered.said(), IncidentDocument::said))
                        .put("measures", Json.list(answered.measured(), IncidentDocument::measured))
                        .put("not_measured", Json.list(answered.unmeasured(), IncidentDocument::unmeasured))
                        .build();
            case Answer.NotAsked not ->
                members.put("asked", Value.of(false)).put("why", not.why()).build();
        };
    }

    private static Value said(Said said) {
        return new Json()
                .put("sentence", said.sentence())
                .put("weight", Value.of(said.verdict().weight()))
                .build();
    }

    private static Value unmeasured(Answer.Unmeasured not) {
        return new Json()
                .put("name", not.measure().name())
                .put("why", not.why())
                .build();
    }

    private static Value measured(Measured measured) {
        Json distinct = new Json();
        for (int i = 0; i < measured.distinct().size(); i++) {
            distinct.put(
                    measured.measure().groupBy().get(i).name(),
                    Value.of(measured.distinct().get(i)));
        }
        List<String> fields =
                measured.measure().groupBy().stream().map(field -> field.name()).toList();
        return new Json()
                .put("name", measured.measure().name())
                .put("count", Value.of(measured.count()))
                .put("fields", fields)
                .put("distinct", distinct.build())
                .put("groups", Json.list(measured.groups(), IncidentDocument::group))
                .put("further_groups", Value.of(measured.furtherGroups()))
                .put("evidence", Json.list(measured.evidence(), IncidentDocument::event))
                .build();
    }

    /** The values are in the order of the measure's fields; a field can have none or several. */
    private static Value group(Group group) {
        return new Json()
                .put(
                        "values",
                        Json.list(group.values(), (List<Value.Scalar> values) -> new Value.Items(List.copyOf(values))))
                .put("count", Value.of(group.count()))
                .put("first", time(group.first()))
                .put("last", time(group.last()))
                .build();
    }

    private static Value moment(Moment moment) {
        return new Json()
                .put("first", time(moment.first()))
                .put("last", time(moment.last()))
                .put("lane", moment.lane().name().toLowerCase(Locale.ROOT))
                .put("label", moment.label())
                .put("detail", moment.detail())
                .put("count", Value.of(moment.count()))
                .put("grant", Value.of(moment.grant()))
                .put("evidence", Json.list(moment.evidence(), IncidentDocument::event))
                .build();
    }

    private static Value event(Event event) {
        return new Json()
                .put("dataset", event.dataset())
                .put("id", event.id())
                .put("time", time(event.time()))
                .build();
    }

    private static Value command(Command command) {
        return new Json()
                .put("title", command.title())
                .put("why", command.why())
                .put("graph_rest", command.rest())
                .put("graph_powershell", command.powershell())
                .build();
    }

    private static Instant time(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
