package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Bindings;
import dev.firstseen.investigation.answer.Inquiry;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.answer.TraceQueries;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.incident.Incident.NetworkUse;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.playbook.Measure.Whose;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.playbook.Remedy;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.investigation.trace.TracedFields;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Investigates cases. A pure function of a case and its trace. */
public final class Incidents {
    /** What playbooks call what they learn for an incident's lists. */
    private static final String SESSION = "session";

    private static final String DEVICE = "device";
    private static final String APPLICATION = "application";
    private static final String OTHERS = "others";

    private final Playbooks playbooks;
    private final Fields fields;

    /** @param fields the types of the fields of events */
    public Incidents(Playbooks playbooks, Fields fields) {
        this.playbooks = playbooks;
        this.fields = fields;
    }

    /** The fields by which a trace must tell events apart: those that playbooks ask for, and those told of networks. */
    public TracedFields traced() {
        SortedSet<FieldPath> own = playbooks.fields(Set.of(Whose.ACCOUNT, Whose.UPON));
        own.addAll(Networks.FIELDS);
        return new TracedFields(List.copyOf(own), List.copyOf(playbooks.fields(Set.of(Whose.OTHERS))));
    }

    private record Asked(Investigated investigated, Bindings bindings) {}

    /** Asks the playbooks of a case's alerts and tells what came of it. */
    public Incident of(Case open, Trace trace) {
        TraceQueries queries = new TraceQueries(trace, fields);
        AlertGroups.Chosen chosen = AlertGroups.of(open.alerts(), playbooks);
        List<Asked> asked = chosen.groups().stream()
                .map(group -> ask(group, open.identity(), queries))
                .toList();
        return told(open, asked, chosen.unasked(), trace);
    }

    private static Incident told(Case open, List<Asked> asked, int unasked, Trace trace) {
        Optional<Asked> worst = asked.stream()
                .max(Comparator.comparingInt(
                                (Asked each) -> each.investigated().assessment().score())
                        .thenComparing(Comparator.comparingLong((Asked each) ->
                                        each.investigated().alert().event().time())
                                .reversed()));
        List<Moment> timeline = new Timeline(open.alerts(), answers(asked)).moments();
        return new Incident(
                open.id(),
                open.identity(),
                open.alerts(),
                asked.stream().map(Asked::investigated).toList(),
                worst.map(each -> each.investigated().assessment()),
                open.alerts().getFirst().event().time(),
                last(open, asked),
                stages(open, asked),
                new Networks(open, trace).uses(),
                learned(SESSION, asked),
                learned(DEVICE, asked),
                learned(APPLICATION, asked),
                learned(OTHERS, asked),
                worst.map(each -> paragraph(each.investigated())).orElse(""),
                timeline,
                commands(open, worst, asked),
                unasked,
                trace.leftOut(),
                trace.unread());
    }

    private Asked ask(AlertGroups.Group group, Identity identity, TraceQueries queries) {
        Inquiry.Result result =
                Inquiry.run(group.playbook(), identity, group.alert().event(), queries);
        Assessment assessment = Assessments.of(group.playbook(), result.answers());
        return new Asked(
                new Investigated(group.alert(), group.further(), group.playbook(), result.answers(), assessment),
                result.bindings());
    }

    /** What the alerts of a case tell by themselves, without asking anything. */
    public Incident unasked(Case open) {
        return told(open, List.of(), 0, Trace.NONE);
    }

    /** The last alert, or the last event of a step that speaks against the account. */
    private static long last(Case open, List<Asked> asked) {
        long last = open.alerts().getLast().event().time();
        for (Answer answer : answers(asked)) {
            if (answer instanceof Answer.Answered answered
                    && answered.said().stream().anyMatch(said -> said.verdict().weight() > 0)) {
                for (Measured measured : answered.measured()) {
                    if (measured.measure().lane().isPresent()) {
                        last = Math.max(
                                last,
                                measured.groups().stream()
                                        .mapToLong(Measured.Group::last)
                                        .max()
                                        .orElse(last));
                    }
                }
            }
        }
        return last;
    }

    private static List<Answer> answers(List<Asked> asked) {
        return asked.stream()
                .flatMap(each -> each.investigated().answers().stream())
                .toList();
    }

    private static List<String> learned(String name, List<Asked> asked) {
        Set<String> values = new LinkedHashSet<>();
        asked.forEach(each -> values.addAll(each.bindings().learned().getOrDefault(name, List.of())));
        return List.copyOf(values);
    }

    /** The tactics of the alerts' rules and of the verdicts that hold, each at its first sign. */
    private static List<Stage> stages(Case open, List<Asked> asked) {
        SequencedMap<String, Stage> stages = new LinkedHashMap<>();
        for (Alert alert : open.alerts()) {
            alert.rule()
                    .threat()
                    .forEach(threat -> stages.merge(
                            threat.tactic().id(),
                            new Stage(
                                    threat.tactic().id(),
                                    Tactics.name(threat.tactic().id()),
                                    alert.event().time(),
                                    alert.rule().name()),
                            Incidents::earlier));
        }
        for (Asked each : asked) {
            for (Answer answer : each.investigated().answers()) {
                if (answer instanceof Answer.Answered answered) {
                    for (Said said : answered.said()) {
                        said.verdict()
                                .tactic()
                                .ifPresent(tactic -> stages.merge(
                                        tactic,
                                        new Stage(
                                                tactic,
                                                Tactics.name(tactic),
                                                firstSign(
                                                        answered,
                                                        each.investigated()
                                                                .alert()
                                                                .event()
                                                                .time()),
                                                said.sentence()),
                                        Incidents::earlier));
                    }
                }
            }
        }
        return stages.values().stream()
                .sorted(Comparator.comparingLong(Stage::first).thenComparing(Stage::tacticId))
                .toList();
    }

    /** The first event of the step that is not before the alert; the alert's time where there is none. */
    private static long firstSign(Answer.Answered answered, long alert) {
        return answered.measured().stream()
                .flatMap(measured -> measured.groups().stream())
                .mapToLong(Measured.Group::first)
                .filter(time -> time >= alert)
                .min()
                .orElse(alert);
    }

    private static Stage earlier(Stage one, Stage other) {
        return other.first() < one.first() ? other : one;
    }

    private static String paragraph(Investigated investigated) {
        return investigated.answers().stream()
                .filter(Answer.Answered.class::isInstance)
                .flatMap(answer -> ((Answer.Answered) answer).said().stream())
                .filter(said -> said.verdict().tell())
                .map(said -> said.sentence().endsWith(".") ? said.sentence() : said.sentence() + ".")
                .collect(Collectors.joining(" "));
    }

    /** The commands of the worst alert's playbook, with what all alerts of that playbook learned. */
    private static List<Command> commands(Case open, Optional<Asked> worst, List<Asked> asked) {
        if (worst.isEmpty()) {
            return List.of();
        }
        Playbook playbook = worst.get().investigated().playbook();
        Set<Command> commands = new LinkedHashSet<>();
        for (Remedy remedy : playbook.remedies()) {
            for (Asked each : asked) {
                if (each.investigated().playbook().equals(playbook)) {
                    commands.addAll(Commands.of(remedy, open.identity(), each.bindings()));
                }
            }
        }
        return List.copyOf(commands);
    }
}
