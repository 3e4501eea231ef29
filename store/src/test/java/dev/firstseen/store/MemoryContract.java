package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store does with what rules remember. */
interface MemoryContract extends OpenStore {

    /** What counts for a key, all at once. */
    static List<Counted.Entry> counted(Transaction transaction, Counted.Key key, long from, long to) {
        List<Counted.Entry> entries = new ArrayList<>();
        transaction.counted().each(key, from, to, entries::add);
        return entries;
    }

    long DAY = 86_400_000;

    private static Ledger.Entry entry(long time, int memory) {
        return new Ledger.Entry(time, memory);
    }

    @Test
    default void ledgerKnowsEventsByAllOfTheirKey() {
        Ledger.EventKey event = new Ledger.EventKey("t", "d", "1");
        Ledger.EventKey alike = new Ledger.EventKey("td", "", "1");
        Ledger.EventKey odd = new Ledger.EventKey("t", "d", OpenStore.ODD);
        write(t -> t.ledger().put(Map.of(event, entry(5, 1), odd, entry(-1, 1))));
        write(t -> t.ledger().put(Map.of(event, entry(7, 1))));
        write(t -> t.ledger().put(Map.of(event, entry(7, 2))));
        assertThat(store().<Map<Ledger.EventKey, Ledger.Entry>>read(
                                t -> t.ledger().known(List.of(event, alike, odd, event))))
                .isEqualTo(Map.of(event, entry(7, 2), odd, entry(-1, 1)));
        assertThat(store().<Long>write(t -> t.ledger().forgetBefore(7))).isEqualTo(1);
        assertThat(store().<Map<Ledger.EventKey, Ledger.Entry>>read(
                                t -> t.ledger().known(List.of(event, odd))))
                .isEqualTo(Map.of(event, entry(7, 2)));
    }

    @Test
    default void asksForAnyNumberOfKeys() {
        for (int size : new int[] {0, 1, 4, 5, 16, 17, 64, 65, 256, 257, 1_000}) {
            Map<Ledger.EventKey, Ledger.Entry> events = new HashMap<>();
            for (int i = 0; i < size; i++) {
                events.put(new Ledger.EventKey("t", "size " + size, "" + i), entry(i, i));
            }
            write(t -> t.ledger().put(events));
            assertThat(store().<Map<Ledger.EventKey, Ledger.Entry>>read(
                                    t -> t.ledger().known(events.keySet())))
                    .isEqualTo(events);
        }
    }

    private static Terms.Key key(int memory, String tenant, Value.Scalar... values) {
        return new Terms.Key(memory, tenant, new Term(List.of(values)));
    }

    private static Terms.Remembered seen(long count, long time) {
        Runs runs = new Runs(
                List.of(new Runs.Run(time, OpenStore.ODD, time + 1, 2), new Runs.Run(time + 10, "b", time + 10, 1)));
        Sightings sightings = new Sightings(
                List.of(new Sightings.Span(time, time + 1, count), new Sightings.Span(time + 10, time + 10, 1)));
        return new Terms.Remembered(runs, sightings, time + 3 * DAY);
    }

