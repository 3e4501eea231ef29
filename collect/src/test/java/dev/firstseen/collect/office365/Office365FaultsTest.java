package dev.firstseen.collect.office365;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.simulation.Fault;
import dev.firstseen.collect.simulation.Faults;
import dev.firstseen.collect.simulation.SimulatedMicrosoft;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One kind of fault at a time. */
class Office365FaultsTest extends Collecting {

    @Test
    void aStalePageIsDroppedAndItsListTakenAnew() throws IOException {
        collect(Faults.only(Fault.STALE_PAGE, 0.5), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.conditions(Condition.Failing.class))
                    .extracting(Condition.Failing::sentence)
                    .anyMatch(sentence -> sentence.contains("AF20031"))
                    .anyMatch(sentence -> sentence.contains("before the 7 days kept"));
        });
    }

    @Test
    void rejectedContentIsOneErrorEach() throws IOException {
        collect(Faults.only(Fault.REJECTED, 0.1), Office365FaultsTest::isCompleteAndNamesWhatIsLost);
    }

    @Test
    void expiredContentIsNeverAskedForAndOneErrorEach() throws IOException {
        collect(Faults.only(Fault.EXPIRED, 0.1), Office365FaultsTest::isCompleteAndNamesWhatIsLost);
    }

    private static void isCompleteAndNamesWhatIsLost(Committing committed, SimulatedMicrosoft microsoft, Instant end) {
        isComplete(committed, microsoft, end);
        Set<String> lost = microsoft.lostContent(START.minusSeconds(1), end.minus(Duration.ofHours(3)));
        List<String> named = committed.conditions(Condition.Lost.class).stream()
                .map(Condition.Lost::what)
                .toList();
        assertThat(lost).isNotEmpty();
        assertThat(named).doesNotHaveDuplicates().containsAll(lost);
        assertThat(named)
                .allSatisfy(what -> assertThat(committed.gaps()).hasEntrySatisfying(what, gap -> {
                    assertThat(gap.state()).isEqualTo(Gap.State.FINAL);
                    assertThat(Duration.between(gap.from(), gap.to())).isGreaterThan(Duration.ofHours(1));
                }));
    }

    @Test
    void aMalformedAddressIsRebuilt() throws IOException {
        collect(Faults.only(Fault.MALFORMED_URI, 0.5), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.conditions()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRUNCATED", "HUNG_UP"})
    void aBodyThatIsCutOffGivesNothingUntilItIsFetchedWhole(Fault fault) throws IOException {
        collect(Faults.only(fault, 0.2), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.ids()).doesNotHaveDuplicates();
            assertThat(committed.gaps()).isNotEmpty();
            assertThat(committed.gaps().values()).extracting(Gap::state).contains(Gap.State.CLOSED);
            assertThat(committed.conditions(Condition.Lost.class)).isEmpty();
        });
    }

    @Test
    void contentThatIsListedTwiceComesOnce() throws IOException {
        collect(Faults.only(Fault.LISTED_TWICE, 0.5), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.ids()).doesNotHaveDuplicates();
        });
    }

    @Test
    void contentThatIsListedHoursLateComes() throws IOException {
        collect(Faults.only(Fault.LISTED_LATE, 0.5), Collecting::isComplete);
    }

    @Test
    void throttlingAndErrorsAreWaitedOut() throws IOException {
        collect(Faults.only(Fault.THROTTLED, 0.2), (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(microsoft.early()).isZero();
        });
        collect(Faults.only(Fault.SERVER_ERROR, 0.2), Collecting::isComplete);
    }

    @Test
    void aTokenThatIsRefusedIsReplaced() throws IOException {
        collect(Faults.only(Fault.TOKEN_REVOKED, 0.05), Collecting::isComplete);
    }

    @Test
    void aSubscriptionThatGoesOffIsStartedAgain() throws IOException {
        collect(Faults.only(Fault.SUBSCRIPTION_OFF, 0.1), Collecting::isComplete);
    }

    @Test
    void aSubscriptionThatStaysOffIsToldOnce() throws IOException {
        collect(Faults.only(Fault.SUBSCRIPTION_OFF, 1), (committed, microsoft, end) -> {
            assertThat(committed.ids()).isEmpty();
            assertThat(committed.conditions()).extracting(Condition::what).containsExactlyInAnyOrder(TYPES);
        });
    }

    @Test
    void anOutageOfHoursLosesNothingAndIsToldOnce() throws IOException {
        Instant from = START.plus(Duration.ofDays(6)).plus(Duration.ofHours(5));
        Faults outage = new Faults(3, Map.of(), List.of(new Faults.Outage(from, from.plus(Duration.ofHours(9)))));
        collect(outage, (committed, microsoft, end) -> {
            isComplete(committed, microsoft, end);
            assertThat(committed.conditions(Condition.Failing.class))
                    .extracting(Condition::what)
                    .doesNotHaveDuplicates();
            assertThat(committed.conditions(Condition.Recovered.class)).isNotEmpty();
        });
    }
}
