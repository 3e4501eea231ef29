package dev.firstseen.bench.measure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import dev.firstseen.store.Terms;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * What the store costs on SQLite: remembering terms, with few and with many remembered, opening it, and archiving records.
 * Arguments: a folder for the database, a file of records, a line each, and the numbers of terms, ascending.
 */
public final class StoreBenchmark {
    /** As many terms as a batch of records may touch. */
    private static final int BATCH = 5_000;

    private static final int ROUNDS = 20;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Path file;
    private final Random random = new Random(1);

    private StoreBenchmark(Path file) {
        this.file = file;
    }

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "store");
        StoreBenchmark benchmark = new StoreBenchmark(folder.resolve("store.db"));
        long there = 0;
        for (String argument : List.of(arguments).subList(2, arguments.length)) {
            long terms = Long.parseLong(argument);
            benchmark.fill(there, terms);
            there = terms;
            benchmark.open();
            benchmark.step(terms);
        }
        benchmark.archive(Path.of(arguments[1]));
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    private Store store() {
        return Stores.open(new StoreSettings.SqliteFile(file));
    }

    /** A hundred terms a user, as a user has networks. */
    private static Terms.Key key(long number) {
        return new Terms.Key(
                1,
                "f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8",
                new Term(List.of(
                        new Value.Text("user" + number / 100 + "@nordwerk.example"), new Value.Whole(number % 100))));
    }

    private static Terms.Remembered remembered(long time) {
        String id = new java.util.UUID(time * 0x9E3779B97F4A7C15L, time).toString();
        return new Terms.Remembered(
                new Runs(List.of(new Runs.Run(time, id, time))), Sightings.NONE.with(time), time + 1_000_000_000L);
    }

    private void fill(long from, long to) {
        long begin = System.nanoTime();
        try (Store store = store()) {
            for (long next = from; next < to; next += 100_000) {
                Map<Terms.Key, Terms.Remembered> batch = new HashMap<>();
                for (long number = next; number < Math.min(to, next + 100_000); number++) {
                    batch.put(key(number), remembered(1_700_000_000_000L));
                }
                store.write(transaction -> {
                    transaction.terms().save(batch);
                    return true;
                });
            }
        }
        print("filled up to %,d terms in %.1f s", to, (System.nanoTime() - begin) / 1e9);
    }

    private void open() {
        long begin = System.nanoTime();
        try (Store store = store()) {
            long opened = System.nanoTime();
            print("opened in %.0f ms; %,d bytes", (opened - begin) / 1e6, store.size());
        }
    }

    /** Batches of random users' terms, loaded, changed and saved. */
    private void step(long terms) {
        try (Store store = store()) {
            for (int warm = 0; warm < ROUNDS; warm++) {
                batch(store, terms, warm);
            }
            long wall = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            for (int round = 0; round < ROUNDS; round++) {
                batch(store, terms, round);
            }
            double count = (double) ROUNDS * BATCH;
            print(
                    "%,d terms: %.1f us of CPU and %.1f us a term loaded and saved",
                    terms,
                    (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / count,
                    (System.nanoTime() - wall) / 1e3 / count);
        }
    }

    private void batch(Store store, long terms, int round) {
        Set<Terms.Key> keys = new HashSet<>();
        while (keys.size() < BATCH) {
            keys.add(key(random.nextLong(terms)));
        }
        store.write(transaction -> {
            Map<Terms.Key, Terms.Remembered> known = transaction.terms().load(keys);
            known.replaceAll((key, was) -> remembered(was.runs().last() + round));
            transaction.terms().save(known);
            return true;
        });
    }

    private void archive(Path records) throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(records)) {
            lines.add(line.getBytes(StandardCharsets.UTF_8));
        }
        try (Store store = store()) {
            pass(store, lines);
            long bytes = store.<Archive.Size>read(t -> t.archive().size()).bytes();
            long wall = System.nanoTime();
            long cpu = THREADS.getCurrentThreadCpuTime();
            long plain = pass(store, lines);
            double seconds = (System.nanoTime() - wall) / 1e9;
            print(
                    "archived %,d records at %.0f MB/s, %.1f us of CPU each; a byte for %.1f",
                    lines.size(),
                    plain / 1e6 / seconds,
                    (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / lines.size(),
                    plain / (double) bytes);
        }
    }

    private static long pass(Store store, List<byte[]> lines) {
        long plain = 0;
        for (int next = 0; next < lines.size(); next += BATCH) {
            List<Archive.Entry> entries = new ArrayList<>();
            for (int i = next; i < Math.min(lines.size(), next + BATCH); i++) {
                byte[] line = lines.get(i);
                plain += line.length;
                entries.add(new Archive.Entry(
                        "t",
                        "o365.audit",
                        "user" + i % 500,
                        line,
                        i,
                        i,
                        Set.of("user" + i % 500, "10.0.0." + i % 300)));
            }
            store.write(transaction -> {
                transaction.archive().add(entries);
                return true;
            });
        }
        return plain;
    }
}
