package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random transactions, some of which fail half-way, against maps in memory; the database is opened anew now and then. */
class StorePropertiesTest {

    /** What there should be. */
    private static final class Model {
        final Map<String, String> cursors = new TreeMap<>();
        final Map<Ledger.EventKey, Ledger.Entry> ledger = new HashMap<>();
        final Map<Terms.Key, Terms.Remembered> terms = new HashMap<>();
        final Map<Counted.Key, Map<List<Object>, Counted.Entry>> counted = new HashMap<>();
        final List<String> outbox = new ArrayList<>();
        final List<String> archive = new ArrayList<>();

        Model copy() {
            Model copy = new Model();
            copy.cursors.putAll(cursors);
            copy.ledger.putAll(ledger);
            copy.terms.putAll(terms);
            counted.forEach((key, entries) -> copy.counted.put(key, new HashMap<>(entries)));
            copy.outbox.addAll(outbox);
            copy.archive.addAll(archive);
            return copy;
        }
    }

    @Property(tries = 25)
    void holdsWhatWasCommittedAndNothingElse(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("firstseen-store");
        StoreSettings settings = new StoreSettings.SqliteFile(folder.resolve("store.db"));
        Store store = Stores.open(settings);
        try {
            Model model = new Model();
            for (int i = 0; i < 15; i++) {
                Model next = model.copy();
                if (random.nextInt(3) == 0) {
                    Store failing = store;
                    assertThatThrownBy(() -> failing.write(transaction -> {
                                change(transaction, next, random);
                                throw new IllegalStateException("on purpose");
                            }))
                            .hasMessage("on purpose");
                } else {
                    store.write(transaction -> {
                        change(transaction, next, random);
                        return true;
                    });
                    model = next;
                }
                if (random.nextInt(4) == 0) {
                    store.close();
                    store = Stores.open(settings);
                }
                Model expected = model;
                store.read(transaction -> {
                    compare(transaction, expected);
                    return true;
                });
            }
        } finally {
            store.close();
            try (Stream<Path> files = Files.walk(folder).sorted(Comparator.reverseOrder())) {
                for (Path path : files.toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void change(Transaction transaction, Model model, Random random) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            String name = "n" + random.nextInt(5);
            long time = random.nextInt(10) - 5L;
            switch (random.nextInt(8)) {
                case 0 -> {
                    transaction.cursors().change("s", Map.of(name, "" + time), Set.of("n0"));
                    model.cursors.remove("n0");
                    model.cursors.put(name, "" + time);
                }
                case 1 -> {
                    Ledger.EventKey event = new Ledger.EventKey("t", "d", name);
                    Ledger.Entry entry = new Ledger.Entry(time, random.nextInt(3));
                    transaction.ledger().put(Map.of(event, entry));
                    model.ledger.put(event, entry);
                }
                case 2 -> {
                    long forgotten = transaction.ledger().forgetBefore(time);
                    int before = model.ledger.size();
                    model.ledger.values().removeIf(known -> known.time() < time);
                    assertThat(forgotten).isEqualTo(before - model.ledger.size());
                }
                case 3 -> {
                    Terms.Key key = term(random);
                    Terms.Remembered remembered = new Terms.Remembered(
                            new Runs(List.of(new Runs.Run(time, name, time, 1))),
                            Sightings.NONE.with(time).with(i),
                            time * 40_000_000L);
                    transaction.terms().save(Map.of(key, remembered));
                    model.terms.put(key, remembered);
                }
                case 4 -> {
                    Counted.Key key = counted(random);
                    Counted.Entry entry = new Counted.Entry(time, name, name, List.of(new Value.Whole(i)));
                    transaction.counted().add(key, List.of(entry));
                    model.counted.computeIfAbsent(key, any -> new HashMap<>()).putIfAbsent(List.of(time, name), entry);
                }
                case 5 -> {
                    Counted.Key key = counted(random);
                    transaction.counted().remove(key, time, name);
                    model.counted.getOrDefault(key, new HashMap<>()).remove(List.of(time, name));
                }
                case 6 -> {
                    transaction.outbox().add(List.of("sink"), name, new byte[] {1}, time);
                    model.outbox.add(name);
                }
                case 7 -> {
                    String line = "{" + random.nextLong() + " ".repeat(random.nextInt(200_000)) + "}";
                    transaction
                            .archive()
                            .add(List.of(new Archive.Entry(
                                    "t", "d", "", line.getBytes(StandardCharsets.UTF_8), time, time, Set.of(name))));
                    model.archive.add(line);
                }
                default -> throw new AssertionError();
            }
        }
    }

    private static Terms.Key term(Random random) {
        return new Terms.Key(
                random.nextInt(2),
                "t" + random.nextInt(2),
                new Term(List.of(new Value.Whole(random.nextInt(2)), new Value.Text("" + random.nextInt(2)))));
    }

    private static Counted.Key counted(Random random) {
        return new Counted.Key(random.nextInt(2), "t", List.of(new Value.Whole(random.nextInt(2))));
    }

    private static void compare(Transaction transaction, Model model) {
        assertThat(transaction.cursors().of("s")).isEqualTo(model.cursors);
        List<Ledger.EventKey> events = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            events.add(new Ledger.EventKey("t", "d", "n" + i));
        }
        assertThat(transaction.ledger().known(events)).isEqualTo(model.ledger);
        assertThat(transaction.terms().size()).isEqualTo(model.terms.size());
        assertThat(transaction.terms().load(model.terms.keySet())).isEqualTo(model.terms);
        model.counted.forEach((key, entries) -> assertThat(MemoryContract.counted(transaction, key, -3, 3))
                .isEqualTo(entries.values().stream()
                        .filter(entry -> entry.time() >= -3 && entry.time() <= 3)
                        .sorted(Comparator.comparingLong(Counted.Entry::time).thenComparing(Counted.Entry::eventId))
                        .toList()));
        assertThat(transaction.outbox().next("sink", Long.MAX_VALUE, 1_000))
                .extracting(Outbox.Entry::id)
                .isEqualTo(model.outbox);
        StringBuilder lines = new StringBuilder();
        transaction.archive().readAll(Long.MIN_VALUE, Long.MAX_VALUE, found -> {
            lines.append(new String(found.lines(), StandardCharsets.UTF_8));
            return true;
        });
        assertThat(lines.toString().lines().toList()).isEqualTo(model.archive);
    }
}
