package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.Rejected;

/** Makes an event of the bytes of one kind of record; the same bytes give an equal event every time. */
@FunctionalInterface
public interface RecordReader {

    /** The bytes are kept, not copied. */
    Event read(byte[] bytes) throws Rejected;
}
