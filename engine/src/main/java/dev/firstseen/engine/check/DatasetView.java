package dev.firstseen.engine.check;

import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.presence.Datasets;
import dev.firstseen.engine.presence.FieldCensus;
import dev.firstseen.engine.presence.Occurrence;
import dev.firstseen.engine.presence.Presence;
import java.util.Optional;

/**
 * The records of one dataset, as far as a rule has to know them.
 *
 * @param types of the fields; one that is not listed is a keyword
 */
public record DatasetView(String dataset, FieldCensus fields, Fields types) implements Occurrence {

    @Override
    public boolean isKeyword(Glob name) {
        return name.isLiteral()
                ? types.typeOf(name.text()).map(DatasetView::isKeyword).orElse(true)
                : types.byName().entrySet().stream()
                        .filter(field -> name.matches(field.getKey()))
                        .allMatch(field -> isKeyword(field.getValue()));
    }

    private static boolean isKeyword(FieldType type) {
        return switch (type) {
            case KEYWORD, CONSTANT_KEYWORD, WILDCARD -> true;
            case TEXT, FLATTENED, LONG, DOUBLE, BOOLEAN, DATE, IP, GEO_POINT, OBJECT, NESTED -> false;
        };
    }

    @Override
    public Presence of(Glob name) {
        return fields.of(name);
    }

    @Override
    public Optional<String> constant(String name) {
        return Datasets.FIELDS.contains(name) ? Optional.of(dataset) : Optional.empty();
    }
}
