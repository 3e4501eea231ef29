package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Numbered transactions, each of which writes to all tables, and what is there after so many of them. */
final class Batches {
    private static final long HOUR = 3_600_000;

    private Batches() {}

    static void write(Transaction transaction, long number) {
        transaction.cursors().change("source", Map.of("batch", "" + number), Set.of());
        transaction.ledger().put(Map.of(event(number), new Ledger.Entry(number, 1)));
        transaction.terms().save(Map.of(term(number), remembered(number)));
        transaction.counted().add(COUNTED, List.of(new Counted.Entry(number, "d", "e" + number, List.of())));
        byte[] line =
                ("{\"batch\":" + number + ",\"more\":\"" + "x".repeat(5_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        transaction
                .alerts()
                .put(List.of(new Alerts.Stored(
                        "a" + number,
                        "rule",
                        "t",
                        "d",
                        "e" + number,
                        number,
                        number,
                        number,
                        List.of("ada"),
                        "g",
                        "o",
                        Alerts.State.SHOWN,
                        "",
                        "",
                        true,
                        line,
                        line)));
        transaction
                .incidents()
                .put(new Incidents.Stored(
                        "i" + number,
                        "t",
                        List.of("ada"),
                        number,
                        number,
                        number,
                        number,
                        List.of(),
                        List.of("a" + number),
                        1,
                        new Incidents.Told(number, "", ""),
                        line));
        transaction.outbox().add(List.of("sink"), "a" + number, line, number);
        Coverage coverage = new Coverage();
        coverage.add("t", "d", number * HOUR);
        transaction.observations().add(coverage);
        transaction.archive().add(List.of(new Archive.Entry("t", "d", "", line, number, number, Set.of("ada"))));
    }

    private static final Counted.Key COUNTED = new Counted.Key(1, "t", List.of());

    private static Ledger.EventKey event(long number) {
        return new Ledger.EventKey("t", "d", "e" + number);
    }

    private static Terms.Key term(long number) {
        return new Terms.Key(1, "t", new Term(List.of(new Value.Whole(number))));
    }

    private static Terms.Remembered remembered(long number) {
        return new Terms.Remembered(
                new Runs(List.of(new Runs.Run(number, "e", number, 1))), Sightings.NONE.with(number), number);
    }

    /** How many transactions a store holds, all tables agreeing in it. */
    static long count(Store store) {
        return store.read(t -> {
            long count = Long.parseLong(t.cursors().of("source").getOrDefault("batch", "0"));
            assertThat(t.terms().size()).isEqualTo(count);
            assertThat(MemoryContract.counted(t, COUNTED, 0, Long.MAX_VALUE)).hasSize((int) count);
            assertThat(t.alerts().newest(1_000_000)).hasSize((int) count);
            assertThat(t.alerts().newestShown("t", List.of("ada"), 1_000_000)).hasSize((int) count);
            assertThat(t.incidents().size()).isEqualTo(count);
            assertThat(t.outbox().next("sink", Long.MAX_VALUE, 1_000_000)).hasSize((int) count);
            assertThat(t.archive().size().records()).isEqualTo(count);
            long[] found = new long[1];
            t.archive().read("t", List.of("ada"), 0, Long.MAX_VALUE, block -> {
                found[0] += block.available().length;
                return true;
            });
            assertThat(found[0]).isEqualTo(count);
            assertThat(t.observations().hours("t", "d").count()).isEqualTo((int) count);
            for (long number = 1; number <= count; number++) {
                assertThat(t.terms().load(List.of(term(number)))).containsValue(remembered(number));
                assertThat(t.ledger().known(List.of(event(number)))).containsValue(new Ledger.Entry(number, 1));
            }
            return count;
        });
    }
}
