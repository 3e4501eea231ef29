package dev.firstseen.investigation.incident;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Bindings;
import dev.firstseen.investigation.answer.Inquiry;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.TraceQueries;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Incident.Command;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.playbook.Measure.Whose;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.playbook.Remedy;
import dev.firstseen.investigation.trace.Occasion;
import dev.firstseen.investigation.trace.Surroundings;
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
    private static final String NETWORKS = "networks";

    /** In how many networks beside those of its alerts others are looked for. */
    private static final int MOST_NETWORKS = 20;

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
        SortedSet<FieldPath> others = playbooks.fields(Set.of(Whose.OTHERS));
        others.add(Networks.NUMBER);
        return new TracedFields(List.copyOf(own), List.copyOf(others));
    }

    /**
     * What came of a case.
     *
     * @param further the networks, beside those of its alerts, in which others were looked for
     */
    public record Found(Incident incident, Set<Long> further) {
        public Found {
            further = Set.copyOf(further);
        }
    }

    /** Investigates a case: first near its alerts, then where its own doings lead. */
    public Found of(Case open, Surroundings surroundings) {
        AlertGroups.Chosen chosen = AlertGroups.of(open.alerts(), playbooks);
        TraceQueries alone = new TraceQueries(surroundings.near().alone(), fields);
        Set<Long> further = furtherNetworks(open, chosen, alone);
        return new Found(of(open, chosen, alone.withOthersOf(surroundings.with(further))), further);
    }

    /** Whether others may be looked for in networks beside those of a case's alerts. */
    public boolean mayLookFurther(Case open) {
        return open.alerts().stream()
                .flatMap(alert -> playbooks.of(alert).stream())
                .anyMatch(playbook -> !playbook.stepsToLearn(NETWORKS).isEmpty());
    }

    /**
     * The networks, beside those of its alerts, in which others may be tied to a case: those that its playbooks learn from
     * what the account itself did, under the name of {@code networks}.
     *
     * @param queries may be without others, of whom nothing is asked here
     */
    private Set<Long> furtherNetworks(Case open, AlertGroups.Chosen chosen, TraceQueries queries) {
        return chosen.groups().stream()
                .map(group -> Inquiry.learn(
                        NETWORKS,
                        group.playbook(),
                        open.identity(),
                        group.alert().event(),
                        queries))
                .flatMap(bindings -> bindings.learned().getOrDefault(NETWORKS, List.of()).stream())
                .flatMap(Networks::numberIn)
                .filter(network -> !open.subject().networks().contains(network))
                .distinct()
                .limit(MOST_NETWORKS)
                .collect(Collectors.toUnmodifiableSet());
    }

    private record Asked(Investigated investigated, Bindings bindings) {
        boolean isBenign() {
            return investigated.assessment().grade() == Assessment.Grade.PROBABLY_BENIGN;
        }
    }

    private static final Comparator<Asked> WORST_FIRST = Comparator.comparingInt(
                    (Asked each) -> -each.investigated().assessment().score())
            .thenComparingLong(each -> Occasion.of(each.investigated().alert().event()));

    /** Asks the playbooks of a case's alerts and tells what came of it. */
    private Incident of(Case open, AlertGroups.Chosen chosen, TraceQueries queries) {
        List<Asked> asked = chosen.groups().stream()
                .map(group -> ask(group, open.identity(), queries))
                .toList();
        return told(open, asked, chosen.unasked(), queries.trace());
    }

    private static Incident told(Case open, List<Asked> asked, int unasked, Trace trace) {
        List<Asked> worstFirst = asked.stream().sorted(WORST_FIRST).toList();
        Optional<Asked> worst = worstFirst.stream().findFirst();
        List<Moment> timeline = new Timeline(open.alerts(), answers(asked)).moments();
        return new Incident(
                open.id(),
                open.identity(),
                open.alerts(),
                asked.stream().map(Asked::investigated).toList(),
                worst.map(each -> each.investigated().assessment()),
                Occasion.of(open.alerts().getFirst().event()),
                last(open, asked),
                new Stages(
                                open.alerts(),
                                asked.stream().map(Asked::investigated).toList())
                        .reached(),
                new Networks(open, trace).uses(),
                learned(SESSION, asked),
                learned(DEVICE, asked),
                learned(APPLICATION, asked),
                learned(OTHERS, asked),
                worst.map(each -> paragraph(each.investigated())).orElse(""),
                timeline,
                commands(open, worstFirst),
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
        long last = Occasion.of(open.alerts().getLast().event());
        for (Answer answer : answers(asked)) {
            if (answer instanceof Answer.Answered answered
                    && answered.said().stream().anyMatch(said -> said.verdict().weight() > 0)) {
                for (Measured measured : answered.measured()) {
                    if (measured.measure().lane().isPresent()) {
                        last = Math.max(last, measured.last().orElse(last));
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

    private static String paragraph(Investigated investigated) {
        return investigated.answers().stream()
                .filter(Answer.Answered.class::isInstance)
                .flatMap(answer -> ((Answer.Answered) answer).said().stream())
                .filter(said -> said.verdict().tell())
                .map(said -> said.sentence().endsWith(".") ? said.sentence() : said.sentence() + ".")
                .collect(Collectors.joining(" "));
    }

    /**
     * The commands of the worst alert's playbook, then what others add to them, with what these alerts learned. What an
     * alert that looks benign learned is the account's own: of such a one, where nothing is worse, stays what needs none.
     */
    private static List<Command> commands(Case open, List<Asked> worstFirst) {
        List<Asked> telling =
                worstFirst.stream().filter(each -> !each.isBenign()).toList();
        SequencedMap<String, Remedy> remedies = new LinkedHashMap<>();
        for (Asked each : telling.isEmpty() ? worstFirst.stream().limit(1).toList() : telling) {
            each.investigated().playbook().remedies().forEach(remedy -> remedies.putIfAbsent(remedy.title(), remedy));
        }
        Set<Command> commands = new LinkedHashSet<>();
        for (Remedy remedy : remedies.values()) {
            if (telling.isEmpty() && remedy.needs().isEmpty()) {
                commands.addAll(Commands.of(
                        remedy, open.identity(), worstFirst.getFirst().bindings()));
            }
            telling.forEach(each -> commands.addAll(Commands.of(remedy, open.identity(), each.bindings())));
        }
        return List.copyOf(commands);
    }
}
