package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.runtime.live.Live;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Outbox;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HousekeepingTest {
    private static final Duration RETENTION = Duration.ofDays(30);

    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final Troubles troubles = new Troubles();
    private Store store;

    @BeforeEach
    void open() {
        store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Housekeeping housekeeping(OptionalLong archived) {
        Live live = Live.on(store, WatchProcess.plan(clock.instant(), List.of()), clock.millis());
        OperationsLog log = new OperationsLog(new PrintStream(logged, true, StandardCharsets.UTF_8), clock);
        return new Housekeeping(
                live,
                store,
                Keeping.of(RETENTION, archived),
                clock,
                new Steadiness(clock, clock::ticks),
                log,
                troubles,
                new Metrics(store, new Gate(1), live, List.of(), clock));
    }

    private void archive(String dataset, Duration ago) {
        long time = clock.instant().minus(ago).toEpochMilli();
        store.write(transaction -> {
            transaction
                    .archive()
                    .add(List.of(new Archive.Entry(
                            "t", dataset, "", "{}".getBytes(StandardCharsets.UTF_8), time, time, Set.of("ada"))));
            return true;
        });
    }

    private long archived() {
        return store.<Archive.Size>read(transaction -> transaction.archive().size())
                .records();
    }

    private void evenHour(Housekeeping housekeeping) {
        clock.pass(Duration.ofHours(1));
        housekeeping.lookAtTheClock();
    }

    private String log() {
        return logged.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aClockThatJumpsForwardDeletesNothing() {
        Housekeeping housekeeping = housekeeping(OptionalLong.empty());
        archive("a", Duration.ofDays(1));
        evenHour(housekeeping);
        Instant right = clock.instant();
        clock.set(right.plus(Duration.ofDays(400)));
        housekeeping.lookAtTheClock();
        housekeeping.keepHouse();
        assertThat(archived()).isEqualTo(1);
        assertThat(troubles.all()).extracting(Trouble::kind).containsExactly(Trouble.Kind.CLOCK);
        assertThat(log()).contains("clock.jumped", "jumped forward by 576,000 minutes, to 2027-04-25");

        clock.set(right);
        housekeeping.lookAtTheClock();
        assertThat(log()).contains("jumped back by 576,000 minutes");
        evenHour(housekeeping);
        housekeeping.keepHouse();
        assertThat(troubles.all()).isEmpty();
        assertThat(log()).contains("clock.steady");
        assertThat(archived()).isEqualTo(1);
    }

    @Test
    void whatIsOlderThanTheRetentionGoesOnceTheClockIsBelieved() {
        Housekeeping housekeeping = housekeeping(OptionalLong.empty());
        archive("a", Duration.ofDays(31));
        archive("b", Duration.ofDays(29));
        long old = clock.instant().minus(Duration.ofDays(31)).toEpochMilli();
        store.write(transaction -> {
            Outbox outbox = transaction.outbox();
            outbox.add(List.of("mail"), "1", new byte[] {1}, old);
            outbox.add(List.of("mail"), "2", new byte[] {1}, old);
            outbox.add(List.of("mail"), "3", new byte[] {1}, clock.millis());
            outbox.bury(List.of(outbox.next("mail", old, 1).getFirst().number()), "no");
            return true;
        });
        housekeeping.keepHouse();
        assertThat(archived()).isEqualTo(2);
        evenHour(housekeeping);
        housekeeping.keepHouse();
        assertThat(archived()).isEqualTo(1);
        assertThat(store.<Map<String, Outbox.Backlog>>read(
                        transaction -> transaction.outbox().backlog()))
                .hasEntrySatisfying("mail", left -> {
                    assertThat(left.waiting()).isEqualTo(1);
                    assertThat(left.dead()).isZero();
                });
        assertThat(log()).contains("sink.forgotten", "1 notices that were given up, and 1 that were not taken");
    }

    @Test
    void theOldestOfAnArchiveThatIsFullGoesFirst() {
        archive("a", Duration.ofDays(3));
        archive("b", Duration.ofDays(2));
        long full = store.<Archive.Size>read(
                        transaction -> transaction.archive().size())
                .bytes();
        Housekeeping housekeeping = housekeeping(OptionalLong.of(full));
        housekeeping.keepHouse();
        assertThat(archived()).isEqualTo(2);
        archive("c", Duration.ofDays(1));
        housekeeping.keepHouse();
        assertThat(archived()).isEqualTo(2);
        Archive.Size left = store.read(transaction -> transaction.archive().size());
        assertThat(left.bytes()).isLessThanOrEqualTo(full);
        assertThat(Instant.ofEpochMilli(left.oldest()))
                .isEqualTo(clock.instant().minus(Duration.ofDays(2)));
        assertThat(log()).contains("archive.full", "its 1 oldest records were let go of");
    }
}
