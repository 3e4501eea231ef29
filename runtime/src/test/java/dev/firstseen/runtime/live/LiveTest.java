package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.exception.Exemption;
import dev.firstseen.engine.exception.ExemptionReader;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Rejects;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Records in any order, in any parcels, over restarts, give the alerts that a scan over all of them gives. */
class LiveTest {
    private static final long NOW = Instant.parse("2026-03-21T00:00:00Z").toEpochMilli();
    private static final List<String> ADDRESSES = List.of("217.92.197.17", "43.163.79.165", "88.66.131.86", "10.1.2.3");
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());

    private static List<CompiledRule> rules = List.of();
    private static ExecutorService workers = Executors.newFixedThreadPool(2);

    @BeforeContainer
    static void readRules() throws IOException {
        Path folder = Files.createTempDirectory("firstseen-live");
        Files.writeString(folder.resolve("a.toml"), rule(1, "new_terms", """
                [rule.new_terms]
                field = "new_terms_fields"
                value = ["o365.audit.UserId", "source.as.number"]
                [[rule.new_terms.history_window_start]]
                field = "history_window_start"
                value = "now-7d"
                """));
        Files.writeString(folder.resolve("b.toml"), rule(2, "threshold", """
                [rule.threshold]
                field = ["o365.audit.UserId"]
                value = 3
                [[rule.threshold.cardinality]]
                field = "source.ip"
                value = 2
                """));
        Files.writeString(folder.resolve("c.toml"), rule(3, "query", """
                [rule.alert_suppression]
                group_by = ["o365.audit.UserId"]
                missing_fields_strategy = "suppress"
                [rule.alert_suppression.duration]
                value = 48
                unit = "h"
                """));
        rules = compile(folder);
        assertThat(rules).hasSize(3);
    }

    private static List<CompiledRule> compile(String rule) throws IOException {
        Path folder = Files.createTempDirectory("firstseen-live");
        Files.writeString(folder.resolve("a.toml"), rule);
        return compile(folder);
    }

    private static List<CompiledRule> compile(Path folder) {
        return RuleFolder.compile(
                RuleFolder.read(List.of(folder), MicrosoftFields.INSTANCE).rules(),
                MicrosoftFields.INSTANCE,
                Instant.ofEpochMilli(NOW));
    }

    @AfterContainer
    static void stop() {
        workers.shutdownNow();
    }

    private static String rule(int number, String type, String rest) {
        return """
                [metadata]
                creation_date = "2026/03/01"
                maturity = "production"
                updated_date = "2026/03/01"
                [rule]
                author = ["Firstseen"]
                description = "A rule."
                from = "now-26h"
                language = "kuery"
                license = "Apache-2.0"
                name = "Rule %d"
                risk_score = 21
                rule_id = "00000000-0000-4000-8000-00000000000%d"
                severity = "low"
                type = "%s"
                query = 'event.dataset: o365.audit and event.action: UserLoggedIn'
                """.formatted(number, number, type) + rest;
    }

    private static String logon(String id, String user, String time, String address) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"UserLoggedIn\",\"OrganizationId\":"
                        + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,\"Workload\":"
                        + "\"AzureActiveDirectory\",\"ClientIP\":\"%s\",\"UserId\":\"%s\"}")
                .formatted(time, id, address, user);
    }

    private static List<String> records(Random random, int count) {
        List<String> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            // Few hours, so that ties and windows that just reach are common.
            String time = "2026-03-%02dT%02d:00:00".formatted(1 + random.nextInt(20), 12 * random.nextInt(2));
            records.add(logon(
                    "id" + i,
                    "user" + random.nextInt(3) + "@example.com",
                    time,
                    ADDRESSES.get(random.nextInt(ADDRESSES.size()))));
        }
        return records;
    }

    private static Live.Plan plan(LiveTime time) {
        return plan(time, rules);
    }

    private static Live.Plan plan(LiveTime time, List<CompiledRule> rules) {
        return plan(time, rules, true);
    }

    private static Live.Plan plan(LiveTime time, List<CompiledRule> rules, boolean archiving) {
        return plan(time, rules, archiving, List.of());
    }

    private static Live.Plan plan(
            LiveTime time, List<CompiledRule> rules, boolean archiving, List<Exemption> exemptions) {
        return new Live.Plan(
                rules,
                true,
                time,
                Duration.ofDays(30),
                archiving,
                new RecordReading(AuditSettings.NONE, NETWORKS),
                new Exemptions(exemptions, MicrosoftFields.INSTANCE, LocalDate.of(2026, 3, 21)),
                new Playbooks(List.of()),
                List.of("sink"),
                List.of());
    }

    /** What a scan of the records finds: all its alerts as documents by id, and what becomes of them. */
    private record Scanned(Map<String, String> documents, Suppressed suppressed) {}

    private static Suppressed suppressed(List<String> records) throws IOException {
        return scanned(records).suppressed();
    }

    private static Scanned scanned(List<String> records) throws IOException {
        byte[] lines = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        ScanPlan plan = new ScanPlan(rules, Scope.EVERYTHING, NETWORKS, AuditSettings.NONE, false, true, 1);
        try (Contents contents = Contents.of(List.of(Contents.STANDARD_INPUT), new ByteArrayInputStream(lines));
                ScanResult result = Scan.run(plan, contents)) {
            Ndjson format = new Ndjson(Instant.ofEpochMilli(NOW), List.of());
            Map<String, String> documents = new TreeMap<>();
            result.alerts()
                    .forEach(alert -> documents.put(
                            alert.id(), JsonWriter.text(format.document(alert).root())));
            return new Scanned(documents, Suppressed.of(result.alerts()));
        }
    }

    private static Map<String, String> standing(Store store) {
        Map<String, String> documents = new TreeMap<>();
        store.read(transaction -> transaction.alerts().newest(10_000)).stream()
                .filter(alert -> alert.state() != Alerts.State.WITHDRAWN)
                .forEach(alert -> documents.put(alert.id(), new String(alert.document(), StandardCharsets.UTF_8)));
        return documents;
    }

    private static void amendAll(Live live) {
        boolean more;
        do {
            more = live.amendNext(NOW, true);
        } while (more);
    }

    private static Set<String> ids(List<Alert> alerts) {
        return alerts.stream().map(Alert::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> in(Store store, Alerts.State state) {
        return store.read(transaction -> transaction.alerts().newest(10_000)).stream()
                .filter(alert -> alert.state() == state)
                .map(Alerts.Stored::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Live.Committed commit(Live live, List<String> records, Instant available)
            throws InterruptedException {
        byte[] lines = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        Parcel parcel = Parcel.of("test", List.of(new Load("load", lines, available)), CursorChange.NONE, List.of());
        return live.commit(live.read(List.of(parcel), workers), NOW);
    }

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
        Scanned scanned = scanned(records);
        Suppressed expected = scanned.suppressed();
        List<String> arriving = new ArrayList<>(records);
        for (int i = 0; i < 10; i++) {
            arriving.add(records.get(random.nextInt(records.size())));
        }
        Collections.shuffle(arriving, random);

        Path folder = Files.createTempDirectory("firstseen-live");
        Path file = folder.resolve("store.db");
        Store store = Stores.open(new StoreSettings.SqliteFile(file));
        try {
            Live live = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            for (int from = 0; from < arriving.size(); ) {
                int to = Math.min(arriving.size(), from + 1 + random.nextInt(9));
                commit(live, arriving.subList(from, to), Instant.ofEpochMilli(NOW));
                from = to;
                if (random.nextInt(3) == 0) {
                    live.amendNext(NOW, true);
                }
                if (random.nextInt(4) == 0) {
                    store.close();
                    store = Stores.open(new StoreSettings.SqliteFile(file));
                    live = Live.on(store, plan(LiveTime.OCCURRED), NOW);
                }
            }
            assertThat(in(store, Alerts.State.SHOWN)).isEqualTo(ids(expected.shown()));
            assertThat(in(store, Alerts.State.COUNTED)).isEqualTo(ids(expected.counted()));
            amendAll(live);
            assertThat(standing(store)).isEqualTo(scanned.documents());
            assertToldAsItStands(store);
        } finally {
            store.close();
            remove(folder);
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
        Suppressed expected = suppressed(all.stream().map(Delivered::asItCounts).toList());
        Path folder = Files.createTempDirectory("firstseen-live");
        Path file = folder.resolve("store.db");
        Store store = Stores.open(new StoreSettings.SqliteFile(file));
        try {
            Live live = Live.on(store, plan(LiveTime.AVAILABLE), NOW);
            for (int from = 0; from < loads.size(); ) {
                int to = Math.min(loads.size(), from + 1 + random.nextInt(9));
                Parcel parcel = Parcel.of("test", loads.subList(from, to), CursorChange.NONE, List.of());
                live.commit(live.read(List.of(parcel), workers), NOW);
                from = to;
                if (random.nextInt(4) == 0) {
                    live = Live.on(store, plan(LiveTime.AVAILABLE), NOW);
                }
            }
            for (CompiledRule rule : rules.subList(again ? 1 : 0, rules.size())) {
                assertThat(of(rule, in(store, Alerts.State.SHOWN), store)).isEqualTo(idsOf(rule, expected.shown()));
                assertThat(of(rule, in(store, Alerts.State.COUNTED), store)).isEqualTo(idsOf(rule, expected.counted()));
            }
            // Of a term that was seen at a time which its record left is not known what came next.
            assertThat(idsOf(rules.getFirst(), expected.shown()))
                    .containsAll(of(rules.getFirst(), in(store, Alerts.State.SHOWN), store));
            assertToldAsItStands(store);
        } finally {
            store.close();
            remove(folder);
        }
    }

    private static Set<String> of(CompiledRule rule, Set<String> ids, Store store) {
        return store.read(transaction -> transaction.alerts().find(ids)).values().stream()
                .filter(alert -> alert.rule().equals(rule.rule().id()))
                .map(Alerts.Stored::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> idsOf(CompiledRule rule, List<Alert> alerts) {
        return ids(alerts.stream()
                .filter(alert -> alert.rule().id().equals(rule.rule().id()))
                .toList());
    }

    @Example
    void aCrossingGoesWithTheEventThatMovesAwayFromIt() throws Exception {
        Instant begin = Instant.parse("2026-03-20T00:00:00Z");
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.AVAILABLE, rules.subList(1, 2)), NOW);
            for (int hour = 0; hour < 3; hour++) {
                commit(
                        live,
                        List.of(logon("id" + hour, ADA, "2026-03-05T01:00:00", ADDRESSES.get(hour))),
                        begin.plus(Duration.ofHours(hour)));
            }
            assertThat(in(store, Alerts.State.SHOWN)).hasSize(1);
            commit(
                    live,
                    List.of(logon("id2", ADA, "2026-03-05T01:00:00", ADDRESSES.get(2))),
                    begin.minus(Duration.ofHours(200)));
            assertThat(in(store, Alerts.State.SHOWN)).isEmpty();
            assertThat(in(store, Alerts.State.WITHDRAWN)).hasSize(1);
            // The window at hand is that of the other two.
            commit(
                    live,
                    List.of(logon("id3", ADA, "2026-03-05T01:00:00", ADDRESSES.get(2))),
                    begin.plus(Duration.ofHours(3)));
            assertThat(in(store, Alerts.State.SHOWN)).hasSize(1);
        } finally {
            remove(folder);
        }
    }

    private static Set<String> firstSeenWith(Store store) {
        return store.read(transaction -> transaction.alerts().newest(100)).stream()
                .filter(alert -> alert.state() == Alerts.State.SHOWN)
                .map(Alerts.Stored::eventId)
                .collect(Collectors.toSet());
    }

    @Example
    void aTermIsNotKnownByATimeThatItsRecordLeft() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.AVAILABLE, rules.subList(0, 1)), NOW);
            for (String each : List.of("e 2026-03-10", "e 2026-03-02", "f 2026-03-12")) {
                commitByDay(live, each);
            }
            assertThat(firstSeenWith(store)).containsExactlyInAnyOrder("e", "f");
            // It makes f known, and e is none of its business.
            commitByDay(live, "g 2026-03-11");
            assertThat(firstSeenWith(store)).containsExactlyInAnyOrder("e", "g");
            commitByDay(live, "d 2026-02-26");
            assertThat(firstSeenWith(store)).containsExactlyInAnyOrder("d", "g");
            // Where it counts now the term was known. That f was next after it is not remembered.
            commitByDay(live, "g 2026-03-01");
            assertThat(firstSeenWith(store)).containsExactly("d");
        } finally {
            remove(folder);
        }
    }

    private static void commitByDay(Live live, String each) throws InterruptedException {
        String[] idAndDay = each.split(" ");
        commit(
                live,
                List.of(logon(idAndDay[0], ADA, "2026-02-25T00:00:00", ADDRESSES.getFirst())),
                Instant.parse(idAndDay[1] + "T00:00:00Z"));
    }

    private static List<Exemption> exempt(String condition, String expires) {
        ExemptionReader.Reading reading =
                new ExemptionReader(MicrosoftFields.INSTANCE).read("x.toml", """
                [[exception]]
                rule = "*"
                condition = '%s'
                reason = "Harmless"
                author = "ben@example.com"
                expires = %s
                """.formatted(condition, expires));
        assertThat(reading.problems()).isEmpty();
        return reading.exemptions();
    }

    /** The late record changes how many were counted; of the event that crossed, which an exception took, nothing is kept. */
    @Example
    void whatAnExceptionTookDoesNotComeBackWithoutItsEvent() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            List<Exemption> exemptions = exempt("source.ip: \"" + ADDRESSES.get(1) + "\"", "2026-05-01");
            Live live = Live.on(store, plan(LiveTime.OCCURRED, rules.subList(1, 2), false, exemptions), NOW);
            for (int hour : List.of(1, 2, 4)) {
                String address = ADDRESSES.get(hour == 4 ? 1 : 0);
                commit(
                        live,
                        List.of(logon("id" + hour, ADA, "2026-03-05T0%d:00:00".formatted(hour), address)),
                        Instant.ofEpochMilli(NOW));
            }
            commit(live, logons("id3", "2026-03-05T03:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(standing(store)).isEmpty();
            assertThat(store.<List<?>>read(transaction -> transaction.outbox().next("sink", NOW, 10)))
                    .isEmpty();
        } finally {
            remove(folder);
        }
    }

    /** A late record makes a crossing of an event that nobody has any more: it is told by what it counted for. */
    @Example
    void aCrossingOfAnEventThatIsGoneIsToldByItsKey() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.OCCURRED, rules.subList(1, 2), false), NOW);
            commit(live, logons("id1", "2026-03-05T01:00:00"), Instant.ofEpochMilli(NOW));
            commit(live, logons("id3", "2026-03-05T03:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(standing(store)).isEmpty();
            commit(
                    live,
                    List.of(logon("id2", ADA, "2026-03-05T02:00:00", ADDRESSES.get(1))),
                    Instant.ofEpochMilli(NOW));
            assertThat(standing(store).values()).singleElement().asString().contains("\"UserId\":\"" + ADA + "\"");
        } finally {
            remove(folder);
        }
    }

    /** It stands by its key alone, so no exception has it. */
    @Example
    void ofACrossingOfAnEventThatIsGoneTheCountIsToldAnew() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.OCCURRED, rules.subList(1, 2), false), NOW);
            commit(
                    live,
                    List.of(logon("id4", ADA, "2026-03-05T04:00:00", ADDRESSES.get(1))),
                    Instant.ofEpochMilli(NOW));
            commit(live, logons("id1", "2026-03-05T01:00:00"), Instant.ofEpochMilli(NOW));
            commit(live, logons("id2", "2026-03-05T02:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(standing(store).values()).singleElement().asString().contains("\"count\":3");
            commit(live, logons("id3", "2026-03-05T03:00:00"), Instant.ofEpochMilli(NOW));
            assertThat(standing(store).values()).singleElement().asString().contains("\"count\":4");
        } finally {
            remove(folder);
        }
    }

    @Example
    void anExceptionAppliesThroughItsLastDay() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            List<Exemption> exemptions = exempt("o365.audit.UserId: *", "2026-03-21");
            Live live = Live.on(store, plan(LiveTime.AVAILABLE, rules.subList(2, 3), true, exemptions), NOW);
            long nextDay = NOW + Duration.ofDays(1).toMillis();
            assertThat(committedAt(live, "a", nextDay - 1).excepted()).isEqualTo(1);
            assertThat(committedAt(live, "b", nextDay).excepted()).isZero();
            assertThat(firstSeenWith(store)).containsExactly("b");
        } finally {
            remove(folder);
        }
    }

    private static Live.Committed committedAt(Live live, String id, long now) throws InterruptedException {
        byte[] line = logons(id, "2026-03-20T00:00:00").getFirst().getBytes(StandardCharsets.UTF_8);
        Load load = new Load("load", line, Instant.ofEpochMilli(NOW));
        Parcel parcel = Parcel.of("test", List.of(load), CursorChange.NONE, List.of());
        return live.commit(live.read(List.of(parcel), workers), now);
    }

    /** What a late record would change must be known, or it is raised again as new. */
    @Example
    void whatMayStillChangeIsKeptBeyondTheRetention() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.AVAILABLE, rules.subList(1, 2)), NOW);
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
            assertThat(in(store, Alerts.State.SHOWN)).hasSize(1);
            assertThat(in(store, Alerts.State.WITHDRAWN)).hasSize(1);
            assertToldAsItStands(store);
        } finally {
            remove(folder);
        }
    }

    /** How many are counted on an alert is told of its account, whoever these are about. */
    @Example
    void whoseAlertAnothersIsCountedOnIsLookedAtAgain() throws Exception {
        List<CompiledRule> byAddress = compile(rule(4, "query", """
                [rule.alert_suppression]
                group_by = ["source.ip"]
                missing_fields_strategy = "suppress"
                [rule.alert_suppression.duration]
                value = 48
                unit = "h"
                """));
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.OCCURRED, byAddress), NOW);
            commit(live, logons("a", "2026-03-12T00:00:00"), Instant.ofEpochMilli(NOW));
            investigate(live);
            assertThat(live.waiting()).isZero();
            commit(
                    live,
                    List.of(logon("b", "ben@example.com", "2026-03-13T20:00:00", ADDRESSES.getFirst())),
                    Instant.ofEpochMilli(NOW));
            assertThat(in(store, Alerts.State.COUNTED)).hasSize(1);
            long soon = NOW + Duration.ofMinutes(4).toMillis();
            assertThat(live.investigateNext(soon, false)).isTrue();
            assertThat(live.investigateNext(soon, false)).isTrue();
        } finally {
            remove(folder);
        }
    }

    /** The late record changes how many events were counted, not with which the threshold was crossed. */
    @Example
    void withoutAnArchiveACrossingIsToldAnewWithItsEvent() throws Exception {
        List<String> records = new ArrayList<>();
        for (int hour : List.of(1, 2, 4)) {
            records.add(
                    logon("id" + hour, "ada@example.com", "2026-03-05T0%d:00:00".formatted(hour), ADDRESSES.get(0)));
        }
        records.add(logon("id5", "ada@example.com", "2026-03-05T05:00:00", ADDRESSES.get(1)));
        String late = logon("id3", "ada@example.com", "2026-03-05T03:00:00", ADDRESSES.get(0));
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.OCCURRED, rules, false), NOW);
            commit(live, records, Instant.ofEpochMilli(NOW));
            commit(live, List.of(late), Instant.ofEpochMilli(NOW));
            amendAll(live);
            records.add(late);
            assertThat(standing(store)).isEqualTo(scanned(records).documents());
        } finally {
            remove(folder);
        }
    }

    /** Between its old place and its new one another alert stands as it stood. */
    @Example
    void whatWasCountedOnAnAlertThatMovesIsShown() throws Exception {
        Instant second = Instant.parse("2026-03-20T00:00:00Z");
        String moving = logon("moving", "ada@example.com", "2026-03-05T01:00:00", ADDRESSES.get(0));
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.AVAILABLE, rules.subList(2, 3)), NOW);
            commit(
                    live,
                    List.of(logon("between", "ada@example.com", "2026-03-05T02:00:00", ADDRESSES.get(0))),
                    second.minus(Duration.ofHours(100)));
            commit(live, List.of(moving), second);
            commit(
                    live,
                    List.of(logon("counted", "ada@example.com", "2026-03-05T03:00:00", ADDRESSES.get(0))),
                    second.plus(Duration.ofHours(1)));
            assertThat(in(store, Alerts.State.SHOWN)).hasSize(2);
            assertThat(in(store, Alerts.State.COUNTED)).hasSize(1);
            commit(live, List.of(moving), second.minus(Duration.ofHours(200)));
            assertThat(in(store, Alerts.State.SHOWN)).hasSize(3);
            assertThat(in(store, Alerts.State.COUNTED)).isEmpty();
        } finally {
            remove(folder);
        }
    }

    /** Whoever heard all that was told knows the alerts that stand as they are, or stood until counted on another. */
    private static void assertToldAsItStands(Store store) {
        Map<String, String> told = new HashMap<>();
        for (var entry : store.read(transaction -> transaction.outbox().next("sink", NOW, 100_000))) {
            Notice notice = NoticeJson.read(entry.notice());
            String document = JsonWriter.text(notice.document().root());
            switch (notice) {
                case Notice.AlertRaised raised ->
                    assertThat(told.put(raised.about(), document)).isNull();
                case Notice.AlertAmended amended ->
                    assertThat(told.put(amended.about(), document)).isNotNull().isNotEqualTo(document);
                case Notice.AlertWithdrawn withdrawn ->
                    assertThat(told.remove(withdrawn.about())).isNotNull();
                case Notice.IncidentChanged _, Notice.IncidentEnded _, Notice.Storm _ ->
                    throw new AssertionError(notice);
            }
        }
        List<Alerts.Stored> alerts =
                store.read(transaction -> transaction.alerts().newest(10_000));
        assertThat(told)
                .isEqualTo(alerts.stream()
                        .filter(Alerts.Stored::told)
                        .collect(Collectors.toMap(
                                Alerts.Stored::id, alert -> new String(alert.document(), StandardCharsets.UTF_8))));
        assertThat(told.keySet())
                .containsAll(in(store, Alerts.State.SHOWN))
                .doesNotContainAnyElementsOf(in(store, Alerts.State.WITHDRAWN));
    }

    private static void remove(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Example
    void oldExportsAreNotForgottenWhileTheyAreRead() throws Exception {
        List<String> records = records(new Random(5), 40);
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.OCCURRED), NOW);
            commit(live, records.subList(0, 20), Instant.ofEpochMilli(NOW));
            Set<String> before = in(store, Alerts.State.SHOWN);
            live.forget(NOW + Duration.ofDays(400).toMillis(), Duration.ofDays(60));
            assertThat(in(store, Alerts.State.SHOWN)).isEqualTo(before).isNotEmpty();
            commit(live, records.subList(20, 40), Instant.ofEpochMilli(NOW));
            assertThat(in(store, Alerts.State.SHOWN))
                    .isEqualTo(ids(suppressed(records).shown()));
        } finally {
            remove(folder);
        }
    }

    @Example
    void recordsThatComeTooLateAreCountedAndHowMuch() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
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
        } finally {
            remove(folder);
        }
    }

    @Example
    void whatCannotBeUsedIsCountedAndListed() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
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
        } finally {
            remove(folder);
        }
    }

    @Example
    void whatIsPastTheRetentionIsForgotten() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            Live live = Live.on(store, plan(LiveTime.AVAILABLE), NOW);
            commit(live, records(new Random(5), 40), Instant.ofEpochMilli(NOW));
            assertThat(in(store, Alerts.State.SHOWN)).isNotEmpty();
            live.forget(NOW + Duration.ofDays(90).toMillis(), Duration.ofDays(60));
            assertThat(in(store, Alerts.State.SHOWN)).isEmpty();
            assertThat(store.<Archive.Size>read(
                                    transaction -> transaction.archive().size())
                            .records())
                    .isZero();
            assertThat(store.<Long>read(transaction -> transaction.terms().size()))
                    .isZero();
        } finally {
            remove(folder);
        }
    }

    private static final String ADA = "ada@example.com";

    private static List<String> logons(String id, String time) {
        return List.of(logon(id, ADA, time, ADDRESSES.getFirst()));
    }

    @Example
    void whatWasCommittedIsInvestigatedAfterARestart() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
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
        } finally {
            remove(folder);
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

    @Example
    void thatAnIncidentGoesOnAsAnotherIsTold() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
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
        } finally {
            remove(folder);
        }
    }

    @Example
    void whatBelongsToAnIncidentOfLongAgoIsLookedAtAndWhatDoesNotIsNot() throws Exception {
        Path folder = Files.createTempDirectory("firstseen-live");
        long now = NOW + Duration.ofDays(300).toMillis();
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
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
        } finally {
            remove(folder);
        }
    }

    @Property(tries = 10)
    void aNewMemoryIsFilledFromTheArchive(@ForAll Random random) throws Exception {
        List<String> records = records(random, 40);
        Set<String> expected = ids(suppressed(records).shown());
        Path folder = Files.createTempDirectory("firstseen-live");
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
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
            assertThat(in(store, Alerts.State.SHOWN)).isEqualTo(expected);
        } finally {
            remove(folder);
        }
    }
}
