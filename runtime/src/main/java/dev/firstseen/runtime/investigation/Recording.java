package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.util.function.UnaryOperator;

/** Records what one worker reads. */
record Recording(TraceRecorder recorder, UnaryOperator<Event> enrichment) implements RecordSink {

    @Override
    public void seen(String dataset, String tenant, long second) {}

    @Override
    public void event(Event event, RecordReader reader, byte[] bytes) {
        recorder.record(enrichment.apply(event), () -> PackedEvent.of(event, bytes, reader, enrichment));
    }

    @Override
    public void checked(String dataset, String tenant, String id) {}
}
