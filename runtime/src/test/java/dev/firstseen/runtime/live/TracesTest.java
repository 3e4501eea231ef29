package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.HashKey;
import dev.firstseen.investigation.trace.Strand;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.investigation.trace.TracedFields;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Store;
import dev.firstseen.store.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** A trace that goes on where it stood is the trace that one that begins now would be, whatever came in between. */
class TracesTest {
    private static final String TENANT = "59228b75-87e5-4f05-a5be-214ac352e317";
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> ADDRESSES = List.of("217.92.197.17", "43.163.79.165", "88.66.131.86", "10.1.2.3");
    private static final RecordReading READING =
            new RecordReading(AuditSettings.NONE, new NetworkEnrichment(Networks.bundled()));
    private static final TracedFields FIELDS =
            new TracedFields(List.of(FieldPath.of("source.ip"), FieldPath.of("event.action")), List.of());

    private static ExecutorService workers = Executors.newFixedThreadPool(1);
    private static List<Rule> rules = List.of();

    @BeforeContainer
    static void readRules() throws IOException {
        rules = RuleFolder.read(List.of(Path.of("../rules")), MicrosoftFields.INSTANCE)
                .rules();
    }

    @AfterContainer
    static void stop() {
        workers.shutdownNow();
    }

    /** Some ids may come again, now and then with another time; some records fill blocks, so that these are moved. */
    private static String record(Random random, int number, boolean repeating) {
        return ("{\"CreationTime\":\"%s\",\"Id\":\"id%d\",\"Operation\":\"%s\",\"OrganizationId\":\"%s\","
                        + "\"RecordType\":15,\"Workload\":\"AzureActiveDirectory\",\"ClientIP\":\"%s\","
                        + "\"UserId\":\"user%d@example.com\",%s\"Padding\":\"%s\"}")
                .formatted(
                        BEGIN.plus(Duration.ofHours(6L * random.nextInt(40)))
                                .toString()
                                .replace("Z", ""),
                        repeating && random.nextInt(5) == 0 ? random.nextInt(number + 1) : number,
                        random.nextBoolean() ? "UserLoggedIn" : "FileAccessed",
                        TENANT,
                        ADDRESSES.get(random.nextInt(ADDRESSES.size())),
                        random.nextInt(3),
                        number % 2 == 0
                                ? "\"ExtendedProperties\":[{\"Name\":\"RequestType\",\"Value\":\"Cmsi:Cmsi\"}],"
                                : "",
                        "x".repeat(random.nextInt(10) == 0 ? 200_000 : 10));
    }

