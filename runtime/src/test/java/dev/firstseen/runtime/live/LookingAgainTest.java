package dev.firstseen.runtime.live;

import static dev.firstseen.runtime.live.LiveSamples.ADDRESSES;
import static dev.firstseen.runtime.live.LiveSamples.NOW;
import static dev.firstseen.runtime.live.LiveSamples.commit;
import static dev.firstseen.runtime.live.LiveSamples.compile;
import static dev.firstseen.runtime.live.LiveSamples.logon;
import static dev.firstseen.runtime.live.LiveSamples.logons;
import static dev.firstseen.runtime.live.LiveSamples.plan;
import static dev.firstseen.runtime.live.LiveSamples.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which accounts are investigated, and again, after what was committed. */
class LookingAgainTest {
    /** How many are counted on an alert is told of its account, whoever these are about. */
    @Test
    void whoseAlertAnothersIsCountedOnIsLookedAtAgain() throws Exception {
        List<CompiledRule> byAddress = compile(rule(4, "query", """
                [rule.alert_suppression]
                group_by = ["source.ip"]
                missing_fields_strategy = "suppress"
                [rule.alert_suppression.duration]
                value = 48
                unit = "h"
                """));
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED, byAddress), NOW);
            commit(live, logons("a", "2026-03-12T00:00:00"), Instant.ofEpochMilli(NOW));
            investigate(live);
            assertThat(live.waiting()).isZero();
            commit(
                    live,
                    List.of(logon("b", "ben@example.com", "2026-03-13T20:00:00", ADDRESSES.getFirst())),
                    Instant.ofEpochMilli(NOW));
            assertThat(fresh.in(Alerts.State.COUNTED)).hasSize(1);
            long soon = NOW + Duration.ofMinutes(4).toMillis();
            assertThat(live.investigateNext(soon, false)).isTrue();
            assertThat(live.investigateNext(soon, false)).isTrue();
        }
    }

    @Test
    void whatWasCommittedIsInvestigatedAfterARestart() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            commit(Live.on(store, plan(LiveTime.AVAILABLE), NOW), logons("a", "2026-03-20T00:00:00"), Instant.now());
            Live second = Live.on(store, plan(LiveTime.AVAILABLE), NOW);
            assertThat(second.waiting()).isEqualTo(1);
            assertThat(second.investigateNext(NOW, false)).isTrue();
            assertThat(store.<Long>read(transaction -> transaction.incidents().size()))
                    .isPositive();
            assertThat(Live.on(store, plan(LiveTime.AVAILABLE), NOW).waiting()).isZero();
            // No rule asks for it, but it belongs to the incident.
            String deed = logons("b", "2026-03-21T00:00:00").getFirst().replace("UserLoggedIn", "FileAccessed");
            commit(second, List.of(deed), Instant.now());
            assertThat(Live.on(store, plan(LiveTime.AVAILABLE), NOW).investigateNext(NOW, true))
                    .isTrue();
        }
    }

    private static List<Notice> incidentsTold(Store store) {
        return store.read(transaction -> transaction.outbox().next("sink", NOW, 1_000)).stream()
                .map(entry -> NoticeJson.read(entry.notice()))
                .filter(notice -> notice instanceof Notice.IncidentChanged || notice instanceof Notice.IncidentEnded)
                .toList();
    }

    private static void investigate(Live live) {
        while (live.investigateNext(NOW, true)) {
            assertThat(live.waiting()).isNotNegative();
        }
    }

    @Test
    void thatAnIncidentGoesOnAsAnotherIsTold() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            commit(live, logons("b", "2026-03-12T00:00:00"), Instant.ofEpochMilli(NOW));
            investigate(live);
            Notice begun = incidentsTold(store).getFirst();
            // What came before takes its alerts, so it goes on under the id of the first of all.
            commit(live, logons("a", "2026-03-11T00:00:00"), Instant.ofEpochMilli(NOW));
            investigate(live);
            List<Notice> told = incidentsTold(store);
            Notice next = told.get(1);
            assertThat(next).isInstanceOf(Notice.IncidentChanged.class);
            assertThat(next.about()).isNotEqualTo(begun.about());
            assertThat(told).hasSize(3);
            assertThat(told.get(2)).isInstanceOfSatisfying(Notice.IncidentEnded.class, ended -> {
                assertThat(ended.incident()).isEqualTo(begun.about());
                assertThat(ended.reason()).isEqualTo("It goes on as incident " + next.about() + ".");
                assertThat(ended.document()).isEqualTo(begun.document());
            });
        }
    }

    @Test
    void whatBelongsToAnIncidentOfLongAgoIsLookedAtAndWhatDoesNotIsNot() throws Exception {
        long now = NOW + Duration.ofDays(300).toMillis();
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(LiveTime.OCCURRED), now);
            commit(live, logons("a", "2026-03-10T00:00:00"), Instant.ofEpochMilli(now));
            assertThat(live.investigateNext(now, true)).isTrue();
            assertThat(live.investigateNext(now, true)).isFalse();
            for (String time : List.of("2026-03-03T00:00:00", "2026-03-16T23:00:00")) {
                String deed = logons(time, time).getFirst().replace("UserLoggedIn", "FileAccessed");
                commit(live, List.of(deed), Instant.ofEpochMilli(now));
                assertThat(live.investigateNext(now, true)).isTrue();
            }
            for (String time : List.of("2026-03-02T23:00:00", "2026-03-17T00:00:00")) {
                String deed = logons(time, time).getFirst().replace("UserLoggedIn", "FileAccessed");
                commit(live, List.of(deed), Instant.ofEpochMilli(now));
                assertThat(live.investigateNext(now, true)).isFalse();
            }
        }
    }
}