    @Test
    default void remembersTermsWithTheirTypes() {
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
        all.put(key(1, "t", new Value.Text(OpenStore.ODD), new Value.Decimal(-0.0)), seen(9, 90));
        write(t -> t.terms().save(all));
        reopen();
        assertThat(store().<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(all.keySet())))
                .isEqualTo(all);
        assertThat(store().<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(List.of(key(3, "t", text)))))
                .isEmpty();
        assertThat(store().<Long>read(t -> t.terms().size())).isEqualTo(all.size());
    }

    @Test
    default void changesAndForgetsTerms() {
        Terms.Key stays = key(1, "t", new Value.Text("stays"));
        Terms.Key goes = key(1, "t", new Value.Text("goes"));
        write(t -> t.terms().save(Map.of(stays, seen(1, 0), goes, seen(1, 0))));
        write(t -> t.terms().save(Map.of(stays, seen(2, 1), goes, seen(2, 1))));
        write(t -> t.terms().save(Map.of(stays, seen(3, 9 * DAY))));
        assertThat(store().<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(List.of(stays, goes))))
                .isEqualTo(Map.of(stays, seen(3, 9 * DAY), goes, seen(2, 1)));
        assertThat(store().<Long>write(t -> t.terms().forgetBefore(3 * DAY))).isZero();
        assertThat(store().<Long>write(t -> t.terms().forgetBefore(4 * DAY + 1)))
                .isEqualTo(1);
        assertThat(store().<Map<Terms.Key, Terms.Remembered>>read(t -> t.terms().load(List.of(stays, goes))))
                .containsOnlyKeys(stays);
    }

    @Test
    default void tellsWhatIsRememberedOfAUser() {
        Value.Scalar ada = new Value.Text("ada");
        Map<Terms.Key, Terms.Remembered> all = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            all.put(key(1, "t", ada, new Value.Whole(i)), seen(i + 1, i));
        }
        all.put(key(1, "t", new Value.Text("ben"), new Value.Whole(1)), seen(1_000, 1));
        all.put(key(1, "u", ada, new Value.Whole(1)), seen(1_000, 1));
        all.put(key(2, "t", ada, new Value.Whole(1)), seen(1_000, 1));
        write(t -> t.terms().save(all));
        List<Term> ofMemory = new ArrayList<>();
        store().<Boolean>read(t -> {
            t.terms().each(1, (term, remembered) -> ofMemory.add(term));
            return true;
        });
        assertThat(ofMemory)
                .containsExactlyInAnyOrderElementsOf(all.keySet().stream()
                        .filter(key -> key.memory() == 1)
                        .map(Terms.Key::term)
                        .toList());
        Map<Terms.Key, Terms.Remembered> each = new HashMap<>();
        store().<Boolean>read(t -> {
            t.terms().eachSharing(1, "t", ada, (term, remembered) -> each.put(new Terms.Key(1, "t", term), remembered));
            return true;
        });
        all.keySet()
                .removeIf(key -> key.memory() != 1
                        || !key.tenant().equals("t")
                        || !key.term().first().equals(ada));
        assertThat(each).isEqualTo(all).hasSize(20);
    }

    @Test
    default void aDroppedMemoryTakesAllWithItAndItsNumberIsNotGivenAgain() {
        Memories.Memory first = store().write(t -> t.memories().begin("rule", "meaning"));
        Memories.Memory second = store().write(t -> t.memories().begin("rule", "other"));
        Counted.Key counted = new Counted.Key(second.number(), "t", List.of());
        write(t -> {
            t.terms().save(Map.of(key(first.number(), "t", new Value.Text("a")), seen(1, 1)));
            t.terms().save(Map.of(key(second.number(), "t", new Value.Text("a")), seen(1, 1)));
            t.counted().add(counted, List.of(new Counted.Entry(1, "d", "e", List.of())));
        });
        assertThat(store().<List<Memories.Memory>>read(t -> t.memories().all())).containsExactly(first, second);
        write(t -> t.memories().drop(second.number()));
        assertThat(store().<Long>read(t -> t.terms().size())).isEqualTo(1);
        assertThat(store().<Long>read(t -> t.counted().size())).isZero();
        assertThat(store().<Boolean>read(
                                t -> t.memories().find("rule", "meaning").equals(java.util.Optional.of(first))))
                .isTrue();
        assertThat(store().<Boolean>read(t -> t.memories().find("rule", "other").isEmpty()))
                .isTrue();
        assertThat(store().<Memories.Memory>write(t -> t.memories().begin("rule", "other"))
                        .number())
                .isGreaterThan(second.number());
    }

    private Optional<Losses.Loss> loss(Memories.Memory memory, String dataset) {
        return store().read(t -> t.losses().of(memory.number(), "t", dataset));
    }

    @Test
    default void aMemoryLacksWhatWasLostBeforeItBegan() {
        Memories.Memory first = store().write(t -> t.memories().begin("first", "meaning"));
        assertThat(loss(first, ODD)).isEmpty();
        write(t -> t.losses()
                .add(List.of(
                        new Losses.Loss("t", ODD, 5, 4),
                        new Losses.Loss("u", ODD, 50, 50),
                        new Losses.Loss("t", ODD, 4, 9))));
        Memories.Memory second = store().write(t -> t.memories().begin("second", "meaning"));
        write(t -> t.losses().add(List.of(new Losses.Loss("t", ODD, 8, 3))));
        reopen();
        Memories.Memory third = store().write(t -> t.memories().begin("third", "meaning"));
        assertThat(loss(first, ODD)).isEmpty();
        assertThat(loss(second, ODD)).contains(new Losses.Loss("t", ODD, 5, 9));
        assertThat(loss(third, ODD)).contains(new Losses.Loss("t", ODD, 8, 9));
        assertThat(loss(third, "d")).isEmpty();
        assertThat(store().<Long>write(t -> t.losses().forgetBefore(6))).isEqualTo(1);
        assertThat(store().<Long>write(t -> t.losses().forgetBefore(6))).isZero();
        assertThat(loss(second, ODD)).isEmpty();
        assertThat(loss(third, ODD)).contains(new Losses.Loss("t", ODD, 8, 3));
    }

    @Test
    default void countsEventsOfAStretchInOrder() {
        Counted.Key one = new Counted.Key(1, "t", List.of(new Value.Text("a"), new Value.Whole(1)));
        Counted.Key two = new Counted.Key(1, "t", List.of(new Value.Text("a")));
        Counted.Entry early =
                new Counted.Entry(-5, "d", "z", List.of(new Value.Text(OpenStore.ODD), new Value.Whole(2)));
        Counted.Entry tie = new Counted.Entry(7, "d", "a", List.of());
        Counted.Entry tied = new Counted.Entry(7, "d", "b", List.of());
        write(t -> {
            t.counted().add(one, List.of(tied, early, tie));
            t.counted().add(one, List.of(new Counted.Entry(7, "other", "a", List.of())));
            t.counted().add(two, List.of(tie));
        });
        assertThat(store().<List<Counted.Entry>>read(t -> counted(t, one, -5, 7)))
                .containsExactly(early, tie, tied);
        assertThat(store().<List<Counted.Entry>>read(t -> counted(t, one, -4, 6)))
                .isEmpty();
        assertThat(store().<List<Counted.Entry>>read(t -> counted(t, one, Long.MIN_VALUE, Long.MAX_VALUE)))
                .hasSize(3);
        write(t -> t.counted().remove(one, 7, "b"));
        assertThat(store().<Long>write(t -> t.counted().forgetBefore(1, 7))).isEqualTo(1);
        assertThat(store().<List<Counted.Entry>>read(t -> counted(t, one, -5, 7)))
                .containsExactly(tie);
        assertThat(store().<Long>write(t -> t.counted().forgetBefore(2, 100))).isZero();
        assertThat(store().<Long>read(t -> t.counted().size())).isEqualTo(2);
    }

    @Test
    default void tellsWhenTheNextCounts() {
        Counted.Key key = new Counted.Key(1, "t", List.of());
        write(t -> t.counted()
                .add(
                        key,
                        List.of(
                                new Counted.Entry(-5, "d", "a", List.of()),
                                new Counted.Entry(7, "d", "b", List.of()),
                                new Counted.Entry(7, "d", "c", List.of()))));
        write(t -> t.counted()
                .add(new Counted.Key(1, "u", List.of()), List.of(new Counted.Entry(100, "d", "e", List.of()))));
        assertThat(store().<List<OptionalLong>>read(t -> LongStream.of(Long.MIN_VALUE, -6, -5, 6, 7, Long.MAX_VALUE)
                        .mapToObj(time -> t.counted().firstAfter(key, time))
                        .toList()))
                .containsExactly(
                        OptionalLong.of(-5),
                        OptionalLong.of(-5),
                        OptionalLong.of(7),
                        OptionalLong.of(7),
                        OptionalLong.empty(),
                        OptionalLong.empty());
    }
}
