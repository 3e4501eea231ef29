package dev.firstseen.engine.check;

import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.presence.Datasets;
import dev.firstseen.engine.presence.FieldCensus;
import dev.firstseen.engine.presence.Occurrence;
import dev.firstseen.engine.presence.Presence;
import java.util.Optional;

/** The records of one dataset, as far as a rule has to know them. */
public record DatasetView(String dataset, FieldCensus fields) implements Occurrence {

    @Override
    public Presence of(Glob name) {
        return fields.of(name);
    }

    @Override
    public Optional<String> constant(String name) {
        return Datasets.FIELDS.contains(name) ? Optional.of(dataset) : Optional.empty();
    }
}
