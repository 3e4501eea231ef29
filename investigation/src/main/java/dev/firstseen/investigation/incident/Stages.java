package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.incident.Incident.Stage;
import dev.firstseen.investigation.playbook.QueryTemplate;
import dev.firstseen.investigation.trace.Occasion;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

/** The tactics of the alerts' rules and of the verdicts that hold, each at its first sign. */
final class Stages {
    private final List<Alert> alerts;
    private final List<Investigated> investigated;

    Stages(List<Alert> alerts, List<Investigated> investigated) {
        this.alerts = alerts;
        this.investigated = investigated;
    }

    /** In order of time. */
    List<Stage> reached() {
        SequencedMap<String, Stage> stages = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            alert.rule()
                    .threat()
                    .forEach(threat -> add(
                            threat.tactic().id(),
                            Occasion.of(alert.event()),
                            alert.rule().name(),
                            stages));
        }
        for (Investigated each : investigated) {
            for (Answer answer : each.answers()) {
                if (answer instanceof Answer.Answered answered) {
                    for (Said said : answered.said()) {
                        said.verdict()
                                .tactic()
                                .ifPresent(tactic -> add(
                                        tactic,
                                        firstSign(
                                                said,
                                                answered,
                                                Occasion.of(each.alert().event())),
                                        said.sentence(),
                                        stages));
                    }
                }
            }
        }
        return stages.values().stream()
                .sorted(Comparator.comparingLong(Stage::first).thenComparing(Stage::tacticId))
                .toList();
    }

    private static void add(String tactic, long time, String sentence, SequencedMap<String, Stage> into) {
        into.merge(tactic, new Stage(tactic, Tactics.name(tactic), time, sentence), Stages::earlier);
    }

    /**
     * The first event of the measures that the verdict rests on. Those that only look back tell of habits: where there are
     * no others, it is the alert.
     */
    private static long firstSign(Said said, Answer.Answered answered, long alert) {
        Set<String> named = QueryTemplate.fields(said.verdict().when()).stream()
                .map(FieldPath::name)
                .map(name -> name.substring(0, Math.max(0, name.indexOf('.'))))
                .collect(Collectors.toSet());
        return answered.measured().stream()
                .filter(measured -> named.contains(measured.measure().name())
                        && measured.measure().after().isPositive()
                        && measured.first().isPresent())
                .mapToLong((Measured measured) -> measured.first().orElseThrow())
                .min()
                .orElse(alert);
    }

    private static Stage earlier(Stage one, Stage other) {
        return other.first() < one.first() ? other : one;
    }
}
