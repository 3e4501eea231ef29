package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.playbook.Measure.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The alerts, and what the measures with a lane found, in order of time. */
final class Timeline {
    private final List<Alert> alerts;
    private final List<Answer> answers;

    Timeline(List<Alert> alerts, List<Answer> answers) {
        this.alerts = alerts;
        this.answers = answers;
    }

    private record Key(Lane lane, String label, String detail) {}

    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (Alert alert : alerts) {
            long time = alert.event().time();
            moments.add(new Moment(time, time, lane(alert), alert.rule().name(), "", 1, true, List.of(alert.event())));
        }
        Map<Key, Moment> found = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Answered answered) {
                answered.measured().forEach(measured -> add(measured, found));
            }
        }
        moments.addAll(found.values());
        moments.sort(Comparator.comparingLong(Moment::first)
                .thenComparing(Moment::grant, Comparator.reverseOrder())
                .thenComparing(Moment::lane)
                .thenComparing(Moment::label)
                .thenComparing(Moment::detail));
        return moments;
    }

    /** Two alerts ask about overlapping times, so of the same group the larger finding stays. */
    private static void add(Measured measured, Map<Key, Moment> into) {
        if (measured.measure().lane().isEmpty()) {
            return;
        }
        Lane lane = measured.measure().lane().get();
        for (Measured.Group group : measured.groups()) {
            String detail = group.values().stream()
                    .filter(values -> !values.isEmpty())
                    .map(values -> values.stream().map(Value.Scalar::text).collect(Collectors.joining(", ")))
                    .collect(Collectors.joining(" · "));
            Moment moment = new Moment(
                    group.first(),
                    group.last(),
                    lane,
                    measured.measure().label(),
                    detail,
                    group.count(),
                    false,
                    measured.evidence().stream()
                            .filter(event -> event.time() >= group.first() && event.time() <= group.last())
                            .limit(3)
                            .toList());
            into.merge(
                    new Key(lane, moment.label(), detail),
                    moment,
                    (one, other) -> one.count() >= other.count() ? one : other);
        }
    }

    private static Lane lane(Alert alert) {
        return switch (alert.event().dataset()) {
            case "azure.signinlogs", "azure.identity_protection" -> Lane.SIGN_IN;
            case "azure.graphactivitylogs", "azure.aadgraphactivitylogs" -> Lane.GRAPH;
            default -> Lane.AUDIT;
        };
    }
}
