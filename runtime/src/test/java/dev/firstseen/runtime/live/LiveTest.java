package dev.firstseen.runtime.live;

import static dev.firstseen.runtime.live.LiveSamples.ADDRESSES;
import static dev.firstseen.runtime.live.LiveSamples.NOW;
import static dev.firstseen.runtime.live.LiveSamples.RULES;
import static dev.firstseen.runtime.live.LiveSamples.amendAll;
import static dev.firstseen.runtime.live.LiveSamples.commit;
import static dev.firstseen.runtime.live.LiveSamples.logon;
import static dev.firstseen.runtime.live.LiveSamples.plan;
import static dev.firstseen.runtime.live.LiveSamples.records;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Records in any order, in any parcels, over restarts, give the alerts that a scan over all of them gives. */
class LiveTest {
    @Property(tries = 25)
    void theAlertsOfAScanInWhateverOrderRecordsCome(@ForAll Random random) throws Exception {
        List<String> records = new ArrayList<>(records(random, 50));
        for (int i = random.nextInt(6); i > 0; i--) {
            // Of a time to come: it must not make old what is there.
            records.add(logon(
                    "future" + i,
                    "user" + random.nextInt(3) + "@example.com",
                    "2100-01-%02dT00:00:00".formatted(1 + random.nextInt(20)),
                    ADDRESSES.get(random.nextInt(ADDRESSES.size()))));
        }
        Scanned expected = Scanned.of(records);
        List<String> arriving = new ArrayList<>(records);
        for (int i = 0; i < 10; i++) {
            arriving.add(records.get(random.nextInt(records.size())));
        }
        Collections.shuffle(arriving, random);

        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED), NOW);
            for (int from = 0; from < arriving.size(); ) {
                int to = Math.min(arriving.size(), from + 1 + random.nextInt(9));
                commit(live, arriving.subList(from, to), Instant.ofEpochMilli(NOW));
                from = to;
                if (random.nextInt(3) == 0) {
                    live.amendNext(NOW, true);
                }
                if (random.nextInt(4) == 0) {
                    live = Live.on(fresh.reopened(), plan(LiveTime.OCCURRED), NOW);
                }
            }
            assertThat(fresh.in(Alerts.State.SHOWN)).isEqualTo(expected.shown());
            assertThat(fresh.in(Alerts.State.COUNTED)).isEqualTo(expected.counted());
            amendAll(live);
            assertThat(fresh.standing()).isEqualTo(expected.documents());
            fresh.assertToldAsItStands();
        }
    }

    /** A record, and all the times at which it came. */
    private record Delivered(int number, String user, String address, List<Instant> times) {
        static Delivered any(Random random, int number, boolean again) {
            List<Instant> times = new ArrayList<>();
            for (int i = again ? random.nextInt(3) : 0; i >= 0; i--) {
                boolean toCome = random.nextInt(15) == 0;
                times.add(Instant.parse(toCome ? "2100-01-01T00:00:00Z" : "2026-03-01T00:00:00Z")
                        .plus(Duration.ofHours(12L * random.nextInt(40))));
            }
            return new Delivered(
                    number,
                    "user" + random.nextInt(3) + "@example.com",
                    ADDRESSES.get(random.nextInt(ADDRESSES.size())),
                    times);
        }

        String record(Instant time) {
            return logon("id" + number, user, time.toString().replace("Z", ""), address);
        }

        Load load(Instant available) {
            byte[] line = record(Instant.parse("2026-02-20T00:00:00Z").plusSeconds(number))
                    .getBytes(StandardCharsets.UTF_8);
            return new Load("load", line, available);
        }

        /** As if it had happened when it first came. */
        String asItCounts() {
            return record(Collections.min(times));
        }
    }

    @Property(tries = 20)
    void theAlertsOfAScanByWhenRecordsFirstCame(@ForAll Random random, @ForAll boolean again) throws Exception {
        List<Delivered> all = new ArrayList<>();
        List<Load> loads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Delivered each = Delivered.any(random, i, again);
            all.add(each);
            each.times().forEach(time -> loads.add(each.load(time)));
        }
        Collections.shuffle(loads, random);
        Suppressed expected =
                Scanned.of(all.stream().map(Delivered::asItCounts).toList()).suppressed();
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE), NOW);
            for (int from = 0; from < loads.size(); ) {
                int to = Math.min(loads.size(), from + 1 + random.nextInt(9));
                commit(live, loads.subList(from, to), NOW);
                from = to;
                if (random.nextInt(4) == 0) {
                    live = Live.on(fresh.store(), plan(LiveTime.AVAILABLE), NOW);
                }
            }
            for (CompiledRule rule : RULES.subList(again ? 1 : 0, RULES.size())) {
                assertThat(of(rule, fresh.in(Alerts.State.SHOWN), fresh.store()))
                        .isEqualTo(idsOf(rule, expected.shown()));
                assertThat(of(rule, fresh.in(Alerts.State.COUNTED), fresh.store()))
                        .isEqualTo(idsOf(rule, expected.counted()));
            }
            // Of a term that was seen at a time which its record left is not known what came next.
            assertThat(idsOf(RULES.getFirst(), expected.shown()))
                    .containsAll(of(RULES.getFirst(), fresh.in(Alerts.State.SHOWN), fresh.store()));
            fresh.assertToldAsItStands();
        }
    }

    private static Set<String> of(CompiledRule rule, Set<String> ids, Store store) {
        return store.read(transaction -> transaction.alerts().find(ids)).values().stream()
                .filter(alert -> alert.rule().equals(rule.rule().id()))
                .map(Alerts.Stored::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> idsOf(CompiledRule rule, List<Alert> alerts) {
        return Scanned.ids(alerts.stream()
                .filter(alert -> alert.rule().id().equals(rule.rule().id()))
                .toList());
    }

    @Example
    void whatCannotBeUsedIsCountedAndListed() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            String whole = logon("a", "user@example.com", "2026-03-20T00:00:00", ADDRESSES.get(0));
            String cut = logon("b", "user@example.com", "2026-03-20T00:00:00", ADDRESSES.get(0))
                    .substring(0, 120);
            String foreign = "{\"hello\":\"" + "x".repeat(300) + "\"}";
            commit(live, List.of(whole, foreign, cut, foreign), Instant.ofEpochMilli(NOW));
            commit(live, List.of(foreign), Instant.ofEpochMilli(NOW));
            Map<Rejects.Kind, Long> count =
                    store.read(transaction -> transaction.rejects().count());
            Rejects.Kind unknown = new Rejects.Kind("test", "It is none of the known kinds of record.");
            Rejects.Kind incomplete = new Rejects.Kind("test", "It ends before the record is complete.");
            assertThat(count).isEqualTo(Map.of(unknown, 3L, incomplete, 1L));
            assertThat(store.<List<Rejects.Reject>>read(
                            transaction -> transaction.rejects().newest(unknown, 10)))
                    .extracting(Rejects.Reject::place)
                    .containsExactly("load, line 1", "load, line 4", "load, line 2");
            assertThat(store.<List<Rejects.Reject>>read(
                            transaction -> transaction.rejects().newest(unknown, 1)))
                    .extracting(Rejects.Reject::excerpt)
                    .containsExactly(foreign.substring(0, 200) + "…");
            assertThat(store.<List<Rejects.Reject>>read(
                            transaction -> transaction.rejects().newest(incomplete, 10)))
                    .singleElement()
                    .satisfies(reject -> assertThat(reject.excerpt()).isEqualTo(cut));
        }
    }

    @Example
    void whatASourceCouldNotReadIsListedToo() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Live live = Live.on(fresh.store(), plan(LiveTime.OCCURRED), NOW);
            Condition.Lost cut = new Condition.Lost("cut.gz", Condition.Reason.UNREADABLE, "It is cut off.");
            Condition.Lost expired = new Condition.Lost("blob", Condition.Reason.EXPIRED, "It has expired.");
            Parcel parcel = Parcel.of("test", List.of(), CursorChange.NONE, List.of());
            commit(live, parcel.with(List.of(cut, expired)), NOW);
            commit(live, parcel, NOW);
            Rejects.Kind kind = new Rejects.Kind("test", "It could not be read, or not to its end.");
            assertThat(fresh.store()
                            .<Map<Rejects.Kind, Long>>read(
                                    transaction -> transaction.rejects().count()))
                    .isEqualTo(Map.of(kind, 1L));
            assertThat(fresh.store()
                            .<List<Rejects.Reject>>read(
                                    transaction -> transaction.rejects().newest(kind, 10)))
                    .containsExactly(new Rejects.Reject("cut.gz", "", "It is cut off.", "", NOW));
        }
    }

    @Property(tries = 10)
    void aNewMemoryIsFilledFromTheArchive(@ForAll Random random) throws Exception {
        List<String> records = records(random, 40);
        Set<String> expected = Scanned.of(records).shown();
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live before = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            commit(before, records.subList(0, 20), Instant.ofEpochMilli(NOW));
            // As if the rules had not been there yet.
            store.write(transaction -> {
                transaction
                        .memories()
                        .all()
                        .forEach(memory -> transaction.memories().drop(memory.number()));
                return true;
            });
            Live after = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            commit(after, records.subList(20, 40), Instant.ofEpochMilli(NOW));
            assertThat(fresh.in(Alerts.State.SHOWN)).isEqualTo(expected);
        }
    }
}
