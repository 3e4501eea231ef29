package dev.firstseen.flink.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class ProgressTest {

    @Test
    void aTimeThatCannotBeMovesNoneOn() {
        List<Long> told = new ArrayList<>();
        WatermarkOutput out = new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                told.add(watermark.getTimestamp());
            }

            @Override
            public void markIdle() {}

            @Override
            public void markActive() {}
        };
        Progress progress = new Progress(Duration.ofMillis(99));
        Portion portion = new Portion("a", "", new byte[0], 0, 0);
        progress.onEvent(portion, 10_000, out);
        progress.onEvent(portion, Instant.parse("9998-01-01T00:00:00Z").toEpochMilli(), out);
        progress.onEvent(portion, Long.MAX_VALUE, out);
        progress.onPeriodicEmit(out);
        progress.onEvent(portion, 12_000, out);
        assertThat(told).containsExactly(9_900L, 9_900L, 11_900L);
    }
}
