package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.demo.SimulatedTenant;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.investigation.InvestigationPlan;
import dev.firstseen.runtime.investigation.Investigations;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The records of the example, each once, give live, in any order and investigated at any time, the incidents of a scan. */
class ExampleLiveTest {
    private static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    private static final Path EXAMPLE = ROOT.resolve("examples/device-code-phishing");
    private static final Instant NOW = Instant.parse("2026-03-21T00:00:00Z");
    private static final NetworkEnrichment NETWORKS = new NetworkEnrichment(Networks.bundled());

    private final List<CompiledRule> rules = RuleFolder.compile(
            RuleFolder.read(List.of(ROOT.resolve("rules")), MicrosoftFields.INSTANCE)
                    .rules(),
            MicrosoftFields.INSTANCE,
            NOW);

    private final Playbooks playbooks = PlaybookFolder.read(
                    List.of(ROOT.resolve("playbooks")), MicrosoftFields.INSTANCE)
            .playbooks();

    /** Each record on a line. */
    private static List<byte[]> records() throws IOException {
        SimulatedTenant tenant = SimulatedTenant.of(EXAMPLE);
        Set<String> known = new HashSet<>();
        return Stream.concat(
                        tenant.records().stream()
                                .filter(record -> known.add(record.id()))
                                .map(record -> record.json()),
                        tenant.stream().stream().map(load -> new String(load.bytes(), StandardCharsets.UTF_8)))
                .map(json -> json.replaceAll("[\r\n]", " ").getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Documents of shown alerts, and of incidents. */
    private record Told(Set<String> alerts, Set<String> incidents) {}

    private Told scanned(List<byte[]> records, Path folder) throws IOException {
        Path file = folder.resolve("records.ndjson");
        try (OutputStream out = Files.newOutputStream(file)) {
            for (byte[] each : records) {
                out.write(each);
                out.write('\n');
            }
        }
        ScanPlan plan = ScanPlan.of(rules, NETWORKS);
        try (Contents contents = Contents.of(List.of(file), InputStream.nullInputStream());
                ScanResult result = Scan.run(plan, contents)) {
            InvestigationPlan how = new InvestigationPlan(
                    playbooks, NETWORKS, AuditSettings.NONE, plan.workers(), InvestigationPlan.USUAL_MOST_IN_FULL);
            List<Alert> shown = Suppressed.of(result.alerts()).shown();
            Set<String> ids = shown.stream().map(Alert::id).collect(Collectors.toSet());
            Ndjson format = new Ndjson(NOW, List.of());
            // Those of the scan before they are counted on one another: live, that is known beside the document.
            Set<String> alerts = result.alerts().stream()
                    .filter(alert -> ids.contains(alert.id()))
                    .map(alert -> JsonWriter.text(format.document(alert).root()))
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> incidents = Investigations.of(shown, result.coverage(), contents, how).incidents().stream()
                    .map(incident -> JsonWriter.text(
                            new IncidentNdjson(NOW).document(incident).root()))
                    .collect(Collectors.toCollection(TreeSet::new));
            return new Told(alerts, incidents);
        }
    }

    private static Told told(Store store) {
        return store.read(transaction -> new Told(
                transaction.alerts().newest(100_000).stream()
                        .filter(alert -> alert.state() == Alerts.State.SHOWN)
                        .map(alert -> new String(alert.document(), StandardCharsets.UTF_8))
                        .collect(Collectors.toCollection(TreeSet::new)),
                transaction.incidents().newest(10_000).stream()
                        .map(stored -> new String(stored.document(), StandardCharsets.UTF_8))
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    private Live.Plan plan() {
        return new Live.Plan(
                rules,
                true,
                LiveTime.OCCURRED,
                Duration.ofDays(30),
                true,
                new RecordReading(AuditSettings.NONE, NETWORKS),
                new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.of(2026, 3, 21)),
                playbooks,
                List.of(),
                List.of());
    }

    private static List<Load> shuffled(List<byte[]> records, Random random) {
        List<Load> loads = new ArrayList<>(
                records.stream().map(bytes -> new Load("record", bytes, NOW)).toList());
        Collections.shuffle(loads, random);
        return loads;
    }

    private static void commit(List<Load> loads, Live live, ExecutorService workers) throws Exception {
        Parcel parcel = Parcel.of("test", loads, CursorChange.NONE, List.of());
        live.commit(live.read(List.of(parcel), workers), NOW.toEpochMilli());
    }

    private static void investigateAll(Live live) {
        boolean more;
        do {
            more = live.amendNext(NOW.toEpochMilli(), true) || live.investigateNext(NOW.toEpochMilli(), true);
        } while (more);
    }

    @Example
    void committedAtOnceTheyAreThoseOfAScan() throws Exception {
        List<byte[]> records = records();
        try (Place place = new Place();
                Store store = place.store();
                ExecutorService workers = Executors.newFixedThreadPool(2)) {
            Live live = Live.on(store, plan(), NOW.toEpochMilli());
            commit(shuffled(records, new Random(5)), live, workers);
            investigateAll(live);
            assertThat(told(store)).isEqualTo(scanned(records, place.folder()));
        }
    }

    /**
     * Committed bit by bit and investigated now and then, all is known in the end that an investigation of everybody then
     * would find, and that is what the scan finds.
     */
    @Property(tries = 2, shrinking = ShrinkingMode.OFF)
    void theSameWheneverTheyAreInvestigated(@ForAll Random random) throws Exception {
        List<byte[]> records = records();
        List<Load> loads = shuffled(records, random);
        try (Place place = new Place();
                Store store = place.store();
                ExecutorService workers = Executors.newFixedThreadPool(2)) {
            Live live = Live.on(store, plan(), NOW.toEpochMilli());
            for (int from = 0, to; from < loads.size(); from = to) {
                to = Math.min(loads.size(), from + 1 + random.nextInt(loads.size() / (1 + random.nextInt(50))));
                commit(loads.subList(from, to), live, workers);
                if (random.nextInt(3) == 0) {
                    live.amendNext(NOW.toEpochMilli(), true);
                }
                for (int i = random.nextInt(6); i > 0; i--) {
                    live.investigateNext(NOW.toEpochMilli(), true);
                }
                if (random.nextInt(4) == 0) {
                    live = Live.on(store, plan(), NOW.toEpochMilli());
                }
            }
            investigateAll(live);
            Told found = told(store);
            everybodyWaits(store);
            investigateAll(Live.on(store, plan(), NOW.toEpochMilli()));
            assertThat(found).isEqualTo(told(store)).isEqualTo(scanned(records, place.folder()));
            assertThat(found.incidents()).isNotEmpty();
        }
    }

    private static void everybodyWaits(Store store) {
        store.write(transaction -> {
            transaction.alerts().newest(100_000).stream()
                    .filter(alert -> !alert.names().isEmpty())
                    .forEach(alert -> transaction
                            .waiting()
                            .add(alert.tenant(), alert.names().getFirst(), true));
            return true;
        });
    }

    /** A folder with a database, which goes when it is closed. */
    private record Place(Path folder) implements AutoCloseable {
        Place() throws IOException {
            this(Files.createTempDirectory("firstseen-example"));
        }

        Store store() {
            return Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")));
        }

        @Override
        public void close() throws IOException {
            // What is in a folder before the folder: the first database of a process has SQLite's library beside it.
            try (var all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
