package dev.firstseen.runtime.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.store.LateRecords;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LateWarningsTest {
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final LateWarnings warnings = new LateWarnings(new OperationsLog(
            new PrintStream(logged, true, StandardCharsets.UTF_8), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)));

    private static Map<String, LateRecords.Late> late(long records, Duration behind) {
        return Map.of("exports", new LateRecords.Late(records, behind.toMillis(), 0));
    }

    private List<String> lines() {
        return logged.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void onceAnHourWithAllThatCameMeanwhile() {
        long hour = Duration.ofHours(1).toMillis();
        warnings.take(late(2, Duration.ofDays(8)), 0);
        warnings.take(late(3, Duration.ofDays(40).plusMillis(1)), hour - 1);
        assertThat(lines()).hasSize(1);
        assertThat(lines().getFirst()).contains("\"2 records", "up to 8 days", "lateness = \\\"8d\\\"", "exports");
        warnings.take(late(4, Duration.ofDays(9)), hour);
        assertThat(lines()).hasSize(2);
        assertThat(lines().getLast()).contains("\"7 records", "lateness = \\\"41d\\\"");
        warnings.end();
        assertThat(lines()).hasSize(2);
    }

    @Test
    void theRestAtTheEnd() {
        warnings.take(late(1, Duration.ofDays(8)), 0);
        warnings.take(late(5, Duration.ofDays(8)), 1);
        warnings.end();
        assertThat(lines()).hasSize(2);
        assertThat(lines().getLast()).contains("5 records");
    }
}
