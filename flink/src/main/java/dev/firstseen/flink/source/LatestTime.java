package dev.firstseen.flink.source;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.util.List;

/** Finds the latest time of a record in some bytes that can be, by the heads of the records alone. */
final class LatestTime implements RecordSink {
    private final PortionReader reader = new PortionReader(Prefilter.of(List.of()), this);
    private long latest;

    /** In milliseconds since 1970; {@link Portion#TIMELESS} where no record has a time. */
    long of(Portion portion) {
        latest = Portion.TIMELESS;
        reader.read(portion);
        return latest;
    }

    @Override
    public void seen(String dataset, String tenant, long second) {
        take(1000 * second);
    }

    @Override
    public void event(Event event, RecordReader kind, byte[] bytes) {
        take(event.time());
    }

    private void take(long time) {
        if (time > latest && !Ahead.is(time)) {
            latest = time;
        }
    }

    @Override
    public void checked(String dataset, String tenant, String id) {}
}
