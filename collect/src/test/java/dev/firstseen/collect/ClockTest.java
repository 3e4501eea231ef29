package dev.firstseen.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.graph.GraphReport;
import dev.firstseen.collect.graph.GraphSettings;
import dev.firstseen.collect.graph.GraphSource;
import dev.firstseen.collect.office365.Office365Settings;
import dev.firstseen.collect.office365.Office365Source;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import dev.firstseen.collect.simulation.SimulatedRecord;
import dev.firstseen.collect.simulation.SteppedClock;
import dev.firstseen.collect.time.SourceClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A machine whose clock is wrong for a while, by a service whose clock is right. */
class ClockTest {

    private static final Instant WRONG = SimulatedTenantRecords.START.plus(Duration.ofDays(3));
    private static final String[] TYPES = {"Audit.AzureActiveDirectory", "Audit.Exchange"};
    private static final List<GraphReport> REPORTS =
            List.of(GraphReport.SIGN_INS_INTERACTIVE, GraphReport.DIRECTORY_AUDITS);

    /** Wrong by so much, for so long. */
    private record WrongClock(SteppedClock right, Duration by, Duration during) implements SourceClock {
        @Override
        public Instant now() {
            Instant now = right.now();
            boolean wrong = !now.isBefore(WRONG) && now.isBefore(WRONG.plus(during));
            return wrong ? now.plus(by) : now;
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            right.pause(duration);
        }
    }

    private static Source source(String kind, SimulatedMicrosoft microsoft, SourceClock clock) {
        return switch (kind) {
            case "office365" ->
                new Office365Source(
                        "tenant",
                        Office365Settings.of(microsoft.registration(), List.of(TYPES))
                                .at(microsoft.service())
                                .every(Duration.ofMinutes(30)),
                        clock,
                        new SplittableRandom(1));
            case "graph" ->
                new GraphSource(
                        "tenant",
                        GraphSettings.of(microsoft.registration(), REPORTS)
                                .at(microsoft.service())
                                .every(Duration.ofMinutes(30)),
                        clock,
                        new SplittableRandom(1));
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static List<SimulatedRecord> records() {
        List<SimulatedRecord> records =
                new ArrayList<>(SimulatedTenantRecords.audit(11, 200, Duration.ofDays(7), TYPES));
        SimulatedTenantRecords.reports(11, 600, Duration.ofDays(7)).stream()
                .filter(record ->
                        REPORTS.stream().anyMatch(report -> report.name().equals(record.log())))
                .forEach(records::add);
        return records;
    }

    @ParameterizedTest
    @CsvSource({
        "office365, PT72H, PT2H",
        "office365, PT720H, PT6H",
        "office365, PT48H, PT72H",
        "office365, PT-72H, PT2H",
        "graph, PT72H, PT2H",
        "graph, PT1440H, PT6H",
        "graph, PT48H, PT72H",
        "graph, PT-72H, PT2H"
    })
    void everythingComesOnceWhenItIsRightAgain(String kind, Duration by, Duration during) throws IOException {
        Instant now = SimulatedTenantRecords.START.plus(Duration.ofDays(2));
        Instant end = now.plus(Duration.ofDays(5));
        SteppedClock right = new SteppedClock(now, end);
        try (SimulatedMicrosoft microsoft = new SimulatedMicrosoft(records(), Faults.NONE, right)) {
            Committing committed = new Committing().run(source(kind, microsoft, new WrongClock(right, by, during)));
            Instant until = end.minus(Duration.ofHours(3));
            Set<String> missing = new HashSet<>(
                    kind.equals("graph")
                            ? microsoft.collectableReports(SimulatedTenantRecords.START, until)
                            : microsoft.collectable(SimulatedTenantRecords.START, until));
            assertThat(missing).hasSizeGreaterThan(100);
            committed.ids().forEach(missing::remove);
            assertThat(missing).isEmpty();
            assertThat(committed.ids()).doesNotHaveDuplicates();
            // At the end of a wrong future, or the beginning of a wrong past.
            assertThat(committed.conditions(Condition.Failing.class))
                    .singleElement()
                    .satisfies(told -> assertThat(told.sentence())
                            .startsWith(by.isPositive() ? "The clock was put back" : "The clock is behind"));
            assertThat(committed.conditions(Condition.Recovered.class)).hasSize(1);
            assertThat(committed.gaps().values()).extracting(Gap::state).allMatch(state -> state == Gap.State.CLOSED);
            assertThat(committed.progress().values())
                    .allSatisfy(progress -> assertThat(progress.lag()).isLessThan(Duration.ofHours(1)));
        }
    }
}
