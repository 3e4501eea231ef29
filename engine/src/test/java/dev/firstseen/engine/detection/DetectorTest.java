package dev.firstseen.engine.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DetectorTest {
    private static final long HOUR = 3_600_000;
    private static final Rule USER_AND_NETWORK = Samples.newTerms(Duration.ofHours(10), Samples.USER, Samples.NETWORK);

    private static Detected detect(Rule rule, Scope scope, Coverage coverage, Event... events) {
        return new Detector(new CompiledRule(rule, any -> true), Samples.FIELDS, scope)
                .detect(List.of(events), coverage);
    }

    private static Detected detect(Rule rule, Event... events) {
        return detect(rule, Scope.EVERYTHING, new Coverage(), events);
    }

    private static List<String> ids(Detected detected) {
        return detected.alerts().stream().map(alert -> alert.event().id()).toList();
    }

    @Test
    void aQueryRuleAlertsOnEveryEventOnce() {
        Event first = Samples.event("1", 5, "ann", 1);
        Detected detected = detect(Samples.query(), Samples.event("2", 5, "ann", 1), first, first);
        assertThat(ids(detected)).containsExactly("1", "2");
        assertThat(detected.alerts()).allMatch(Alert.Match.class::isInstance);
        assertThat(detected.tally()).isEqualTo(new Tally(2, 1, 0, 0, 0));
    }

    @Test
    void anEntryOfTheLogIsTheSameWhateverItsTime() {
        Detected detected = detect(Samples.query(), Samples.event("1", 7, "ann", 1), Samples.event("1", 5, "ann", 1));
        assertThat(detected.alerts()).extracting(alert -> alert.event().time()).containsExactly(5L);
        assertThat(detected.tally().repeated()).isEqualTo(1);
    }

    @Test
    void aQueryRuleKeepsToTheScope() {
        Scope scope = new Scope(
                EventTime.OCCURRED,
                Optional.of(Instant.ofEpochMilli(5)),
                Optional.of(Instant.ofEpochMilli(7)),
                Optional.empty());
        assertThat(ids(detect(
                        Samples.query(),
                        scope,
                        new Coverage(),
                        Samples.event("4", 4, "a", 1),
                        Samples.event("5", 5, "a", 1),
                        Samples.event("6", 6, "a", 1),
                        Samples.event("7", 7, "a", 1))))
                .containsExactly("5", "6");
    }

    @Test
    void anAlertSaysWhatWasSeenInsteadAndHowFarHistoryGoes() {
        Coverage coverage = new Coverage();
        coverage.add("tenant", "o365.audit", 97 * HOUR);
        coverage.add("tenant", "o365.audit", 100 * HOUR);
        Detected detected = detect(
                USER_AND_NETWORK,
                Scope.EVERYTHING,
                coverage,
                Samples.event("1", 98 * HOUR, "ann", 3320),
                Samples.event("2", 99 * HOUR, "ann", 3320),
                Samples.event("3", 100 * HOUR, "ann", 132203));
        assertThat(ids(detected)).containsExactly("1", "3");
        Alert.FirstSeen alert = (Alert.FirstSeen) detected.alerts().getLast();
        assertThat(alert.terms()).containsExactly(new Value.Text("ann"), new Value.Whole(132203));
        assertThat(alert.history())
                .isEqualTo(new History(
                        10 * HOUR,
                        0.3,
                        List.of(new History.Earlier(
                                List.of(new Value.Text("ann"), new Value.Whole(3320)), 2, 98 * HOUR, 99 * HOUR))));
    }

    @Test
    void theTermsOfOneEventAreNotEarlierThanEachOther() {
        Document.Builder fields = new Document.Builder()
                .put(Samples.USER, Value.of("ann"))
                .put(Samples.NETWORK, new Value.Items(List.of(Value.of(1), Value.of(2))));
        Detected detected = detect(USER_AND_NETWORK, Samples.event("1", 5, fields));
        assertThat(detected.alerts()).hasSize(2);
        assertThat(detected.alerts())
                .allSatisfy(
                        alert -> assertThat(((Alert.FirstSeen) alert).history().earlier())
                                .isEmpty());
    }

    @Test
    void theWindowCanBeGivenInsteadOfTheRules() {
        Scope scope =
                new Scope(EventTime.OCCURRED, Optional.empty(), Optional.empty(), Optional.of(Duration.ofMillis(3)));
        Event one = Samples.event("1", 0, "ann", 1);
        Event two = Samples.event("2", 4, "ann", 1);
        assertThat(ids(detect(USER_AND_NETWORK, one, two))).containsExactly("1");
        Detected detected = detect(USER_AND_NETWORK, scope, new Coverage(), one, two);
        assertThat(ids(detected)).containsExactly("1", "2");
        assertThat(((Alert.FirstSeen) detected.alerts().getLast()).history().window())
                .isEqualTo(3);
    }

    @Test
    void theTimeOfIngestionCanDecide() {
        Scope scope = new Scope(EventTime.INGESTED, Optional.empty(), Optional.empty(), Optional.empty());
        Event late = Samples.event(
                "1",
                0,
                new Document.Builder()
                        .put(Samples.USER, Value.of("ann"))
                        .put(Samples.NETWORK, Value.of(1))
                        .put("event.ingested", Value.of("1970-01-01T00:00:01Z")));
        Event early = Samples.event("2", 500, "ann", 1);
        assertThat(ids(detect(USER_AND_NETWORK, scope, new Coverage(), late, early)))
                .containsExactly("2");
        assertThat(ids(detect(USER_AND_NETWORK, late, early))).containsExactly("1");
    }

    @Test
    void whatDoesNotCountIsCounted() {
        Detected detected = detect(
                USER_AND_NETWORK,
                Samples.event("1", 0, new Document.Builder().put(Samples.USER, Value.of("ann"))),
                Samples.event(
                        "2",
                        0,
                        new Document.Builder()
                                .put(Samples.USER, Value.of("ann"))
                                .put(Samples.NETWORK, Value.of("AS1"))));
        assertThat(detected).isEqualTo(new Detected(List.of(), new Tally(2, 0, 2, 1, 0)));
    }

    @Test
    void aScopeIsNotEmpty() {
        assertThatThrownBy(() -> new Scope(
                        EventTime.OCCURRED, Optional.of(Instant.EPOCH), Optional.of(Instant.EPOCH), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("since (1970-01-01T00:00:00Z) must come before until (1970-01-01T00:00:00Z)");
    }
}
