package dev.firstseen.runtime.live;

import static dev.firstseen.runtime.live.LiveSamples.ADA;
import static dev.firstseen.runtime.live.LiveSamples.ADDRESSES;
import static dev.firstseen.runtime.live.LiveSamples.NOW;
import static dev.firstseen.runtime.live.LiveSamples.RULES;
import static dev.firstseen.runtime.live.LiveSamples.amendAll;
import static dev.firstseen.runtime.live.LiveSamples.commit;
import static dev.firstseen.runtime.live.LiveSamples.logon;
import static dev.firstseen.runtime.live.LiveSamples.logons;
import static dev.firstseen.runtime.live.LiveSamples.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.store.Alerts;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** Records that come late, or again with another time: what they change of alerts. */
class LateRecordsTest {
    @Test
    void aCrossingGoesWithTheEventThatMovesAwayFromIt() throws Exception {
        Instant begin = Instant.parse("2026-03-20T00:00:00Z");
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE, RULES.subList(1, 2)), NOW);
            for (int hour = 0; hour < 3; hour++) {
                commit(
                        live,
                        List.of(logon("id" + hour, ADA, "2026-03-05T01:00:00", ADDRESSES.get(hour))),
                        begin.plus(Duration.ofHours(hour)));
            }
            assertThat(fresh.in(Alerts.State.SHOWN)).hasSize(1);
            commit(
                    live,
                    List.of(logon("id2", ADA, "2026-03-05T01:00:00", ADDRESSES.get(2))),
                    begin.minus(Duration.ofHours(200)));
            assertThat(fresh.in(Alerts.State.SHOWN)).isEmpty();
            assertThat(fresh.in(Alerts.State.WITHDRAWN)).hasSize(1);
            // The window at hand is that of the other two.
            commit(
                    live,
                    List.of(logon("id3", ADA, "2026-03-05T01:00:00", ADDRESSES.get(2))),
                    begin.plus(Duration.ofHours(3)));
            assertThat(fresh.in(Alerts.State.SHOWN)).hasSize(1);
        }
    }

    @Test
    void aTermIsNotKnownByATimeThatItsRecordLeft() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE, RULES.subList(0, 1)), NOW);
            for (String each : List.of("e 2026-03-10", "e 2026-03-02", "f 2026-03-12")) {
                commitByDay(live, each);
            }
            assertThat(fresh.eventsShown()).containsExactlyInAnyOrder("e", "f");
            // It makes f known, and e is none of its business.
            commitByDay(live, "g 2026-03-11");
            assertThat(fresh.eventsShown()).containsExactlyInAnyOrder("e", "g");
            commitByDay(live, "d 2026-02-26");
            assertThat(fresh.eventsShown()).containsExactlyInAnyOrder("d", "g");
            // Where it counts now the term was known. That f was next after it is not remembered.
            commitByDay(live, "g 2026-03-01");
            assertThat(fresh.eventsShown()).containsExactly("d");
        }
    }

    private static void commitByDay(Live live, String each) throws InterruptedException {
        String[] idAndDay = each.split(" ");
        commit(
                live,
                List.of(logon(idAndDay[0], ADA, "2026-02-25T00:00:00", ADDRESSES.getFirst())),
                Instant.parse(idAndDay[1] + "T00:00:00Z"));
    }

    /** A late record makes a crossing of an event that nobody has any more: it is told by what it counted for. */
    @Test
    void aCrossingOfAnEventThatIsGoneIsToldByItsKey() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED, RULES.subList(1, 2), false), NOW);
            commit(live, logons("id1", "2026-03-05T01:00:00"), Instant.ofEpochMilli(NOW));
            commit(live, logons("id3", "2026-03-05T03:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(fresh.standing()).isEmpty();
            commit(
                    live,
                    List.of(logon("id2", ADA, "2026-03-05T02:00:00", ADDRESSES.get(1))),
                    Instant.ofEpochMilli(NOW));
            assertThat(fresh.standing().values()).singleElement().asString().contains("\"UserId\":\"" + ADA + "\"");
        }
    }

    /** It stands by its key alone, so no exception has it. */
    @Test
    void ofACrossingOfAnEventThatIsGoneTheCountIsToldAnew() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED, RULES.subList(1, 2), false), NOW);
            commit(
                    live,
                    List.of(logon("id4", ADA, "2026-03-05T04:00:00", ADDRESSES.get(1))),
                    Instant.ofEpochMilli(NOW));
            commit(live, logons("id1", "2026-03-05T01:00:00"), Instant.ofEpochMilli(NOW));
            commit(live, logons("id2", "2026-03-05T02:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(fresh.standing().values()).singleElement().asString().contains("\"count\":3");
            commit(live, logons("id3", "2026-03-05T03:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(fresh.standing().values()).singleElement().asString().contains("\"count\":4");
        }
    }

    /** The late record changes how many events were counted, not with which the threshold was crossed. */
    @Test
    void withoutAnArchiveACrossingIsToldAnewWithItsEvent() throws Exception {
        List<String> records = new ArrayList<>();
        for (int hour : List.of(1, 2, 4)) {
            records.add(logon("id" + hour, ADA, "2026-03-05T0%d:00:00".formatted(hour), ADDRESSES.get(0)));
        }
        records.add(logon("id5", ADA, "2026-03-05T05:00:00", ADDRESSES.get(1)));
        String late = logon("id3", ADA, "2026-03-05T03:00:00", ADDRESSES.get(0));
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED, RULES, false), NOW);
            commit(live, records, Instant.ofEpochMilli(NOW));
            commit(live, List.of(late), Instant.ofEpochMilli(NOW));
            amendAll(live);
            records.add(late);
            assertThat(fresh.standing()).isEqualTo(Scanned.of(records).documents());
        }
    }

    /** Between its old place and its new one another alert stands as it stood. */
    @Test
    void whatWasCountedOnAnAlertThatMovesIsShown() throws Exception {
        Instant second = Instant.parse("2026-03-20T00:00:00Z");
        String moving = logon("moving", ADA, "2026-03-05T01:00:00", ADDRESSES.get(0));
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE, RULES.subList(2, 3)), NOW);
            commit(
                    live,
                    List.of(logon("between", ADA, "2026-03-05T02:00:00", ADDRESSES.get(0))),
                    second.minus(Duration.ofHours(100)));
            commit(live, List.of(moving), second);
            commit(
                    live,
                    List.of(logon("counted", ADA, "2026-03-05T03:00:00", ADDRESSES.get(0))),
                    second.plus(Duration.ofHours(1)));
            assertThat(fresh.in(Alerts.State.SHOWN)).hasSize(2);
            assertThat(fresh.in(Alerts.State.COUNTED)).hasSize(1);
            commit(live, List.of(moving), second.minus(Duration.ofHours(200)));
            assertThat(fresh.in(Alerts.State.SHOWN)).hasSize(3);
            assertThat(fresh.in(Alerts.State.COUNTED)).isEmpty();
        }
    }

    @Test
    void recordsThatComeTooLateAreCountedAndHowMuch() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            String newest = logon("a", "user@example.com", "2026-03-20T00:00:00", ADDRESSES.get(0));
            String inTime = logon("b", "user@example.com", "2026-02-18T00:00:00", ADDRESSES.get(0));
            String late = logon("c", "user@example.com", "2026-02-17T23:59:59", ADDRESSES.get(0));
            String later = logon("d", "user@example.com", "2026-01-19T00:00:00", ADDRESSES.get(0));
            Instant now = Instant.ofEpochMilli(NOW);
            assertThat(commit(live, List.of(newest, inTime), now).late()).isEmpty();
            assertThat(commit(live, List.of(late, inTime), now).late())
                    .containsExactly(Map.entry(
                            "test",
                            new LateRecords.Late(
                                    1, Duration.ofDays(30).plusSeconds(1).toMillis(), NOW)));
            Live restarted = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            assertThat(commit(restarted, List.of(later, late), now).late())
                    .containsExactly(Map.entry(
                            "test", new LateRecords.Late(1, Duration.ofDays(60).toMillis(), NOW)));
            assertThat(store.<SortedMap<String, LateRecords.Late>>read(
                            transaction -> transaction.late().bySource()))
                    .containsExactly(Map.entry(
                            "test", new LateRecords.Late(2, Duration.ofDays(60).toMillis(), NOW)));
        }
    }
}
