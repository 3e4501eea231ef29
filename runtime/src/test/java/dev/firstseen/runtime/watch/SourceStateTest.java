package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.Receipt;
import dev.firstseen.store.Behind;
import dev.firstseen.store.StandingTroubles;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceStateTest {
    @TempDir
    private Path folder;

    private final MovedClock clock = new MovedClock();
    private final OperationsLog quiet =
            new OperationsLog(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), clock);
    private final Gate gate = new Gate(1);
    private final SourceState state = new SourceState("given", gate, quiet, clock);

    private Progress progress() {
        Instant now = clock.instant();
        return new Progress("part", now.minusSeconds(100), now, now.minusSeconds(10));
    }

    @Test
    void aSourceThatSaysNoMoreFallsBehind() {
        state.progress(progress());
        clock.pass(Duration.ofMinutes(5));
        assertThat(state.lag()).isEqualTo(Map.of("part", Duration.ofSeconds(310)));
    }

    @Test
    void whatWasWrongInARunThatBrokeIsForgottenWhenTheNextBegins() throws InterruptedException {
        state.report(new Condition.Denied("topic logs", "We may not read it."));
        state.broke("It broke.");
        assertThat(state.troubles()).hasSize(2);
        state.begin();
        assertThat(state.troubles()).containsExactly("given broke and is started again: It broke.");
    }

    /** Otherwise it would hand over once more what is about to be committed. */
    @Test
    void aRunBeginsWhenWhatTheLastOneHandedOverIsCommitted() throws InterruptedException {
        state.accept(Parcel.of("given", List.of(), CursorChange.NONE, List.of()));
        AtomicReference<Throwable> failed = new AtomicReference<>();
        Thread next = Thread.ofPlatform().start(() -> {
            try {
                state.begin();
            } catch (InterruptedException stopped) {
                failed.set(stopped);
            }
        });
        while (next.getState() != Thread.State.WAITING && next.isAlive()) {
            Thread.onSpinWait();
        }
        assertThat(next.isAlive()).isTrue();
        gate.take(1).forEach(parcel -> parcel.committed().accept(new Receipt(0, 0, List.of())));
        next.join();
        assertThat(failed).hasNullValue();
    }

    @Test
    void whatIsLostGoesWithTheNextParcelOnce() throws InterruptedException {
        Condition.Lost lost = new Condition.Lost("a file", Condition.Reason.UNREADABLE, "It is cut off.");
        state.report(lost);
        state.accept(Parcel.of("given", List.of(), CursorChange.NONE, List.of()));
        state.accept(Parcel.of("given", List.of(), CursorChange.NONE, List.of()));
        assertThat(gate.take(1)).extracting(Parcel::lost).containsExactly(List.of(lost), List.of());
    }

    @Test
    void whatIsWrongAndHowFarItWasIsWrittenDownWithItsTime() {
        Progress told = progress();
        state.progress(told);
        state.report(new Condition.Denied("topic logs", "We may not read it."));
        long then = clock.millis();
        clock.pass(Duration.ofHours(3));
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("firstseen.db")))) {
            List<Trouble> wrong = state.troubles().stream()
                    .map(sentence -> new Trouble(Trouble.Kind.SOURCE, sentence))
                    .toList();
            new ProgressTelling(List.of(state), store, clock, quiet, new Troubles(), () -> wrong).tell();
            assertThat(store.<List<StandingTroubles.Told>>read(
                            transaction -> transaction.troubles().all()))
                    .containsExactly(
                            new StandingTroubles.Told("given, topic logs: We may not read it.", clock.millis()));
            assertThat(store.<List<Behind.Part>>read(
                            transaction -> transaction.behind().all()))
                    .singleElement()
                    .satisfies(part -> {
                        assertThat(part.time()).isEqualTo(then);
                        assertThat(part.reached()).isEqualTo(told.reached().toEpochMilli());
                    });
        }
    }
}
