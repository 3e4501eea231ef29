package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Progress;
import dev.firstseen.store.Behind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatchingUpTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-08T00:00:00Z");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final CatchingUp catchingUp = new CatchingUp(
            new OperationsLog(new PrintStream(written, true, StandardCharsets.UTF_8), Clock.systemUTC()));

    private Behind.Part look(Duration reached, Duration passed) {
        Instant now = NOW.plus(passed);
        Progress progress = new Progress("signIns", BEGIN, now, BEGIN.plus(reached));
        SourceState.Reached told = new SourceState.Reached(progress, now.toEpochMilli());
        List<Behind.Part> parts = catchingUp.look("graph", Map.of("signIns", told), now.toEpochMilli());
        assertThat(parts).hasSize(1);
        return parts.getFirst();
    }

    private String told() {
        String told = written.toString(StandardCharsets.UTF_8);
        written.reset();
        return told;
    }

    @Test
    void tellsHowFarABackfillIsAndWhenItEnds() {
        Behind.Part first = look(Duration.ZERO, Duration.ZERO);
        assertThat(first.ends()).isEqualTo(Long.MAX_VALUE);
        assertThat(told())
                .contains(
                        "source.behind",
                        "signIns is at 2026-03-01 00:00:00, 0 % of the way from 2026-03-01 00:00:00 to 2026-03-08 00:00:00;"
                                + " when it will have caught up cannot be told yet.");

        // Of 168 hours and one minute, 84 hours in a minute, in which the end moves on by that minute.
        Behind.Part half = look(Duration.ofHours(84), Duration.ofMinutes(1));
        assertThat(half.from()).isEqualTo(BEGIN.toEpochMilli());
        assertThat(half.to()).isEqualTo(NOW.plusSeconds(60).toEpochMilli());
        assertThat(half.reached()).isEqualTo(BEGIN.plus(Duration.ofHours(84)).toEpochMilli());
        long left = half.ends() - half.time();
        assertThat(left).isBetween(60_000L, 60_100L);
        assertThat(told())
                .contains("signIns is at 2026-03-04 12:00:00, 49 % of the way")
                .contains("it will have caught up at about 2026-03-08 00:02:00, in 1 minutes.");

        Behind.Part done = look(Duration.ofDays(7), Duration.ofMinutes(2));
        assertThat(done.ends()).isEqualTo(done.time());
        assertThat(told()).contains("source.caught_up", "signIns has caught up.");
    }

    @Test
    void whatASilentSourceToldLastIsOfThatTime() {
        long told = NOW.toEpochMilli();
        Progress progress = new Progress("signIns", BEGIN, NOW, NOW);
        List<Behind.Part> parts = catchingUp.look(
                "graph",
                Map.of("signIns", new SourceState.Reached(progress, told)),
                NOW.plus(Duration.ofHours(3)).toEpochMilli());
        assertThat(parts)
                .containsExactly(new Behind.Part("graph", "signIns", BEGIN.toEpochMilli(), told, told, told, told));
    }

    @Test
    void whatStandsStillNeverEnds() {
        look(Duration.ofHours(5), Duration.ZERO);
        assertThat(look(Duration.ofHours(5), Duration.ofMinutes(5)).ends()).isEqualTo(Long.MAX_VALUE);
        // As slow as time itself.
        assertThat(look(Duration.ofHours(5).plusMinutes(6), Duration.ofMinutes(6))
                        .ends())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void ofWhatIsUpToDateNothingIsSaid() {
        look(Duration.ofDays(7).minusMinutes(20), Duration.ZERO);
        look(Duration.ofDays(7).minusMinutes(10), Duration.ofMinutes(10));
        assertThat(told()).isEmpty();
    }
}
