package dev.firstseen.investigation.incident;

import static dev.firstseen.investigation.Samples.MINUTE;
import static dev.firstseen.investigation.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.Samples;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Measured;
import dev.firstseen.investigation.incident.Incident.Moment;
import dev.firstseen.investigation.playbook.Learns;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.investigation.trace.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final FieldPath PATH = FieldPath.of("url.path");
    private static final Measure CALLS = new Measure(
            "calls",
            Measure.Whose.ACCOUNT,
            List.of("azure.graphactivitylogs"),
            Duration.ZERO,
            Duration.ofHours(1),
            new Kql.Everything(),
            List.of(PATH),
            Optional.of(Measure.Lane.GRAPH),
            "Calls");

    /** What an alert's answer tells of a strand's times from one minute on and before another. */
    private static Answer answer(Times times, long fromMinute, long untilMinute) {
        long from = NOON + fromMinute * MINUTE;
        long until = NOON + untilMinute * MINUTE;
        long first = times.first(from, until).orElseThrow();
        long last = times.last(from, until).orElseThrow();
        Measured.Group group = new Measured.Group(
                List.of(List.of(new Value.Text("/me"))),
                times.count(from, until),
                first,
                last,
                List.of(new Measured.Span(times, first, last + 1)));
        Measured measured = new Measured(
                CALLS,
                group.count(),
                OptionalLong.of(first),
                OptionalLong.of(last),
                List.of(1L),
                List.of(group),
                0,
                List.of());
        Step step = new Step("use", "What for?", CALLS.datasets(), List.of(CALLS), List.of(), Learns.NOTHING);
        return new Answer.Answered(step, List.of(measured), List.of(), List.of());
    }

    private static Times minutes(long... minutes) {
        long[] times = new long[minutes.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = NOON + minutes[i] * MINUTE;
        }
        return Times.of(times);
    }

    @Test
    void whatTwoAlertsFindOfOneThingIsToldOnceAndWhole() {
        Times times = minutes(0, 10, 20, 30, 40, 50);
        List<Moment> moments = new Timeline(List.of(), List.of(answer(times, 0, 31), answer(times, 20, 60))).moments();
        assertThat(moments)
                .extracting(Moment::first, Moment::last, Moment::count)
                .containsExactly(tuple(NOON, NOON + 50 * MINUTE, 6L));
    }

    @Test
    void whatLiesBetweenTwoWindowsIsNotCounted() {
        Times times = minutes(0, 10, 20, 30, 40, 50);
        List<Moment> moments = new Timeline(List.of(), List.of(answer(times, 40, 60), answer(times, 0, 11))).moments();
        assertThat(moments)
                .extracting(Moment::first, Moment::last, Moment::count)
                .containsExactly(tuple(NOON, NOON + 50 * MINUTE, 4L));
    }

    @Test
    void eventsOfTwoStrandsAreNotTheSameForHappeningAtOneTime() {
        List<Moment> moments = new Timeline(
                        List.of(), List.of(answer(minutes(0, 10), 0, 60), answer(minutes(0, 10), 0, 60)))
                .moments();
        assertThat(moments).extracting(Moment::count).containsExactly(4L);
    }

    @Test
    void anAlertStandsInTheLaneOfWhatItIsAbout() {
        assertThat(lane("Exchange")).isEqualTo(Measure.Lane.MAILBOX);
        assertThat(lane("OneDrive")).isEqualTo(Measure.Lane.FILES);
        assertThat(lane("AzureActiveDirectory")).isEqualTo(Measure.Lane.AUDIT);
    }

    private static Measure.Lane lane(String workload) {
        Event event = Samples.event(workload, NOON, Samples.AUDIT, "event.provider", workload);
        Rule rule = IncidentsPropertiesTest.rule();
        Alert alert = new Alert.Match(AlertId.of(rule, event), rule, event);
        return new Timeline(List.of(alert), List.of()).moments().getFirst().lane();
    }
}
