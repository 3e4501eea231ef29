package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Incidents;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import dev.firstseen.store.Waiting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of incidents when alerts, rules and records come and go. */
class InvestigatingTest {
    private static final Instant BEGIN = Instant.parse("2026-03-20T00:00:00Z");
    private static final String ADA = "ada@example.com";
    private static final String HOME = "217.92.197.17";
    private static final String AWAY = "43.163.79.165";
    private static final RecordReading READING =
            new RecordReading(AuditSettings.NONE, new NetworkEnrichment(Networks.bundled()));
    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(1);

    /** Alerts where ada's network is new, and at every sign-in of hers. */
    private static final List<CompiledRule> FIRST_SEEN = compiled(1, "new_terms", """
            [rule.new_terms]
            field = "new_terms_fields"
            value = ["o365.audit.UserId", "source.as.number"]
            [[rule.new_terms.history_window_start]]
            field = "history_window_start"
            value = "now-7d"
            """);

    private static final List<CompiledRule> EVERY = compiled(2, "query", "");

    /** Tells how many files were accessed, which alone calls for no other look. */
    private static final Playbooks COUNTING = new Playbooks(List.of(PlaybookFolder.reader(MicrosoftFields.INSTANCE)
            .read("test.toml", """
                    [playbook]
                    id = "test"
                    name = "A test"
                    description = "For tests"
                    rules = ["00000000-0000-4000-8000-000000000001"]
                    horizon = "1d"
                    scale = { base = 20, suspicious = 40, compromise = 70 }
                    [[step]]
                    id = "files"
                    question = "How many files?"
                    datasets = ["o365.audit"]
                    [[step.measure]]
                    name = "files"
                    after = "1d"
                    query = 'event.action: FileAccessed'
                    group_by = ["event.action"]
                    lane = "mailbox"
                    label = "Files"
                    [[step.verdict]]
                    when = 'files.count >= 1'
                    say = "It took {{files.count}} files"
                    tell = true
                    [[step.verdict]]
                    when = 'files.count >= 4'
                    say = "Many"
                    weight = 30
                    """)
            .playbook()
            .orElseThrow()));

    @TempDir
    private Path folder;

    private Store store;
    private long now = BEGIN.toEpochMilli();
    private boolean complete = true;

    @AfterAll
    static void stop() {
        WORKERS.shutdownNow();
    }

