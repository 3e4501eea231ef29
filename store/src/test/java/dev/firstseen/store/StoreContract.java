package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StoreContract {
    /** Anything may stand in a log: a zero, half a surrogate pair, a quote. */
    private static final String ODD = "o\u0000'd\ud83d, 😀\ufffd";

    private static final long DAY = 86_400_000;

    private Store store;

    /** A database of its own, empty. */
    abstract StoreSettings fresh() throws Exception;

    private StoreSettings settings;

    @BeforeEach
    void open() throws Exception {
        settings = fresh();
        store = Stores.open(settings);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = Stores.open(settings);
    }

    private void write(Consumer<Transaction> work) {
        store.write(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsWhereSourcesStand() {
        write(t -> t.cursors().change("a", Map.of("x", "1", ODD, ODD, "gone", "2"), Set.of()));
        write(t -> t.cursors().change("a", Map.of("x", "3"), Set.of("gone", "never there")));
        write(t -> t.cursors().change("b", Map.of("x", "4"), Set.of()));
        reopen();
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("a")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("x", "3", ODD, ODD));
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("c"))).isEmpty();
    }

    @Test
    void keepsNothingOfWorkThatFails() {
        assertThatThrownBy(() -> write(t -> {
                    t.cursors().change("a", Map.of("x", "1"), Set.of());
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("a"))).isEmpty();
        write(t -> t.cursors().change("a", Map.of("x", "2"), Set.of()));
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("a"))).containsEntry("x", "2");
    }

    @Test
    void readersSeeWhatWasCommittedWhileAnotherWrites() {
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
        write(t -> {
            t.cursors().change("a", Map.of("x", "2"), Set.of());
            assertThat(t.cursors().of("a")).containsEntry("x", "2");
            assertThat(store.<Map<String, String>>read(r -> r.cursors().of("a")))
                    .containsEntry("x", "1");
        });
    }

    @Test
    void aReaderSeesOneState() {
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
        store.read(r -> {
            assertThat(r.cursors().of("a")).containsEntry("x", "1");
            write(t -> t.cursors().change("a", Map.of("x", "2"), Set.of()));
            assertThat(r.cursors().of("a")).containsEntry("x", "1");
            return true;
        });
    }

    @Test
    void transactionsEnd() {
        Transaction[] kept = new Transaction[1];
        write(t -> kept[0] = t);
        assertThatThrownBy(() -> kept[0].cursors().of("a")).hasMessage("the transaction is over");
    }

    @Test
    void oneServiceWritesAtATime() {
        assertThatThrownBy(() -> Stores.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Another Firstseen service writes to the database ");
        reopen();
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
    }

    @Test
    void canBeReadBesideTheService() {
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
        try (Store beside = Stores.openToRead(settings)) {
            assertThat(beside.<Map<String, String>>read(t -> t.cursors().of("a")))
                    .containsEntry("x", "1");
            write(t -> t.cursors().change("a", Map.of("x", "2"), Set.of()));
            assertThat(beside.<Map<String, String>>read(t -> t.cursors().of("a")))
                    .containsEntry("x", "2");
            assertThatThrownBy(() -> beside.write(t -> 1)).hasMessageEndingWith(" was opened to read only.");
        }
        assertThat(store.size()).isPositive();
    }

    @Test
    void ledgerKnowsEventsByAllOfTheirKey() {
        Ledger.EventKey event = new Ledger.EventKey("t", "d", "1");
        Ledger.EventKey alike = new Ledger.EventKey("td", "", "1");
        Ledger.EventKey odd = new Ledger.EventKey("t", "d", ODD);
        write(t -> t.ledger().put(Map.of(event, 5L, odd, -1L)));
        write(t -> t.ledger().put(Map.of(event, 7L)));
        assertThat(store.<Map<Ledger.EventKey, Long>>read(t -> t.ledger().known(List.of(event, alike, odd, event))))
                .isEqualTo(Map.of(event, 7L, odd, -1L));
        assertThat(store.<Long>write(t -> t.ledger().forgetBefore(7))).isEqualTo(1);
        assertThat(store.<Map<Ledger.EventKey, Long>>read(t -> t.ledger().known(List.of(event, odd))))
                .isEqualTo(Map.of(event, 7L));
    }

    @Test
    void asksForAnyNumberOfKeys() {
        for (int size : new int[] {0, 1, 4, 5, 16, 17, 64, 65, 256, 257, 1_000}) {
            Map<Ledger.EventKey, Long> events = new HashMap<>();
            for (int i = 0; i < size; i++) {
                events.put(new Ledger.EventKey("t", "size " + size, "" + i), (long) i);
            }
            write(t -> t.ledger().put(events));
            assertThat(store.<Map<Ledger.EventKey, Long>>read(t -> t.ledger().known(events.keySet())))
                    .isEqualTo(events);
        }
    }

    private static Terms.Key key(int memory, String tenant, Value.Scalar... values) {
        return new Terms.Key(memory, tenant, new Term(List.of(values)));
    }

    private static Terms.Remembered seen(long count, long time) {
        Runs runs = new Runs(List.of(new Runs.Run(time, ODD, time + 1), new Runs.Run(time + 10, "b", time + 10)));
        return new Terms.Remembered(runs, count, time, time + 3 * DAY);
    }

    @Test
    void remembersTermsWithTheirTypes() {
        Value.Scalar text = new Value.Text("1");
        Value.Scalar whole = new Value.Whole(1);
        Map<Terms.Key, Terms.Remembered> all = new LinkedHashMap<>();
        all.put(key(1, "t", text), seen(1, 10));
        all.put(key(1, "t", whole), seen(2, 20));
        all.put(key(1, "t", new Value.Decimal(1)), seen(3, 30));
        all.put(key(1, "t", Value.Truth.TRUE), seen(4, 40));
        all.put(key(1, "t", new Value.Text("true")), seen(5, -50));
        all.put(key(2, "t", text), seen(6, 60));
        all.put(key(1, "u", text), seen(7, 70));
        all.put(key(1, "t", text, whole), seen(8, 80));
        all.put(key(1, "t", new Value.Text(ODD), new Value.Decimal(-0.0)), seen(9, 90));
        write(t -> t.terms().save(all));
        reopen();
        assertThat(store.<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(all.keySet())))
                .isEqualTo(all);
        assertThat(store.<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(List.of(key(3, "t", text)))))
                .isEmpty();
        assertThat(store.<Long>read(t -> t.terms().size())).isEqualTo(all.size());
    }

    @Test
    void changesAndForgetsTerms() {
        Terms.Key stays = key(1, "t", new Value.Text("stays"));
        Terms.Key goes = key(1, "t", new Value.Text("goes"));
        write(t -> t.terms().save(Map.of(stays, seen(1, 0), goes, seen(1, 0))));
        write(t -> t.terms().save(Map.of(stays, seen(2, 1), goes, seen(2, 1))));
        write(t -> t.terms().save(Map.of(stays, seen(3, 9 * DAY))));
        assertThat(store.<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(List.of(stays, goes))))
                .isEqualTo(Map.of(stays, seen(3, 9 * DAY), goes, seen(2, 1)));
        assertThat(store.<Long>write(t -> t.terms().forgetBefore(3 * DAY))).isZero();
        assertThat(store.<Long>write(t -> t.terms().forgetBefore(4 * DAY + 1))).isEqualTo(1);
        assertThat(store.<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(List.of(stays, goes))))
                .containsOnlyKeys(stays);
    }

    @Test
    void tellsWhatIsRememberedOfAUser() {
        Value.Scalar ada = new Value.Text("ada");
        Map<Terms.Key, Terms.Remembered> all = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            all.put(key(1, "t", ada, new Value.Whole(i)), seen(i, i));
        }
        all.put(key(1, "t", new Value.Text("ben"), new Value.Whole(1)), seen(1_000, 1));
        all.put(key(1, "u", ada, new Value.Whole(1)), seen(1_000, 1));
        all.put(key(2, "t", ada, new Value.Whole(1)), seen(1_000, 1));
        write(t -> t.terms().save(all));
        Terms.Sharing sharing = store.read(t -> t.terms().sharing(1, "t", ada, 2));
        assertThat(sharing.all()).isEqualTo(20);
        assertThat(sharing.most())
                .containsExactly(
                        new Terms.Sharing.Entry(new Term(List.of(ada, new Value.Whole(19))), seen(19, 19)),
                        new Terms.Sharing.Entry(new Term(List.of(ada, new Value.Whole(18))), seen(18, 18)));
        assertThat(store.<Terms.Sharing>read(t -> t.terms().sharing(1, "t", ada, 100))
                        .most())
                .hasSize(20);
    }

    @Test
    void aDroppedMemoryTakesAllWithItAndItsNumberIsNotGivenAgain() {
        Memories.Memory first = store.write(t -> t.memories().begin("rule", "meaning", 5));
        Memories.Memory second = store.write(t -> t.memories().begin("rule", "other", 6));
        Counted.Key counted = new Counted.Key(second.number(), "t", List.of());
        write(t -> {
            t.terms().save(Map.of(key(first.number(), "t", new Value.Text("a")), seen(1, 1)));
            t.terms().save(Map.of(key(second.number(), "t", new Value.Text("a")), seen(1, 1)));
            t.counted().add(counted, List.of(new Counted.Entry(1, "d", "e", List.of())));
        });
        assertThat(store.<List<Memories.Memory>>read(t -> t.memories().all())).containsExactly(first, second);
        write(t -> t.memories().drop(second.number()));
        assertThat(store.<Long>read(t -> t.terms().size())).isEqualTo(1);
        assertThat(store.<Long>read(t -> t.counted().size())).isZero();
        assertThat(store.<Boolean>read(t -> t.memories().find("rule", "meaning").equals(java.util.Optional.of(first))))
                .isTrue();
        assertThat(store.<Boolean>read(t -> t.memories().find("rule", "other").isEmpty()))
                .isTrue();
        assertThat(store.<Memories.Memory>write(t -> t.memories().begin("rule", "other", 7))
                        .number())
                .isGreaterThan(second.number());
    }

    @Test
    void countsEventsOfAStretchInOrder() {
        Counted.Key one = new Counted.Key(1, "t", List.of(new Value.Text("a"), new Value.Whole(1)));
        Counted.Key two = new Counted.Key(1, "t", List.of(new Value.Text("a")));
        Counted.Entry early = new Counted.Entry(-5, "d", "z", List.of(new Value.Text(ODD), new Value.Whole(2)));
        Counted.Entry tie = new Counted.Entry(7, "d", "a", List.of());
        Counted.Entry tied = new Counted.Entry(7, "d", "b", List.of());
        write(t -> {
            t.counted().add(one, List.of(tied, early, tie));
            t.counted().add(one, List.of(new Counted.Entry(7, "other", "a", List.of())));
            t.counted().add(two, List.of(tie));
        });
        assertThat(store.<List<Counted.Entry>>read(t -> t.counted().load(one, -5, 7)))
                .containsExactly(early, tie, tied);
        assertThat(store.<List<Counted.Entry>>read(t -> t.counted().load(one, -4, 6)))
                .isEmpty();
        assertThat(store.<List<Counted.Entry>>read(t -> t.counted().load(one, Long.MIN_VALUE, Long.MAX_VALUE)))
                .hasSize(3);
        write(t -> t.counted().remove(one, 7, "b"));
        assertThat(store.<Long>write(t -> t.counted().forgetBefore(1, 7))).isEqualTo(1);
        assertThat(store.<List<Counted.Entry>>read(t -> t.counted().load(one, -5, 7)))
                .containsExactly(tie);
        assertThat(store.<Long>write(t -> t.counted().forgetBefore(2, 100))).isZero();
        assertThat(store.<Long>read(t -> t.counted().size())).isEqualTo(2);
    }

    private static Alerts.Stored alert(String id, long time, String group, Alerts.State state, String... names) {
        return new Alerts.Stored(
                id,
                "rule",
                "t",
                "d",
                "e" + id,
                time,
                time - 1,
                time + 1,
                List.of(names),
                group,
                state,
                "",
                ODD,
                time % 2 == 0,
                bytes("{" + id + "}"),
                bytes("record"));
    }

    private static List<String> ids(List<Alerts.Stored> alerts) {
        return alerts.stream().map(Alerts.Stored::id).toList();
    }

    @Test
    void keepsAlerts() {
        Alerts.Stored b = alert("b", 10, "g", Alerts.State.SHOWN, "ada", "ADA@x");
        write(t -> t.alerts()
                .put(List.of(
                        b,
                        alert("a", 10, "g", Alerts.State.COUNTED, "ada"),
                        alert("c", 5, "", Alerts.State.SHOWN, "ben"),
                        alert("w", 11, "g", Alerts.State.WITHDRAWN, "ada"))));
        assertThat(store.<Alerts.Stored>read(t -> t.alerts().find("b").orElseThrow()))
                .usingRecursiveComparison()
                .isEqualTo(b);
        assertThat(store.<List<String>>read(t -> ids(t.alerts().ofGroup("rule", "t", "g", 10))))
                .containsExactly("a", "b");
        assertThat(store.<List<String>>read(t -> ids(t.alerts().ofGroup("rule", "t", "", 0))))
                .isEmpty();
        assertThat(store.<List<String>>read(t -> ids(t.alerts().about("t", List.of("ada", "ADA@x"), 10))))
                .containsExactly("a", "b");
        assertThat(store.<List<String>>read(t -> ids(t.alerts().newest(3)))).containsExactly("w", "b", "a");
        assertThat(store.<Map<Alerts.State, Long>>read(t -> t.alerts().count()))
                .isEqualTo(Map.of(Alerts.State.SHOWN, 2L, Alerts.State.COUNTED, 1L, Alerts.State.WITHDRAWN, 1L));

        write(t -> t.alerts().put(List.of(alert("b", 12, "h", Alerts.State.SHOWN, "cleo"))));
        assertThat(store.<List<String>>read(t -> ids(t.alerts().about("t", List.of("ada", "ADA@x"), 0))))
                .containsExactly("a");
        assertThat(store.<List<String>>read(t -> ids(t.alerts().about("t", List.of("cleo"), 12))))
                .containsExactly("b");
        assertThat(store.<Long>write(t -> t.alerts().forgetBefore(11))).isEqualTo(2);
        assertThat(store.<List<String>>read(t -> ids(t.alerts().about("t", List.of("ada", "ben", "cleo"), 0))))
                .containsExactly("b");
    }

    private static Incidents.Stored incident(String id, long first, long until, String... names) {
        return new Incidents.Stored(id, "t", List.of(names), first, first + 1, until, -1, "digest", bytes(id));
    }

    @Test
    void keepsIncidents() {
        Incidents.Stored a = incident("a", 10, 20, "ada", ODD);
        write(t -> {
            t.incidents().put(incident("b", 5, 30, "ada"));
            t.incidents().put(a);
            t.incidents().put(incident("a", 11, 19, "old name"));
            t.incidents().put(a);
        });
        assertThat(store.<Incidents.Stored>read(t -> t.incidents().find("a").orElseThrow()))
                .usingRecursiveComparison()
                .isEqualTo(a);
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().about("t", List.of(ODD, "ada"))))
                .extracting(Incidents.Stored::id)
                .containsExactly("b", "a");
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().about("t", List.of("old name"))))
                .isEmpty();
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().open(20)))
                .hasSize(2);
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().open(21)))
                .extracting(Incidents.Stored::id)
                .containsExactly("b");
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().newest(1)))
                .extracting(Incidents.Stored::id)
                .containsExactly("a");
        write(t -> t.incidents().remove("a"));
        assertThat(store.<Long>write(t -> t.incidents().forgetBefore(7))).isEqualTo(1);
        assertThat(store.<Long>read(t -> t.incidents().size())).isZero();
    }

    @Test
    void sendsInOrderAndStopsAtWhatIsNotDue() {
        write(t -> {
            t.outbox().add(List.of("a", "b"), "1", bytes("one"), 100);
            t.outbox().add(List.of("a"), ODD, bytes("two"), 101);
        });
        List<Outbox.Entry> next = store.read(t -> t.outbox().next("a", 200, 10));
        assertThat(next).extracting(Outbox.Entry::id).containsExactly("1", ODD);
        assertThat(next.getFirst().notice()).isEqualTo(bytes("one"));
        long number = next.getFirst().number();

        write(t -> t.outbox().retry(List.of(number), 300, "away"));
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 299, 10)))
                .isEmpty();
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 300, 1)))
                .extracting(Outbox.Entry::attempts)
                .containsExactly(1);
        write(t -> t.outbox().bury(List.of(number), ODD));
        assertThat(store.<List<Outbox.Dead>>read(t -> t.outbox().dead(10)))
                .containsExactly(new Outbox.Dead(number, "a", "1", 2, ODD));
        assertThat(store.<Map<String, Outbox.Backlog>>read(t -> t.outbox().backlog()))
                .isEqualTo(Map.of("a", new Outbox.Backlog(1, 101, 1), "b", new Outbox.Backlog(1, 100, 0)));
        assertThat(store.<Long>write(t -> t.outbox().revive("a", 400))).isEqualTo(1);
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 399, 10)))
                .isEmpty();
        write(t -> t.outbox().taken(List.of(number)));
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 200, 10)))
                .extracting(Outbox.Entry::id)
                .containsExactly(ODD);
    }

    @Test
    void addsUpObservedHours() {
        Coverage first = new Coverage();
        first.add("t", "d", 5 * 3_600_000L);
        first.add("t", ODD, 500 * 3_600_000L);
        Coverage second = new Coverage();
        second.add("t", "d", 6 * 3_600_000L);
        second.add("t", "d", 63 * 3_600_000L);
        for (int word = 1; word < 9; word++) {
            second.add("t", ODD, (500 + 64 * word) * 3_600_000L);
        }
        write(t -> t.observations().add(first));
        write(t -> t.observations().add(second));
        write(t -> t.observations().add(second));
        first.merge(second);
        assertThat(store.<Coverage>read(t -> t.observations().coverage()).logs())
                .isEqualTo(first.logs());
        assertThat(store.<Long>write(t -> t.observations().forgetBefore(64 * 3_600_000L)))
                .isEqualTo(1);
        assertThat(store.<Coverage>read(t -> t.observations().coverage()).logs())
                .containsOnlyKeys(new Coverage.Log("t", ODD));
    }

    @Test
    void closesPartsOfGaps() {
        Observations.Gap gap = new Observations.Gap("s", "t", "l", 10, 20, "away");
        write(t -> {
            t.observations().open(gap);
            t.observations().open(gap);
            t.observations().open(new Observations.Gap("s", "u", "l", 10, 20, "away"));
            t.observations().close(new Observations.Gap("s", "t", "l", 12, 15, ""));
        });
        assertThat(store.<List<Observations.Gap>>read(t -> t.observations().gaps()))
                .containsExactly(
                        new Observations.Gap("s", "t", "l", 10, 12, "away"),
                        new Observations.Gap("s", "t", "l", 15, 20, "away"),
                        new Observations.Gap("s", "u", "l", 10, 20, "away"));
        write(t -> t.observations().close(gap));
        assertThat(store.<Long>write(t -> t.observations().forgetBefore(20))).isEqualTo(1);
    }

    private static Archive.Entry entry(String dataset, long number, String line, String... keys) {
        return new Archive.Entry("t", dataset, bytes(line), number, number * 10, Set.of(keys));
    }

    private List<String> lines(Consumer<Archive.Reader> reading) {
        List<String> lines = new ArrayList<>();
        reading.accept(found -> {
            String[] all = new String(found.lines(), StandardCharsets.UTF_8).split("\n");
            assertThat(found.available()).hasSize(all.length);
            lines.addAll(List.of(all));
            return true;
        });
        return lines;
    }

    @Test
    void findsRecordsByKeyAndTimeHoweverTheyWereAdded() {
        List<String> ofAda = new ArrayList<>();
        List<String> all = new ArrayList<>();
        String padding = "x".repeat(3_000);
        for (int batch = 0; batch < 150; batch++) {
            List<Archive.Entry> entries = new ArrayList<>();
            int size = batch % 40 == 39 ? 600 : 3;
            for (int i = 0; i < size; i++) {
                String line = "{" + batch + "," + i + padding + "}";
                boolean ada = i % 3 == 0;
                entries.add(entry("d", batch, line, ada ? "ada" : "ben", "all"));
                all.add(line);
                if (ada) {
                    ofAda.add(line);
                }
            }
            write(t -> t.archive().add(entries));
        }
        reopen();
        assertThat(lines(reader -> store.read(t -> {
                    t.archive().readAll(Long.MIN_VALUE, Long.MAX_VALUE, reader);
                    return true;
                })))
                .isEqualTo(all);
        assertThat(lines(reader -> store.read(t -> {
                    t.archive().read("t", List.of("ada", "nobody"), 0, 1_500, reader);
                    return true;
                })))
                .containsAll(ofAda);
        assertThat(lines(reader -> store.read(t -> {
                    t.archive().read("t", List.of("nobody"), 0, 1_500, reader);
                    t.archive().read("u", List.of("ada"), 0, 1_500, reader);
                    t.archive().read("t", List.of("ada"), -2, -1, reader);
                    return true;
                })))
                .isEmpty();
        Archive.Size size = store.read(t -> t.archive().size());
        assertThat(size.records()).isEqualTo(all.size());
        assertThat(size.oldest()).isZero();
    }

    @Test
    void aTrickleLeavesFewBlocks() {
        for (int i = 0; i < 300; i++) {
            int number = i;
            write(t -> t.archive().add(List.of(entry("d", number, "{" + number + "}", "ada"))));
        }
        int[] blocks = new int[1];
        List<String> lines = lines(reader -> store.read(t -> {
            t.archive().readAll(0, 1_000, found -> {
                blocks[0]++;
                return reader.take(found);
            });
            return true;
        }));
        assertThat(lines).hasSize(300);
        assertThat(blocks[0]).isLessThanOrEqualTo(16);
    }

    @Test
    void stopsReadingWhenThereIsEnough() {
        write(t -> t.archive().add(List.of(entry("d", 1, "{1}", "ada"), entry("e", 1, "{2}", "ada"))));
        int[] taken = new int[1];
        store.read(t -> {
            t.archive().readAll(0, 10, found -> ++taken[0] < 1);
            return true;
        });
        assertThat(taken[0]).isEqualTo(1);
    }

    @Test
    void forgetsOldBlocksWithAllThatLedToThem() {
        for (int i = 0; i < 3; i++) {
            int time = i;
            List<Archive.Entry> entries = new ArrayList<>();
            for (int k = 0; k < 400; k++) {
                entries.add(entry("d" + i, time, "{" + i + "x".repeat(3_000) + "}", "ada", "key " + k));
            }
            write(t -> t.archive().add(entries));
        }
        assertThat(store.<Long>write(t -> t.archive().forgetBefore(2))).isEqualTo(800);
        assertThat(store.<Long>write(t -> t.archive().forgetBefore(2))).isZero();
        assertThat(store.<Archive.Size>read(t -> t.archive().size()).records()).isEqualTo(400);
        assertThat(lines(reader -> store.read(t -> {
                    t.archive().read("t", List.of("ada"), 0, 100, reader);
                    return true;
                })))
                .hasSize(400);
    }
}
