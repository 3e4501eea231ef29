package dev.firstseen.runtime.live;

import static dev.firstseen.runtime.live.LiveSamples.ADA;
import static dev.firstseen.runtime.live.LiveSamples.ADDRESSES;
import static dev.firstseen.runtime.live.LiveSamples.NOW;
import static dev.firstseen.runtime.live.LiveSamples.RULES;
import static dev.firstseen.runtime.live.LiveSamples.commit;
import static dev.firstseen.runtime.live.LiveSamples.logon;
import static dev.firstseen.runtime.live.LiveSamples.plan;
import static dev.firstseen.runtime.live.LiveSamples.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is forgotten, and what is not yet. */
class ForgettingTest {
    /** What a late record would change must be known, or it is raised again as new. */
    @Test
    void whatMayStillChangeIsKeptBeyondTheRetention() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE, RULES.subList(1, 2)), NOW);
            for (int i = 0; i < 3; i++) {
                commit(
                        live,
                        List.of(logon("id" + i, ADA, "2026-03-05T01:00:00", ADDRESSES.get(i))),
                        Instant.ofEpochMilli(NOW).plusSeconds(i));
            }
            live.forget(NOW + Duration.ofDays(20).toMillis(), Duration.ofDays(2));
            commit(
                    live,
                    List.of(logon("late", ADA, "2026-03-05T01:00:00", ADDRESSES.get(0))),
                    Instant.ofEpochMilli(NOW).minusSeconds(3600));
            assertThat(fresh.in(Alerts.State.SHOWN)).hasSize(1);
            assertThat(fresh.in(Alerts.State.WITHDRAWN)).hasSize(1);
            fresh.assertToldAsItStands();
        }
    }

    @Test
    void oldExportsAreNotForgottenWhileTheyAreRead() throws Exception {
        List<String> records = records(new Random(5), 40);
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED), NOW);
            commit(live, records.subList(0, 20), Instant.ofEpochMilli(NOW));
            Set<String> before = fresh.in(Alerts.State.SHOWN);
            live.forget(NOW + Duration.ofDays(400).toMillis(), Duration.ofDays(60));
            assertThat(fresh.in(Alerts.State.SHOWN)).isEqualTo(before).isNotEmpty();
            commit(live, records.subList(20, 40), Instant.ofEpochMilli(NOW));
            assertThat(fresh.in(Alerts.State.SHOWN))
                    .isEqualTo(Scanned.of(records).shown());
        }
    }

    @Test
    void whatIsPastTheRetentionIsForgotten() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(LiveTime.AVAILABLE), NOW);
            commit(live, records(new Random(5), 40), Instant.ofEpochMilli(NOW));
            assertThat(fresh.in(Alerts.State.SHOWN)).isNotEmpty();
            live.forget(NOW + Duration.ofDays(90).toMillis(), Duration.ofDays(60));
            assertThat(fresh.in(Alerts.State.SHOWN)).isEmpty();
            assertThat(store.<Archive.Size>read(
                                    transaction -> transaction.archive().size())
                            .records())
                    .isZero();
            assertThat(store.<Long>read(transaction -> transaction.terms().size()))
                    .isZero();
        }
    }
}
