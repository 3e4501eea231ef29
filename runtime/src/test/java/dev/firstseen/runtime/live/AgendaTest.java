package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.runtime.live.Agenda.Cause;
import dev.firstseen.runtime.live.Agenda.Reach;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final long NOW = 1_000_000;
    private static final long LATER = NOW + 3_600_000;

    private final Agenda agenda = new Agenda();

    private static Account account(String... names) {
        return new Account("t", Set.of(names));
    }

    private void investigated(Account account, Reach... reaches) {
        assertThat(agenda.next(NOW, true)).contains(account);
        agenda.reaching(account, List.of(reaches));
        agenda.investigated(account, NOW, 0);
    }

    @Test
    void alertsAreDueAtOnceAndDeedsAfterAPauseInTheOrderInWhichTheyCame() {
        agenda.add(account("ada"), Cause.DEED, NOW);
        agenda.add(account("ben"), Cause.ALERT, NOW);
        agenda.add(account("cleo"), Cause.ALERT, NOW);
        assertThat(agenda.size()).isEqualTo(3);
        assertThat(agenda.next(NOW, false)).contains(account("ben"));
        assertThat(agenda.size()).isEqualTo(3);
        agenda.investigated(account("ben"), NOW, 0);
        assertThat(agenda.size()).isEqualTo(2);
        assertThat(agenda.next(LATER, false)).contains(account("ada"));
        assertThat(agenda.next(LATER, false)).contains(account("cleo"));
        assertThat(agenda.next(LATER, false)).isEmpty();
    }

    @Test
    void anAccountRestsByWhicheverOfItsNamesItComes() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        assertThat(agenda.next(NOW, false)).contains(account("ada"));
        agenda.investigated(account("ada", "id of ada"), NOW, 100);
        agenda.add(account("id of ada", "ada@x"), Cause.ALERT, NOW);
        agenda.add(account("ben"), Cause.ALERT, NOW);
        assertThat(agenda.next(NOW + 1_099, false)).contains(account("ben"));
        assertThat(agenda.next(NOW + 1_099, false)).isEmpty();
        assertThat(agenda.next(NOW + 1_100, false)).contains(account("ada", "ada@x", "id of ada"));
    }

    @Test
    void whereThereIsNoAlertAllRestAfterAnInvestigation() {
        agenda.add(account("ada"), Cause.DEED, NOW);
        agenda.add(account("ben"), Cause.DEED, NOW);
        agenda.add(account("cleo"), Cause.NEIGHBOUR, NOW);
        assertThat(agenda.next(LATER, false)).contains(account("ada"));
        agenda.investigated(account("ada"), LATER, 100);
        assertThat(agenda.next(LATER + 399, false)).isEmpty();
        assertThat(agenda.next(LATER + 400, false)).contains(account("ben"));
        agenda.investigated(account("ben"), LATER + 400, 100);
        assertThat(agenda.next(LATER + 799, false)).isEmpty();
        assertThat(agenda.next(LATER + 800, false)).contains(account("cleo"));
    }

    @Test
    void aDeedGetsItsTurnHoweverManyAlertsThereAre() {
        agenda.add(account("ben"), Cause.DEED, NOW);
        long time = NOW;
        for (int i = 0; i < 300; i++) {
            agenda.add(account("ada " + i), Cause.ALERT, time);
            Account next = agenda.next(time, false).orElseThrow();
            if (next.equals(account("ben"))) {
                return;
            }
            agenda.investigated(next, time, 100);
            time += 100;
        }
        assertThat(time).as("when it should have had its turn").isLessThan(NOW + 20_200);
    }

    @Test
    void whatLiesInTheReachOfAnIncidentTouchesItsAccount() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        investigated(account("ada"), new Reach(10, 20, Set.of("as/1")), new Reach(30, 40, Set.of()));
        for (long in : List.of(10L, 19L, 30L)) {
            assertThat(agenda.touchedBy("t", Set.of("ben", "ada"), in)).isEqualTo(Map.of(account("ada"), Cause.DEED));
        }
        for (long out : List.of(9L, 20L, 40L)) {
            assertThat(agenda.touchedBy("t", Set.of("ada", "as/1"), out)).isEmpty();
        }
        assertThat(agenda.touchedBy("u", Set.of("ada", "as/1"), 10)).isEmpty();
        assertThat(agenda.touchedBy("t", Set.of("ben", "as/1"), 10)).isEqualTo(Map.of(account("ada"), Cause.NEIGHBOUR));
        assertThat(agenda.touchedBy("t", Set.of("ben", "as/1"), 30)).isEmpty();
    }

    @Test
    void whoWaitsOrIsBeingLookedAtIsTouchedAtAnyTime() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        assertThat(agenda.touchedBy("t", Set.of("ada"), 5)).containsKey(account("ada"));
        assertThat(agenda.next(NOW, false)).isPresent();
        assertThat(agenda.touchedBy("t", Set.of("ada"), 5)).containsKey(account("ada"));
        agenda.add(account("ada"), Cause.DEED, NOW);
        agenda.investigated(account("ada"), NOW, 0);
        assertThat(agenda.next(LATER, false)).contains(account("ada"));
        agenda.investigated(account("ada"), NOW, 0);
        assertThat(agenda.touchedBy("t", Set.of("ada"), 5)).isEmpty();
    }

    @Test
    void accountsThatTurnOutToBeOneAreOne() {
        agenda.add(account("ada"), new Reach(10, 20, Set.of("as/1")));
        agenda.add(account("id"), new Reach(30, 40, Set.of("as/2")));
        assertThat(agenda.isNews(account("ben", "cleo"))).isFalse();
        assertThat(agenda.isNews(account("ada"))).isFalse();
        assertThat(agenda.isNews(account("ada", "ada@x"))).isTrue();
        assertThat(agenda.isNews(account("ada", "id"))).isTrue();
        agenda.add(account("ada", "id"), Cause.DEED, NOW);
        assertThat(agenda.isNews(account("ada", "id"))).isFalse();
        assertThat(agenda.size()).isEqualTo(1);
        investigated(account("ada", "id"), new Reach(10, 20, Set.of("as/2")));
        assertThat(agenda.touchedBy("t", Set.of("id"), 15)).containsKey(account("ada", "id"));
        assertThat(agenda.touchedBy("t", Set.of("as/1"), 15)).isEmpty();
        assertThat(agenda.touchedBy("t", Set.of("as/2"), 15)).containsKey(account("ada", "id"));
    }

    @Test
    void whatTheStoreRefusedWaitsAgain() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        assertThat(agenda.next(NOW, false)).isPresent();
        agenda.refused(account("ada"), NOW, 1);
        assertThat(agenda.size()).isEqualTo(1);
        assertThat(agenda.failing()).isZero();
        assertThat(agenda.next(NOW + 10, false)).isEmpty();
        assertThat(agenda.next(NOW + 11, false)).contains(account("ada"));
    }

    @Test
    void whatFailsWaitsLongerAndLongerAndEvenAtTheEnd() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        long time = NOW;
        for (long rest : List.of(30L, 60L, 120L, 240L, 480L, 960L, 1_920L, 3_840L, 3_840L)) {
            assertThat(agenda.next(time, false)).contains(account("ada"));
            agenda.failed(account("ada"), time, 1);
            assertThat(agenda.size()).isZero();
            assertThat(agenda.failing()).isEqualTo(1);
            agenda.add(account("ada"), Cause.ALERT, time);
            time += 1 + 1_000 * rest;
            assertThat(agenda.next(time - 1, false)).isEmpty();
            assertThat(agenda.next(time - 1, true)).isEmpty();
        }
        assertThat(agenda.next(time, true)).contains(account("ada"));
        agenda.investigated(account("ada"), time, 1);
        assertThat(agenda.failing()).isZero();
        agenda.add(account("ada"), Cause.ALERT, time);
        assertThat(agenda.size()).isEqualTo(1);
        assertThat(agenda.next(time + 11, false)).contains(account("ada"));
    }

    @Test
    void whoWaitsIsNotCalledForByNeighboursAgain() {
        agenda.add(account("ada"), new Reach(10, 20, Set.of("as/1")));
        agenda.add(account("ben"), new Reach(10, 20, Set.of("as/1")));
        agenda.add(account("ada"), Cause.NEIGHBOUR, NOW);
        assertThat(agenda.touchedBy("t", Set.of("as/1"), 15)).containsOnlyKeys(account("ben"));
        assertThat(agenda.next(LATER, false)).contains(account("ada"));
        assertThat(agenda.touchedBy("t", Set.of("as/1"), 15)).containsOnlyKeys(account("ben"));
        // From when its reach is known, though it is not done.
        agenda.reaching(account("ada"), List.of(new Reach(10, 20, Set.of("as/1", "as/2"))));
        assertThat(agenda.touchedBy("t", Set.of("as/2"), 15)).containsOnlyKeys(account("ada"));
        agenda.add(account("ada"), Cause.NEIGHBOUR, LATER);
        agenda.investigated(account("ada"), LATER, 0);
        assertThat(agenda.touchedBy("t", Set.of("as/2"), 15)).isEmpty();
        assertThat(agenda.next(LATER, true)).contains(account("ada"));
        agenda.failed(account("ada"), LATER, 0);
        assertThat(agenda.touchedBy("t", Set.of("as/2"), 15)).isEmpty();
        assertThat(agenda.next(2 * LATER, true)).contains(account("ada"));
        agenda.investigated(account("ada"), LATER, 0);
        assertThat(agenda.touchedBy("t", Set.of("as/2"), 15)).containsOnlyKeys(account("ada"));
    }

    @Test
    void whatIsOverIsForgotten() {
        agenda.add(account("ada"), new Reach(10, 20, Set.of("as/1")));
        agenda.add(account("ben"), new Reach(10, 21, Set.of("as/1")));
        agenda.add(account("cleo"), Cause.DEED, NOW);
        agenda.forget(account("ada", "new"), new Reach(10, 20, Set.of("as/1")));
        agenda.forget(account("ben"), new Reach(10, 20, Set.of("as/1")));
        agenda.tidy(NOW);
        assertThat(agenda.isNews(account("ada", "new"))).isFalse();
        assertThat(agenda.touchedBy("t", Set.of("as/1"), 15)).containsOnlyKeys(account("ben"));
        assertThat(agenda.next(LATER, false)).contains(account("cleo"));
    }

    @Test
    void whatWasNotToldWaitsWithoutBeingNew() {
        Account ada = account("ada");
        agenda.add(ada, Cause.ALERT, NOW);
        investigated(ada, new Reach(10, 20, Set.of("as/1")));
        agenda.add(ada, Cause.UNTOLD, NOW);
        assertThat(agenda.size()).isZero();
        assertThat(agenda.next(LATER - 1, false)).isEmpty();
        // As if it did not wait at all.
        assertThat(agenda.touchedBy("t", Set.of("ada"), 30)).isEmpty();
        assertThat(agenda.touchedBy("t", Set.of("as/1"), 15)).isEqualTo(Map.of(ada, Cause.NEIGHBOUR));
        assertThat(agenda.next(LATER, false)).contains(ada);
    }
}
