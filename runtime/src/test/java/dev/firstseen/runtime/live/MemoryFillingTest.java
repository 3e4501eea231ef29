package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Meaning;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Counted;
import dev.firstseen.store.Store;
import dev.firstseen.store.Terms;
import dev.firstseen.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** A memory filled from the archive, in however many steps, holds what one holds that was there from the beginning. */
class MemoryFillingTest {
    private static final long NOW = Instant.parse("2026-03-21T00:00:00Z").toEpochMilli();
    private static final String TENANT = "59228b75-87e5-4f05-a5be-214ac352e317";
    private static final RecordReading READING = new RecordReading(AuditSettings.NONE, event -> event);

    /** New terms and a threshold, and a query that matches the same. */
    private static final List<CompiledRule> REMEMBERING =
            LiveSamples.compile(LiveSamples.rule(1, "new_terms", """
            [rule.new_terms]
            field = "new_terms_fields"
            value = ["o365.audit.UserId"]
            [[rule.new_terms.history_window_start]]
            field = "history_window_start"
            value = "now-7d"
            """), LiveSamples.rule(2, "threshold", """
            [rule.threshold]
            field = ["o365.audit.UserId"]
            value = 3
            """));

    private static final List<CompiledRule> FORGETFUL = LiveSamples.compile(LiveSamples.rule(3, "query", ""));
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(2);

    @AfterContainer
    static void stop() {
        WORKERS.shutdownNow();
    }

    /** Some records in one load, some of which were in loads before. */
    private record Delivery(List<String> records, Instant available) {}

