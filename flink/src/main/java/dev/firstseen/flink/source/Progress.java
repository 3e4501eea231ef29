package dev.firstseen.flink.source;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.jspecify.annotations.Nullable;

/**
 * Watermarks that follow the latest record at a distance, but none that is {@link Ahead}. They are told with the record that brings a new second, not only
 * now and then: a split that is over before Flink asks would take its watermark with it.
 */
final class Progress implements WatermarkGenerator<Portion> {
    private static final long GRAIN = 1000;

    private final long distance;
    private @Nullable Long reached;
    private long toldSecond = Long.MIN_VALUE;

    Progress(Duration outOfOrderness) {
        this.distance = outOfOrderness.toMillis() + 1;
    }

    @Override
    public void onEvent(Portion portion, long time, WatermarkOutput out) {
        if (time < Long.MIN_VALUE + distance || Ahead.is(time)) {
            return;
        }
        long at = time - distance;
        if (reached == null || at > reached) {
            reached = at;
        }
        long second = Math.floorDiv(at, GRAIN);
        if (second > toldSecond) {
            toldSecond = second;
            out.emitWatermark(new Watermark(at));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {
        if (reached != null) {
            out.emitWatermark(new Watermark(reached));
        }
    }
}