    @BeforeEach
    void open() {
        store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** About Ada alone. */
    private static List<CompiledRule> compiled(int number, String type, String rest) {
        return LiveSamples.compile(LiveSamples.rule(number, type, rest)
                .replace("UserLoggedIn'", "UserLoggedIn and o365.audit.UserId: \"ada@example.com\"'"));
    }

    private static String record(String id, String operation, String user, String time, String address) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"%s\",\"Operation\":\"%s\",\"OrganizationId\":"
                        + "\"59228b75-87e5-4f05-a5be-214ac352e317\",\"RecordType\":15,\"Workload\":"
                        + "\"AzureActiveDirectory\",\"ClientIP\":\"%s\",\"UserId\":\"%s\"}")
                .formatted(time, id, operation, address, user);
    }

    private static String logon(String id, String day, String address) {
        return record(id, "UserLoggedIn", ADA, day + "T00:00:00", address);
    }

    private Live live(Store over, List<CompiledRule> rules, LiveTime time, boolean archiving) {
        return live(over, rules, time, archiving, new Playbooks(List.of()));
    }

    private Live live(Store over, List<CompiledRule> rules, LiveTime time, boolean archiving, Playbooks playbooks) {
        Live.Plan plan = new Live.Plan(
                rules,
                complete,
                time,
                Duration.ofDays(60),
                archiving,
                READING,
                new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.of(2026, 3, 21)),
                playbooks,
                List.of("sink"),
                List.of());
        return Live.on(over, plan, now);
    }

    private Live live(List<CompiledRule> rules) {
        return live(store, rules, LiveTime.OCCURRED, true);
    }

    private void commit(Live live, Instant available, String... records) {
        byte[] lines = String.join("\n", records).getBytes(StandardCharsets.UTF_8);
        Parcel parcel = Parcel.of("test", List.of(new Load("load", lines, available)), CursorChange.NONE, List.of());
        try {
            live.commit(live.read(List.of(parcel), WORKERS), ++now);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void commit(Live live, String... records) {
        commit(live, BEGIN, records);
    }

    private void investigate(Live live) {
        for (int i = 0; live.investigateNext(++now, true); i++) {
            assertThat(i).as("rounds").isLessThan(20);
        }
    }

    private List<Notice> told() {
        return store.read(transaction -> transaction.outbox().next("sink", Long.MAX_VALUE, 10_000)).stream()
                .map(entry -> NoticeJson.read(entry.notice()))
                .toList();
    }

    private List<Notice> incidentsTold() {
        return told().stream()
                .filter(notice -> notice instanceof Notice.IncidentChanged || notice instanceof Notice.IncidentEnded)
                .toList();
    }

    private Notice lastChange() {
        return incidentsTold().stream()
                .filter(Notice.IncidentChanged.class::isInstance)
                .toList()
                .getLast();
    }

    private List<Incidents.Stored> incidents() {
        return store.read(transaction -> transaction.incidents().newest(100));
    }

    private List<Waiting.Entry> waiting() {
        return store.read(transaction -> transaction.waiting().all());
    }

    private static List<String> alertsOf(Notice notice) {
        return new WrittenFields(notice.document()).texts("firstseen.incident.alerts.id");
    }

    @Test
    void anIncidentEndsWhereItsAlertsAreWithdrawn() {
        Live live = live(FIRST_SEEN);
        commit(live, logon("b", "2026-03-12", AWAY));
        investigate(live);
        commit(live, logon("a", "2026-03-06", AWAY));
        investigate(live);
        List<Notice> told = incidentsTold();
        assertThat(told).hasSize(3);
        assertThat(told.get(1).about()).isNotEqualTo(told.get(0).about());
        assertThat(told.get(2)).isInstanceOfSatisfying(Notice.IncidentEnded.class, ended -> {
            assertThat(ended.incident()).isEqualTo(told.get(0).about());
            assertThat(ended.reason()).isEqualTo("None of its alerts stands any more.");
        });
        assertThat(incidents())
                .extracting(Incidents.Stored::id)
                .containsExactly(told.get(1).about());
    }

    @Test
    void anIncidentStaysAsItIsWhileARuleOfItsAlertsIsNotLoaded() {
        Live live = live(FIRST_SEEN);
        commit(live, logon("b", "2026-03-12", AWAY));
        investigate(live);
        List<Incidents.Stored> before = incidents();
        assertThat(before).hasSize(1);

        complete = false;
        Live without = live(EVERY);
        assertThat(without.away()).containsExactly("00000000-0000-4000-8000-000000000001");
        String deed = record("c", "FileAccessed", ADA, "2026-03-12T01:00:00", AWAY);
        commit(without, deed);
        assertThatThrownBy(() -> without.investigateNext(++now, true))
                .isInstanceOf(InvestigationException.class)
                .hasMessage(
                        ADA + " could not be investigated, and is tried again later: an alert about it is of the rule"
                                + " 00000000-0000-4000-8000-000000000001, which is not loaded.");
        assertThat(without.investigateNext(++now, true)).as("another at once").isFalse();
        assertThat(without.waiting()).isZero();
        assertThat(without.failing()).isEqualTo(1);
        assertThat(incidents()).usingRecursiveComparison().isEqualTo(before);
        assertThat(incidentsTold()).hasSize(1);
        assertThat(waiting()).hasSize(1);

        Live again = live(FIRST_SEEN);
        assertThat(again.waiting()).isEqualTo(1);
        investigate(again);
        assertThat(waiting()).isEmpty();
        assertThat(incidents())
                .extracting(Incidents.Stored::id)
                .containsExactly(before.getFirst().id());
        assertThat(incidentsTold()).doesNotHaveAnyElementsOfTypes(Notice.IncidentEnded.class);
        // Its reach is known as before.
        commit(again, record("d", "FileAccessed", ADA, "2026-03-12T02:00:00", AWAY));
        assertThat(again.waiting()).isEqualTo(1);
    }

    @Test
    void incidentsAreToldWithoutTheAlertsOfARuleThatIsNoMore() {
        List<CompiledRule> both = List.of(FIRST_SEEN.getFirst(), EVERY.getFirst());
        Live live = live(both);
        commit(live, logon("a", "2026-03-12", AWAY));
        investigate(live);
        String before = incidents().getFirst().id();
        assertThat(alertsOf(incidentsTold().getFirst())).hasSize(2);

        Live without = live(EVERY);
        commit(without, record("b", "FileAccessed", ADA, "2026-03-12T01:00:00", AWAY));
        investigate(without);
        assertThat(without.failing()).isZero();
        assertThat(incidents()).hasSize(1);
        assertThat(alertsOf(lastChange())).hasSize(1);

        // The alerts themselves still stand, and come back with their rule.
        Live again = live(both);
        commit(again, record("c", "FileAccessed", ADA, "2026-03-12T02:00:00", AWAY));
        investigate(again);
        assertThat(incidents()).extracting(Incidents.Stored::id).containsExactly(before);
        assertThat(alertsOf(lastChange())).hasSize(2);
    }

    @Test
    void anIncidentOfARuleThatIsNoMoreStaysAsItWas() {
        Live live = live(FIRST_SEEN);
        commit(live, logon("a", "2026-03-12", AWAY));
        investigate(live);
        Live without = live(EVERY);
        commit(without, record("b", "FileAccessed", ADA, "2026-03-12T01:00:00", AWAY));
        investigate(without);
        assertThat(without.failing()).isZero();
        assertThat(incidents()).hasSize(1);
        assertThat(incidentsTold()).hasSize(1);
    }

    @Test
    void whatIsToldAgainIsToldUnderAnIdOfItsOwn() {
        Live live = live(FIRST_SEEN);
        commit(live, logon("a", "2026-03-10", HOME));
        investigate(live);
        commit(live, logon("b", "2026-03-12", AWAY));
        investigate(live);
        commit(live, logon("c", "2026-03-06", AWAY));
        investigate(live);
        String incident = incidentsTold().getFirst().about();
        List<Notice> changes = incidentsTold().stream()
                .filter(notice -> notice.about().equals(incident))
                .toList();
        assertThat(changes).extracting(notice -> alertsOf(notice).size()).containsExactly(1, 2, 1);
        assertThat(alertsOf(changes.get(2))).isEqualTo(alertsOf(changes.get(0)));
        assertThat(told()).extracting(Notice::id).doesNotHaveDuplicates();
    }

    private void access(Live live, int number) {
        commit(live, record("file" + number, "FileAccessed", ADA, "2026-03-12T01:00:0" + number, AWAY));
    }

    private List<String> paragraphsTold() {
        return incidentsTold().stream()
                .map(notice -> new WrittenFields(notice.document())
                        .text("firstseen.incident.summary")
                        .orElseThrow())
                .toList();
    }

    @Test
    void whatCallsForNoOtherLookIsToldOnlyAfterAWhile() {
        Live live = live(store, FIRST_SEEN, LiveTime.OCCURRED, true, COUNTING);
        commit(live, logon("a", "2026-03-12", AWAY));
        assertThat(live.investigateNext(++now, false)).isTrue();
        assertThat(paragraphsTold()).hasSize(1);
        long told = now;
        for (int i = 0; i < 3; i++) {
            access(live, i);
            now += Duration.ofMinutes(1).toMillis();
            assertThat(live.investigateNext(now, false)).isTrue();
            assertThat(paragraphsTold()).hasSize(1);
            assertThat(live.waiting()).as("with something new").isZero();
            assertThat(waiting()).hasSize(1);
        }
        assertThat(new String(incidents().getFirst().document(), StandardCharsets.UTF_8))
                .contains("It took 3 files");
        now = told + Duration.ofHours(1).toMillis();
        assertThat(live.investigateNext(now, false)).as("too early").isFalse();
        now += Duration.ofMinutes(4).toMillis();
        assertThat(live.investigateNext(now, false)).isTrue();
        assertThat(paragraphsTold()).hasSize(2);
        assertThat(paragraphsTold().get(1)).contains("It took 3 files");
        assertThat(waiting()).isEmpty();
        now += Duration.ofDays(1).toMillis();
        assertThat(live.investigateNext(now, false)).isFalse();
    }

    @Test
    void anotherGradeIsToldAtOnce() {
        Live live = live(store, FIRST_SEEN, LiveTime.OCCURRED, true, COUNTING);
        commit(live, logon("a", "2026-03-12", AWAY));
        assertThat(live.investigateNext(++now, false)).isTrue();
        for (int i = 0; i < 4; i++) {
            access(live, i);
        }
        now += Duration.ofMinutes(1).toMillis();
        assertThat(live.investigateNext(now, false)).isTrue();
        assertThat(paragraphsTold()).hasSize(2);
        assertThat(incidents().getFirst().score()).isEqualTo(50);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatWasNotToldIsToldAfterARestartAndAtTheEnd() {
        Live live = live(store, FIRST_SEEN, LiveTime.OCCURRED, true, COUNTING);
        commit(live, logon("a", "2026-03-12", AWAY));
        assertThat(live.investigateNext(++now, false)).isTrue();
        access(live, 1);
        now += Duration.ofMinutes(1).toMillis();
        assertThat(live.investigateNext(now, false)).isTrue();
        assertThat(paragraphsTold()).hasSize(1);
        investigate(live(store, FIRST_SEEN, LiveTime.OCCURRED, true, COUNTING));
        assertThat(paragraphsTold()).hasSize(2);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void anAlertThatStandsAgainIsToldUnderAnotherId() {
        Live live = live(store, FIRST_SEEN, LiveTime.AVAILABLE, true);
        String b = logon("b", "2026-03-12", AWAY);
        commit(live, Instant.parse("2026-03-12T00:00:00Z"), b);
        String alert = told().getFirst().about();
        for (int times = 0; times < 2; times++) {
            Instant before = Instant.parse("2026-03-06T00:00:00Z").minus(Duration.ofDays(20L * times));
            commit(live, before, logon("a" + times, "2026-03-12", AWAY));
            commit(live, before.minus(Duration.ofDays(14)), b);
        }
        List<Notice> ofB =
                told().stream().filter(notice -> notice.about().equals(alert)).toList();
        assertThat(ofB)
                .extracting(notice -> notice.getClass().getSimpleName())
                .containsExactly("AlertRaised", "AlertWithdrawn", "AlertRaised", "AlertWithdrawn", "AlertRaised");
        assertThat(ofB.getFirst().id()).isEqualTo(alert);
        assertThat(told()).extracting(Notice::id).doesNotHaveDuplicates();
    }

    /** Does something between what is read and what is written. */
    private record Interrupting(Store store, AtomicReference<Runnable> next) implements Store {
        @Override
        public <R> R read(Work<R> work) {
            R result = store.read(work);
            next.getAndSet(() -> {}).run();
            return result;
        }

        @Override
        public <R> R write(Work<R> work) {
            return store.write(work);
        }

        @Override
        public long size() {
            return store.size();
        }

        @Override
        public void close() {}
    }

    /** Looks at what is there after each transaction: killed there, that is where it goes on. */
    private record Watched(Store store, Runnable look) implements Store {
        @Override
        public <R> R read(Work<R> work) {
            return store.read(work);
        }

        @Override
        public <R> R write(Work<R> work) {
            R result = store.write(work);
            look.run();
            return result;
        }

        @Override
        public long size() {
            return store.size();
        }

        @Override
        public void close() {}
    }

    private List<Alerts.Stored> alerts() {
        return store.read(transaction -> transaction.alerts().newest(10));
    }

    @Test
    void anIncidentGoesTogetherWithItsAlerts() {
        Live before = live(EVERY);
        commit(before, logon("e1", "2026-03-01", HOME), logon("e2", "2026-03-02", HOME));
        investigate(before);
        commit(before, record("later", "UserLoggedIn", "ben@example.com", "2026-06-12T00:00:00", HOME));
        assertThat(incidents()).hasSize(1);
        assertThat(alerts()).hasSize(2);
        Live live = live(
                new Watched(
                        store,
                        () -> assertThat(alerts().isEmpty())
                                .isEqualTo(incidents().isEmpty())),
                EVERY,
                LiveTime.OCCURRED,
                true);
        live.forget(now + Duration.ofDays(90).toMillis(), Duration.ofDays(2));
        assertThat(alerts()).isEmpty();
    }

    private Live investigatedWhile(String meanwhile) {
        AtomicReference<Runnable> next = new AtomicReference<>(() -> {});
        Live live = live(new Interrupting(store, next), FIRST_SEEN, LiveTime.OCCURRED, true);
        commit(live, logon("a", "2026-03-12", AWAY));
        // The first reading asks whether its alerts are still told as they are.
        next.set(() -> next.set(() -> commit(live, meanwhile)));
        assertThat(live.investigateNext(++now, true)).isTrue();
        return live;
    }

    @Test
    void aNeighbourWhoComesBeforeTheNetworkIsKnownIsNotLost() {
        Live live = investigatedWhile(record("b", "UserLoggedIn", "ben@example.com", "2026-03-12T01:00:00", AWAY));
        assertThat(live.waiting()).isEqualTo(1);
        assertThat(waiting()).hasSize(1);
        investigate(live);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whoComesMeanwhileAndBelongsToNoIncidentMakesNobodyWait() {
        Live live = investigatedWhile(record("b", "UserLoggedIn", "ben@example.com", "2026-03-12T01:00:00", HOME));
        assertThat(live.waiting()).isZero();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void withoutAnArchiveNobodyIsInvestigated() {
        commit(live(FIRST_SEEN), logon("a", "2026-03-12", AWAY));
        Live without = live(store, FIRST_SEEN, LiveTime.OCCURRED, false);
        assertThat(without.waiting()).isZero();
        assertThat(without.investigateNext(++now, true)).isFalse();
        assertThat(incidents()).isEmpty();
        assertThat(waiting()).hasSize(1);
        investigate(live(FIRST_SEEN));
        assertThat(incidents()).hasSize(1);
    }

    @Test
    void ofVeryManyAlertsSomeAreReadAndTheOthersCounted() {
        Live live = live(EVERY);
        int count = Investigating.MOST_ALERTS + 500;
        commit(
                live,
                IntStream.range(0, count)
                        .mapToObj(i -> record("id" + i, "UserLoggedIn", ADA, time(i), AWAY))
                        .toArray(String[]::new));
        investigate(live);
        List<Alerts.Stored> shown = store.read(transaction ->
                transaction.alerts().newestShown(incidents().getFirst().tenant(), List.of(ADA), 1_000_000));
        assertThat(shown).hasSize(count);
        Notice incident = incidentsTold().getFirst();
        List<String> alerts = alertsOf(incident);
        assertThat(alerts)
                .hasSizeBetween(Investigating.MOST_ALERTS / 2, Investigating.MOST_ALERTS)
                .startsWith(shown.getFirst().id())
                .endsWith(shown.getLast().id());
        assertThat(new WrittenFields(incident.document()).number("firstseen.incident.unasked_alerts"))
                .hasValue(count - alerts.size());
    }

    private static String time(int second) {
        return Instant.parse("2026-03-12T00:00:00Z")
                .plusSeconds(second)
                .toString()
                .replace("Z", "");
    }

    @Test
    void anIncidentThatGoesOnKeepsItsIdWhenItIsOlderThanTheRetention() {
        Live live = live(EVERY);
        for (int day = 1; day <= 6; day++) {
            commit(live, logon("e" + day, "2026-03-0" + day, HOME));
            investigate(live);
            live.forget(now, Duration.ofDays(2));
        }
        assertThat(incidents()).hasSize(1);
        assertThat(incidentsTold()).noneMatch(Notice.IncidentEnded.class::isInstance);
        assertThat(alertsOf(lastChange())).hasSize(6);
        // What may still come late is longer than the retention; nothing is told when all of it goes.
        commit(live, record("later", "UserLoggedIn", "ben@example.com", "2026-05-12T00:00:00", HOME));
        live.forget(now + Duration.ofDays(90).toMillis(), Duration.ofDays(2));
        assertThat(incidents()).isEmpty();
        assertThat(alerts()).isEmpty();
        assertThat(incidentsTold()).noneMatch(Notice.IncidentEnded.class::isInstance);
    }

    @Test
    void anIncidentOfEventsThatCameLateStaysAsLongAsItsAlerts() {
        Live live = live(store, EVERY, LiveTime.AVAILABLE, true);
        commit(live, logon("e1", "2026-02-08", HOME));
        investigate(live);
        live.forget(now, Duration.ofDays(30));
        assertThat(incidents()).hasSize(1);
        // What belongs to it still calls for a look.
        commit(live, record("e2", "FileAccessed", ADA, "2026-02-09T00:00:00", HOME));
        assertThat(live.waiting()).isEqualTo(1);
        investigate(live);
        live.forget(now + Duration.ofDays(61).toMillis(), Duration.ofDays(30));
        assertThat(incidents()).isEmpty();
        assertThat(alerts()).isEmpty();
        commit(live, record("e3", "FileAccessed", ADA, "2026-02-09T00:00:00", HOME));
        assertThat(live.waiting()).isZero();
    }
}
