package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;

/** Rejects records of a kind that another build knew: one in state must not stop what reads the others. */
record UnknownReader(String kind) implements RecordReader {

    @Override
    public Event read(byte[] bytes) throws Rejected {
        throw new Rejected(Rejection.Reason.UNKNOWN_SHAPE, "Its kind is called '%s'.".formatted(kind));
    }
}