    private static Case open(Random random, long from, long until) {
        Identity identity = new Identity(TENANT, new TreeSet<>(Set.of("user0@example.com")), none(), none());
        Set<Long> networks = random.nextInt(4) == 0 ? Set.of(3320L) : Set.of(3320L, 132203L);
        List<Alert> alerts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            // Seldom others, so that most traces can go on.
            long time = from + (random.nextInt(6) == 0 ? (until - from) / 2 : (until - from) / 3);
            alerts.add(new Alert.Match(
                    "alert " + i,
                    rules.getFirst(),
                    new DocumentEvent("id", time, "o365.audit", TENANT, new Document(Value.Members.NONE))));
        }
        return new Case(
                identity,
                alerts,
                new Subject(
                        identity,
                        networks,
                        from,
                        until,
                        HashKey.of(alerts.getFirst().id())));
    }

    private static SortedSet<String> none() {
        return new TreeSet<>();
    }

    private static String told(Trace trace) {
        return "own " + strands(trace.own()) + "\nothers " + strands(trace.others()) + "\nupon " + strands(trace.upon())
                + "\n" + trace.observed() + " without " + trace.leftOut() + " and " + trace.unread();
    }

    private static String strands(List<Strand> strands) {
        return strands.stream()
                .map(strand -> "\n" + strand.like().time() + " " + strand.like().id() + " "
                        + FIELDS.own().stream()
                                .map(field -> strand.like().values(field).toString())
                                .toList()
                        + " " + strand.times().count(Long.MIN_VALUE, Long.MAX_VALUE) + " "
                        + strand.examples().stream()
                                .map(example -> example.time() + " " + example.id() + " "
                                        + example.values(FIELDS.own().getFirst()))
                                .toList())
                .collect(Collectors.joining());
    }

    private static Live.Plan plan() {
        return new Live.Plan(
                List.of(),
                true,
                LiveTime.OCCURRED,
                Duration.ofDays(30),
                true,
                READING,
                new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.of(2026, 3, 21)),
                new Playbooks(List.of()),
                List.of(),
                List.of());
    }

    private static int commit(Live live, Random random, int records, boolean repeating) throws InterruptedException {
        List<String> lines = new ArrayList<>();
        int count = 1 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            lines.add(record(random, records + i, repeating));
        }
        byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        Parcel parcel = Parcel.of("test", List.of(new Load("load", bytes, BEGIN)), CursorChange.NONE, List.of());
        live.commit(live.read(List.of(parcel), workers), BEGIN.toEpochMilli());
        return count;
    }

    private static Trace traced(Traces traces, Case open, Set<Long> further, Transaction transaction) {
        return traces.around(open, transaction.archive(), Set.of("o365.audit")).with(further);
    }

    private static void compare(Random random, Tracer.Limits limits, boolean repeating) throws Exception {
        Tracer tracer = new Tracer(READING, FIELDS, limits);
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(), BEGIN.toEpochMilli());
            Traces goingOn = new Traces(tracer);
            long from = BEGIN.plus(Duration.ofDays(2)).toEpochMilli();
            long until = from + Duration.ofDays(2).toMillis();
            int records = 0;
            for (int step = 0; step < 25; step++) {
                records += commit(live, random, records, repeating);
                switch (random.nextInt(6)) {
                    case 0, 1 ->
                        until += Duration.ofHours(6L * random.nextInt(6)).toMillis();
                    case 2 -> until -= Duration.ofHours(6).toMillis();
                    default -> {}
                }
                Case open = open(random, from, Math.max(from, until));
                Set<Long> further = random.nextInt(4) == 0 ? Set.of() : Set.of(3209L);
                String anew = store.read(transaction -> told(traced(new Traces(tracer), open, further, transaction)));
                String after = store.read(transaction -> told(traced(goingOn, open, further, transaction)));
                assertThat(after).isEqualTo(anew);
            }
        }
    }

    @Property(tries = 20)
    void allThatThereIs(@ForAll Random random) throws Exception {
        compare(random, new Tracer.Limits(1_000, 1_000_000, 1L << 30), true);
    }

    @Property(tries = 10)
    void fewStrandsAndLittleMemory(@ForAll Random random) throws Exception {
        compare(random, new Tracer.Limits(4, 1_000_000, 300_000), true);
    }

    @Property(tries = 15)
    void moreOthersThanAreRead(@ForAll Random random) throws Exception {
        compare(random, new Tracer.Limits(1_000, 1 + random.nextInt(30), 1L << 30), true);
    }

    /** What others did and is not told was not read, and nothing else was not read: the account's own is not among it. */
    @Property(tries = 20)
    void tellsHowManyWereNotRead(@ForAll Random random) throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(), BEGIN.toEpochMilli());
            int records = 0;
            while (records < 60) {
                records += commit(live, random, records, false);
            }
            long from = BEGIN.plus(Duration.ofDays(1)).toEpochMilli();
            Case open = open(random, from, from + Duration.ofDays(7).toMillis());
            Trace all = traced(open, 1_000_000, store);
            Trace some = traced(open, 1 + random.nextInt(20), store);
            assertThat(all.unread()).isZero();
            assertThat(some.unread()).isEqualTo(count(all.others()) - count(some.others()));
            assertThat(some.leftOut()).isZero();
            assertThat(count(some.own())).isEqualTo(count(all.own()));
        }
    }

    private static Trace traced(Case open, int others, Store store) {
        Tracer tracer = new Tracer(READING, FIELDS, new Tracer.Limits(1_000, others, 1L << 30));
        return store.read(transaction -> traced(new Traces(tracer), open, Set.of(), transaction));
    }

    private static long count(List<Strand> strands) {
        return strands.stream()
                .mapToLong(strand -> strand.times().count(Long.MIN_VALUE, Long.MAX_VALUE))
                .sum();
    }

    /** Counts the records that are read. */
    private static final class Counting implements Archive {
        private final Archive archive;
        private long read;

        Counting(Archive archive) {
            this.archive = archive;
        }

        @Override
        public void add(List<Entry> entries) {
            archive.add(entries);
        }

        @Override
        public long end() {
            return archive.end();
        }

        @Override
        public void read(String tenant, Collection<String> keys, long from, long to, Part part, Reader reader) {
            archive.read(tenant, keys, from, to, part, found -> {
                read += found.available().length;
                return reader.take(found);
            });
        }

        @Override
        public void times(String tenant, Collection<String> keys, long from, long to, LongConsumer taker) {
            archive.times(tenant, keys, from, to, taker);
        }

        @Override
        public void readAll(long from, long to, Reader reader) {
            archive.readAll(from, to, reader);
        }

        @Override
        public void readLog(String tenant, String dataset, By by, long from, long to, Reader reader) {
            archive.readLog(tenant, dataset, by, from, to, reader);
        }

        @Override
        public OptionalLong fitting(long bytes) {
            return archive.fitting(bytes);
        }

        @Override
        public Size size() {
            return archive.size();
        }

        @Override
        public long forgetBefore(long available) {
            return archive.forgetBefore(available);
        }
    }

    @Example
    void readsOnlyWhatIsNewButAllAfterSomethingWasForgotten() throws Exception {
        Random random = new Random(3);
        Traces traces = new Traces(new Tracer(READING, FIELDS, new Tracer.Limits(1_000, 1_000_000, 1L << 30)));
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Live live = Live.on(store, plan(), BEGIN.toEpochMilli());
            int records = 0;
            while (records < 400) {
                records += commit(live, random, records, false);
            }
            Case open = open(
                    new Random(1),
                    BEGIN.toEpochMilli(),
                    BEGIN.plus(Duration.ofDays(20)).toEpochMilli());
            assertThat(read(traces, open, store)).isGreaterThan(200);
            assertThat(read(traces, open, store)).isZero();
            commit(live, random, records, false);
            assertThat(read(traces, open, store)).isBetween(1L, 40L);
            traces.forgetting(BEGIN.toEpochMilli() + 1);
            assertThat(read(traces, open, store)).isGreaterThan(200);
        }
    }

    private static long read(Traces traces, Case open, Store store) {
        return store.<Long>read(transaction -> {
            Counting counting = new Counting(transaction.archive());
            traces.around(open, counting, Set.of("o365.audit")).with(Set.of());
            return counting.read;
        });
    }
}
