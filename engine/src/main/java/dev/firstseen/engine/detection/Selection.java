package dev.firstseen.engine.detection;

import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.presence.Datasets;
import dev.firstseen.engine.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What an event must meet to be a rule's: the rule's query, in the datasets that its index reads. Elasticsearch never
 * sees the other events, so that many queries do not name their dataset.
 */
public final class Selection {
    private Selection() {}

    public static Kql of(Rule rule) {
        Kql query = rule.detection().query();
        Optional<Kql> datasets = Datasets.condition(rule.index());
        if (datasets.isEmpty() || Datasets.isWithin(query, rule.index())) {
            return query;
        }
        return query instanceof Kql.Everything ? datasets.get() : new Kql.And(List.of(datasets.get(), query));
    }
}
