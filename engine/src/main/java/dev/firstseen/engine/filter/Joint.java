package dev.firstseen.engine.filter;

import dev.firstseen.engine.kql.Kql;
import java.util.List;

/** Queries joined, any number of them. */
final class Joint {
    /** No event matches. */
    static final Kql NOTHING = new Kql.Not(new Kql.Everything());

    private Joint() {}

    static Kql all(List<Kql> queries) {
        return switch (queries.size()) {
            case 0 -> new Kql.Everything();
            case 1 -> queries.getFirst();
            default -> new Kql.And(queries);
        };
    }

    static Kql any(List<Kql> queries) {
        return switch (queries.size()) {
            case 0 -> NOTHING;
            case 1 -> queries.getFirst();
            default -> new Kql.Or(queries);
        };
    }
}