    private static List<Delivery> deliveries(Random random) {
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            List<String> records = new ArrayList<>();
            for (int k = random.nextInt(6); k >= 0; k--) {
                int id = random.nextInt(12);
                records.add(("{\"CreationTime\":\"2026-03-%02dT00:00:00\",\"Id\":\"id%d\",\"Operation\":"
                                + "\"UserLoggedIn\",\"OrganizationId\":\"%s\",\"RecordType\":15,"
                                + "\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"user%d@example.com\"}")
                        .formatted(1 + id, id, TENANT, id % 3));
            }
            // Also earlier than what came before, as from a gap that was filled.
            deliveries.add(
                    new Delivery(records, Instant.ofEpochMilli(NOW).minus(Duration.ofHours(random.nextInt(60)))));
        }
        return deliveries;
    }

    private static Live live(Store store, List<CompiledRule> rules, LiveTime time) {
        return live(store, rules, time, true);
    }

    private static Live live(Store store, List<CompiledRule> rules, LiveTime time, boolean archiving) {
        return Live.on(
                store,
                new Live.Plan(
                        rules,
                        true,
                        time,
                        Duration.ofDays(30),
                        archiving,
                        READING,
                        new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.of(2026, 3, 21)),
                        new Playbooks(List.of()),
                        List.of(),
                        List.of()),
                NOW);
    }

    private static Live.Committed commit(Live live, Delivery delivery) throws InterruptedException {
        byte[] lines = String.join("\n", delivery.records()).getBytes(StandardCharsets.UTF_8);
        Load load = new Load("load", lines, delivery.available());
        return live.commit(
                live.read(List.of(Parcel.of("test", List.of(load), CursorChange.NONE, List.of())), WORKERS), NOW);
    }

    /** How far a run reaches may differ: one that came again later was seen then, too. */
    private record Seen(List<String> beginnings, Sightings sightings) {
        static Seen of(Terms.Remembered remembered) {
            return new Seen(
                    remembered.runs().runs().stream()
                            .map(run -> run.first() + " " + run.firstId())
                            .toList(),
                    remembered.sightings());
        }
    }

    /** All that is remembered about users. */
    private record Remembered(Map<String, Seen> seen, Map<String, List<Counted.Entry>> counted) {
        static Remembered of(Transaction transaction, LiveTime time) {
            Map<String, Seen> seen = new TreeMap<>();
            Map<String, List<Counted.Entry>> counted = new TreeMap<>();
            for (int i = 0; i < 3; i++) {
                Value.Scalar user = new Value.Text("user" + i + "@example.com");
                Terms.Key key = new Terms.Key(number(0, transaction, time), TENANT, new Term(List.of(user)));
                transaction.terms().load(List.of(key)).forEach((_, each) -> seen.put(user.toString(), Seen.of(each)));
                List<Counted.Entry> entries = new ArrayList<>();
                transaction
                        .counted()
                        .each(
                                new Counted.Key(number(1, transaction, time), TENANT, List.of(user)),
                                Long.MIN_VALUE,
                                Long.MAX_VALUE,
                                entries::add);
                counted.put(user.toString(), entries);
            }
            return new Remembered(seen, counted);
        }

        private static int number(int rule, Transaction transaction, LiveTime time) {
            var each = REMEMBERING.get(rule).rule();
            return transaction
                    .memories()
                    .find(each.id(), Meaning.of(each, time.name()))
                    .orElseThrow()
                    .number();
        }
    }

    @Property(tries = 40)
    void holdsWhatOneHoldsThatWasThere(@ForAll Random random, @ForAll LiveTime time, @ForAll boolean matchedBefore)
            throws Exception {
        List<Delivery> deliveries = deliveries(random);
        try (FreshStore first = new FreshStore();
                FreshStore second = new FreshStore()) {
            Store there = first.store();
            Store later = second.store();
            Live from = live(there, REMEMBERING, time);
            Live without = live(later, matchedBefore ? FORGETFUL : List.of(), time);
            for (Delivery delivery : deliveries) {
                commit(from, delivery);
                commit(without, delivery);
            }
            int atOnce = 1 + random.nextInt(8);
            later.write(transaction ->
                    new MemoryFilling(READING, time, Duration.ofDays(30), transaction, NOW, atOnce).of(REMEMBERING));
            Remembered filled = later.read(transaction -> Remembered.of(transaction, time));
            assertThat(filled).isEqualTo(there.<Remembered>read(transaction -> Remembered.of(transaction, time)));
            assertThat(filled.seen()).isNotEmpty();
        }
    }

    @Property(tries = 30)
    void aRuleThatWasAwayKnowsWhatItMissed(@ForAll Random random, @ForAll LiveTime time) throws Exception {
        try (FreshStore first = new FreshStore();
                FreshStore second = new FreshStore()) {
            Store there = first.store();
            Store away = second.store();
            Live always = live(there, REMEMBERING, time);
            for (Delivery delivery : deliveries(random)) {
                commit(always, delivery);
                commit(live(away, random.nextBoolean() ? REMEMBERING : FORGETFUL, time), delivery);
            }
            live(away, REMEMBERING, time);
            Remembered filled = away.read(transaction -> Remembered.of(transaction, time));
            assertThat(filled).isEqualTo(there.<Remembered>read(transaction -> Remembered.of(transaction, time)));
        }
    }

    private static String record(String id, String user, Instant time) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":\"%s\","
                        + "\"RecordType\":15,\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"%s@example.com\"}")
                .formatted(time.toString().replace("Z", ""), id, TENANT, user);
    }

    /** A record every half a day, each available when it happened. */
    private static void everyHalfDay(Live live, int fromDaysAgo, int toDaysAgo) throws InterruptedException {
        for (int half = 2 * fromDaysAgo; half > 2 * toDaysAgo; half--) {
            Instant time = Instant.ofEpochMilli(NOW).minus(Duration.ofHours(12L * half));
            commit(live, new Delivery(List.of(record("h" + half, "ada", time)), time));
        }
    }

    /** Of what a user who is new has been seen to be. */
    private static double coverageOfSomebodyNew(Live live) throws InterruptedException {
        Instant now = Instant.ofEpochMilli(NOW);
        List<Alerts.Stored> alerts = commit(live, new Delivery(List.of(record("new", "new", now)), now))
                .alerts();
        assertThat(alerts).hasSize(1);
        return new WrittenFields(new Document(JsonText.object(alerts.getFirst().document())))
                .number("firstseen.history.coverage")
                .orElseThrow();
    }

    /** Work with a store of its own. */
    private interface Work {
        void with(Store store) throws Exception;
    }

    private static void withStore(Work work) throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            work.with(store);
        }
    }

    @Example
    void whatWasLetGoOfIsNotClaimedBecauseAnotherLogReachesFurtherBack() throws Exception {
        withStore(store -> {
            everyHalfDay(live(store, FORGETFUL, LiveTime.AVAILABLE), 10, 0);
            byte[] other = "{}".getBytes(StandardCharsets.UTF_8);
            long longAgo = NOW - Duration.ofDays(25).toMillis();
            store.write(transaction -> {
                transaction
                        .archive()
                        .add(List.of(
                                new Archive.Entry("other", "o365.audit", "", other, longAgo, longAgo, Set.of()),
                                new Archive.Entry("other", "o365.audit", "", other, NOW, NOW, Set.of())));
                return transaction
                        .archive()
                        .forgetBefore(NOW - Duration.ofDays(2).toMillis());
            });
            assertThat(coverageOfSomebodyNew(live(store, REMEMBERING, LiveTime.AVAILABLE)))
                    .isBetween(0.2, 0.5);
        });
    }

    @Example
    void whatWasNotArchivedIsNotClaimedBecauseOlderRecordsAre() throws Exception {
        withStore(store -> {
            everyHalfDay(live(store, FORGETFUL, LiveTime.AVAILABLE), 10, 5);
            everyHalfDay(live(store, FORGETFUL, LiveTime.AVAILABLE, false), 5, 0);
            assertThat(coverageOfSomebodyNew(live(store, REMEMBERING, LiveTime.AVAILABLE)))
                    .isBetween(0.01, 0.1);
        });
    }

    @Example
    void whatHappenedBeforeTheArchiveBeganAndIsInItIsClaimed() throws Exception {
        withStore(store -> {
            List<String> records = new ArrayList<>();
            for (int half = 20; half > 0; half--) {
                records.add(record("h" + half, "ada", Instant.ofEpochMilli(NOW).minus(Duration.ofHours(12L * half))));
            }
            commit(live(store, FORGETFUL, LiveTime.OCCURRED), new Delivery(records, Instant.ofEpochMilli(NOW)));
            assertThat(coverageOfSomebodyNew(live(store, REMEMBERING, LiveTime.OCCURRED)))
                    .isGreaterThan(0.9);
        });
    }

    @Example
    void howManyLogsThereAreBeforeItTakesNothingFromALog() throws Exception {
        withStore(store -> {
            Coverage many = new Coverage();
            for (int tenant = 0; tenant < Coverage.MOST_LOGS; tenant++) {
                many.add("0" + tenant, "o365.audit", NOW);
            }
            store.write(transaction -> transaction.observations().add(many));
            Live live = live(store, REMEMBERING, LiveTime.AVAILABLE);
            everyHalfDay(live, 10, 0);
            assertThat(coverageOfSomebodyNew(live)).isGreaterThan(0.9);
        });
    }
}
