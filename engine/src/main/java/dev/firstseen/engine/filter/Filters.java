package dev.firstseen.engine.filter;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.kql.Kql;
import java.util.ArrayList;
import java.util.List;

/** What the filters of a rule gave. */
public sealed interface Filters {

    /** All of these must hold, beside the rule's query; none where the rule has no filter. */
    record Ready(List<Kql> queries) implements Filters {
        public Ready {
            queries = List.copyOf(queries);
        }

        /** A query and all filters in one. */
        public Kql beside(Kql query) {
            List<Kql> all = new ArrayList<>(queries);
            if (!(query instanceof Kql.Everything) || all.isEmpty()) {
                all.addFirst(query);
            }
            return Joint.all(all);
        }
    }

    /** A part of the query DSL that is not understood yet. */
    record Awaited(String construct, Place place) implements Filters {}

    /** Not usable; the problems are told. */
    record Mistaken() implements Filters {}
}
