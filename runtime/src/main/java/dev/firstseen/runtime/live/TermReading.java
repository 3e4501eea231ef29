package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.util.List;

/** Reads the terms of events, and counts what is passed over. */
final class TermReading {
    private final TermReader reader;
    private long values;
    private long combinations;

    TermReading(List<FieldPath> fields) {
        this.reader = new TermReader(fields, MicrosoftFields.INSTANCE);
    }

    List<Term> of(Event event) {
        TermReader.Reading reading = reader.read(event);
        values += reading.unusable();
        combinations += reading.leftOut();
        return reading.terms();
    }

    /** What was passed over, and what elsewhere. */
    PassedOver and(PassedOver other) {
        return new PassedOver(values + other.values(), combinations + other.combinations());
    }
}
