package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.microsoft.audit.AuditSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that Elastic already made. */
class ReadyDocumentsTest {
    private static final Instant START = Instant.parse("2026-01-17T00:00:00Z");
    private static final int DOCUMENTS = 60;

    private static final CompiledRule NEW_USER = Fixture.rule("01", "event.action: UserLoggedIn", """
            type = "new_terms"
            [rule.new_terms]
            field = "new_terms_fields"
            value = ["user.id"]
            [[rule.new_terms.history_window_start]]
            field = "history_window_start"
            value = "now-14d"
            """);

    private static Instant occurred(int number) {
        return START.plus(Duration.ofHours(6L * number));
    }

    /** A sign-in every six hours, the last of which is a new user's. */
    private static String documents(UnaryOperator<Instant> ingested) {
        return IntStream.range(0, DOCUMENTS)
                .mapToObj(number -> """
                        {"@timestamp":"%s","data_stream":{"dataset":"o365.audit"},"organization":{"id":"59228b75-87e5-4f05-a5be-214ac352e317"},\
                        "event":{"id":"e%d","action":"UserLoggedIn","ingested":"%s"},"user.id":"%s"}""".formatted(
                                occurred(number),
                                number,
                                ingested.apply(occurred(number)),
                                number == DOCUMENTS - 1 ? "bo" : "ada"))
                .collect(Collectors.joining("\n"));
    }

    private static ScanPlan plan(EventTime time, CompiledRule... rules) {
        Scope scope = new Scope(time, Optional.empty(), Optional.empty(), Optional.empty());
        return new ScanPlan(List.of(rules), scope, event -> event, AuditSettings.NONE, false, true, 2);
    }

    private static double coverageOfTheLast(EventTime time, UnaryOperator<Instant> ingested) {
        Alert last =
                Fixture.scan(plan(time, NEW_USER), documents(ingested)).alerts().getLast();
        return ((Alert.FirstSeen) last).history().coverage();
    }

    @Test
    void whatWasLoadedInOneGoHasNoHistoryByTheTimeOfIngestion() {
        UnaryOperator<Instant> atOnce = occurred -> occurred(DOCUMENTS).plus(Duration.ofDays(1));
        assertThat(coverageOfTheLast(EventTime.INGESTED, atOnce)).isLessThan(0.01);
        assertThat(coverageOfTheLast(EventTime.OCCURRED, atOnce)).isGreaterThan(0.99);
    }

    @Test
    void whatWasLoadedAsItCameHasAll() {
        UnaryOperator<Instant> soon = occurred -> occurred.plus(Duration.ofMinutes(5));
        assertThat(coverageOfTheLast(EventTime.INGESTED, soon)).isGreaterThan(0.99);
    }

    /** What matches no rule shows too that the log was collected. */
    @Test
    void otherRecordsCountAsHistory() {
        UnaryOperator<Instant> soon = occurred -> occurred.plus(Duration.ofMinutes(5));
        String documents = documents(soon).replaceAll("UserLoggedIn(.*ada)", "Other$1");
        Alert only = Fixture.scan(plan(EventTime.INGESTED, NEW_USER), documents)
                .alerts()
                .getFirst();
        assertThat(((Alert.FirstSeen) only).history().coverage()).isGreaterThan(0.99);
    }

    @ParameterizedTest
    @CsvSource({
        "data_stream.dataset, event.dataset: o365.audit",
        "event.dataset, data_stream.dataset: o365.audit",
        "data_stream.dataset, event.action: UserLoggedIn",
        "event.dataset, event.action: UserLoggedIn"
    })
    void eitherNameOfTheDatasetWillDo(String name, String query) {
        String document = documents(occurred -> occurred)
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("\"data_stream\":{\"dataset\"", "\"" + name + "\"")
                .replace("o365.audit\"}", "o365.audit\"");
        CompiledRule rule = Fixture.rule("02", query, "type = \"query\"");
        assertThat(Fixture.scan(plan(EventTime.OCCURRED, rule), document).alerts())
                .hasSize(1);
    }
}
