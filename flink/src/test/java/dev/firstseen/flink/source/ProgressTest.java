package dev.firstseen.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Portion PORTION = new Portion("a", "", new byte[0], 0, 0);

    private final List<Long> told = new ArrayList<>();
    private final WatermarkOutput out = new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
            told.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}
    };

    @Test
    void aTimeThatCannotBeMovesNoneOn() {
        Progress progress = new Progress(Duration.ofMillis(99), () -> Long.MAX_VALUE);
        progress.onEvent(PORTION, 10_000, out);
        progress.onEvent(PORTION, Instant.parse("9998-01-01T00:00:00Z").toEpochMilli(), out);
        progress.onEvent(PORTION, Long.MAX_VALUE, out);
        progress.onPeriodicEmit(out);
        progress.onEvent(PORTION, 12_000, out);
        assertThat(told).containsExactly(9_900L, 9_900L, 11_900L);
    }

    @Test
    void aTimeAheadOfTheClockMovesTimeOnAsTheClockGoes() {
        AtomicLong clock = new AtomicLong(20_000);
        Progress progress = new Progress(Duration.ofMillis(99), clock::get);
        progress.onEvent(PORTION, 10_000, out);
        progress.onEvent(PORTION, 50_000, out);
        clock.set(30_000);
        progress.onEvent(PORTION, 29_000, out);
        // Set back.
        clock.set(25_000);
        progress.onPeriodicEmit(out);
        clock.set(90_000);
        progress.onPeriodicEmit(out);
        assertThat(told).containsExactly(9_900L, 19_900L, 29_900L, 29_900L, 49_900L);
    }
}
