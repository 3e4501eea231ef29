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
        agenda.investigated(account, List.of(reaches), NOW, 0);
    }

    @Test
    void alertsAreDueAtOnceAndDeedsAfterAPauseInTheOrderInWhichTheyCame() {
        agenda.add(account("ada"), Cause.DEED, NOW);
        agenda.add(account("ben"), Cause.ALERT, NOW);
        agenda.add(account("cleo"), Cause.ALERT, NOW);
        assertThat(agenda.size()).isEqualTo(3);
        assertThat(agenda.next(NOW, false)).contains(account("ben"));
        assertThat(agenda.size()).isEqualTo(3);
        agenda.investigated(account("ben"), List.of(), NOW, 0);
        assertThat(agenda.size()).isEqualTo(2);
        assertThat(agenda.next(LATER, false)).contains(account("ada"));
        assertThat(agenda.next(LATER, false)).contains(account("cleo"));
        assertThat(agenda.next(LATER, false)).isEmpty();
    }

    @Test
    void anAccountRestsByWhicheverOfItsNamesItComes() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        assertThat(agenda.next(NOW, false)).contains(account("ada"));
        agenda.investigated(account("ada", "id of ada"), List.of(), NOW, 100);
        agenda.add(account("id of ada", "ada@x"), Cause.ALERT, NOW);
        agenda.add(account("ben"), Cause.ALERT, NOW);
        assertThat(agenda.next(NOW + 999, false)).contains(account("ben"));
        assertThat(agenda.next(NOW + 999, false)).isEmpty();
        assertThat(agenda.next(NOW + 1_000, false)).contains(account("ada", "ada@x", "id of ada"));
    }

    @Test
    void whereThereIsNoAlertAllRestAfterAnInvestigation() {
        agenda.add(account("ada"), Cause.ALERT, LATER);
        agenda.add(account("ben"), Cause.DEED, NOW);
        assertThat(agenda.next(LATER, true)).contains(account("ada"));
        agenda.investigated(account("ada"), List.of(), LATER, 100);
        assertThat(agenda.next(LATER + 299, false)).isEmpty();
        assertThat(agenda.next(LATER + 300, false)).contains(account("ben"));
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
        agenda.investigated(account("ada"), List.of(), NOW, 0);
        assertThat(agenda.next(LATER, false)).contains(account("ada"));
        agenda.investigated(account("ada"), List.of(), NOW, 0);
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
    void whatFailedWaitsAgain() {
        agenda.add(account("ada"), Cause.ALERT, NOW);
        assertThat(agenda.next(NOW, false)).isPresent();
        agenda.failed(account("ada"), NOW, 1);
        assertThat(agenda.size()).isEqualTo(1);
        assertThat(agenda.next(NOW, false)).isEmpty();
        assertThat(agenda.next(NOW + 10, false)).contains(account("ada"));
    }

    @Test
    void whatIsOverIsForgotten() {
        agenda.add(account("ada"), new Reach(10, 20, Set.of("as/1")));
        agenda.add(account("ben"), new Reach(10, 21, Set.of("as/1")));
        agenda.add(account("cleo"), Cause.DEED, NOW);
        agenda.forgetBefore(20, NOW);
        assertThat(agenda.isNews(account("ada", "new"))).isFalse();
        assertThat(agenda.touchedBy("t", Set.of("as/1"), 15)).containsOnlyKeys(account("ben"));
        assertThat(agenda.next(LATER, false)).contains(account("cleo"));
    }
}
