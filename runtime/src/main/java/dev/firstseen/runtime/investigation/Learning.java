package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;

/** Learns from what one worker reads which names are one account. */
record Learning(Identities identities) implements RecordSink {

    @Override
    public void seen(String dataset, String tenant, long second) {}

    @Override
    public void event(Event event, RecordReader reader, byte[] bytes) {
        identities.learn(event);
    }

    @Override
    public void checked(String dataset, String tenant, String id) {}
}
