package dev.firstseen.flink.source;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.jspecify.annotations.Nullable;

/**
 * Watermarks that follow the latest record at a distance, but none that is {@link Ahead}, and never what is later than now:
 * a record that is hours ahead of the clock would make all records late that come until then. They are told with the record
 * that brings a new second, not only now and then: a split that is over before Flink asks would take its watermark with it.
 */
final class Progress implements WatermarkGenerator<Portion> {
    private static final long GRAIN = 1000;

    private final long distance;
    private final LongSupplier now;
    private @Nullable Long latest;
    private long reached = Long.MIN_VALUE;
    private long toldSecond = Long.MIN_VALUE;

    /** @param now the latest time that can have come, in milliseconds since 1970 */
    Progress(Duration outOfOrderness, LongSupplier now) {
        this.distance = outOfOrderness.toMillis() + 1;
        this.now = now;
    }

    @Override
    public void onEvent(Portion portion, long time, WatermarkOutput out) {
        if (time < Long.MIN_VALUE + distance || Ahead.is(time)) {
            return;
        }
        latest = latest == null ? time : Math.max(latest, time);
        long at = reach(latest);
        long second = Math.floorDiv(at, GRAIN);
        if (second > toldSecond) {
            toldSecond = second;
            out.emitWatermark(new Watermark(at));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput out) {
        if (latest != null) {
            out.emitWatermark(new Watermark(reach(latest)));
        }
    }

    /** Clocks may be set back; watermarks may not. */
    private long reach(long time) {
        reached = Math.max(reached, Math.min(time, now.getAsLong()) - distance);
        return reached;
    }
}
