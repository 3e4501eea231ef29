package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.export.RecordReader;

/**
 * An event read from the archive.
 *
 * @param record its record, on one line
 * @param available when its source made it available, in milliseconds since 1970
 * @param reader reads the record again
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record ArchivedEvent(Event event, byte[] record, long available, RecordReader reader) {}
