package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.trace.Occasion;
import dev.firstseen.investigation.trace.ReadableTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The alerts, and what the measures with a lane found, in order of time. */
final class Timeline {
    private static final FieldPath WORKLOAD = FieldPath.of("event.provider");

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
            long time = Occasion.of(alert.event());
            moments.add(new Moment(
                    time, time, lane(alert), alert.rule().name(), detected(alert), 1, true, List.of(alert.event())));
        }
        Map<Key, GrowingMoment> found = new LinkedHashMap<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Answered answered) {
                answered.measured().forEach(measured -> add(measured, found));
            }
        }
        found.forEach((key, grown) -> moments.add(grown.moment(key.lane(), key.label(), key.detail())));
        moments.sort(Comparator.comparingLong(Moment::first)
                .thenComparing(Moment::grant, Comparator.reverseOrder())
                .thenComparing(Moment::lane)
                .thenComparing(Moment::label)
                .thenComparing(Moment::detail));
        return moments;
    }

    /** When the alert's event was written, where that was later than what it tells of. */
    private static String detected(Alert alert) {
        long written = alert.event().time();
        return written == Occasion.of(alert.event())
                ? ""
                : "detected at " + ReadableTime.of(Instant.ofEpochMilli(written));
    }

    /** Two alerts ask about overlapping times, so the same group is told once. */
    private static void add(Measured measured, Map<Key, GrowingMoment> into) {
        if (measured.measure().lane().isEmpty()) {
            return;
        }
        Lane lane = measured.measure().lane().get();
        for (Measured.Group group : measured.groups()) {
            String detail = group.values().stream()
                    .filter(values -> !values.isEmpty())
                    .map(values -> values.stream().map(Value.Scalar::text).collect(Collectors.joining(", ")))
                    .collect(Collectors.joining(" · "));
            into.computeIfAbsent(new Key(lane, measured.measure().label(), detail), _ -> new GrowingMoment())
                    .add(group, measured.evidence());
        }
    }

    private static Lane lane(Alert alert) {
        return switch (alert.event().dataset()) {
            case "azure.signinlogs", "azure.identity_protection" -> Lane.SIGN_IN;
            case "azure.graphactivitylogs", "azure.aadgraphactivitylogs" -> Lane.GRAPH;
            case "o365.audit" -> ofWorkload(alert);
            default -> Lane.AUDIT;
        };
    }

    private static Lane ofWorkload(Alert alert) {
        for (Value workload : alert.event().values(WORKLOAD)) {
            if (workload instanceof Value.Text(String name)) {
                return switch (name) {
                    case "Exchange" -> Lane.MAILBOX;
                    case "SharePoint", "OneDrive" -> Lane.FILES;
                    default -> Lane.AUDIT;
                };
            }
        }
        return Lane.AUDIT;
    }
}
