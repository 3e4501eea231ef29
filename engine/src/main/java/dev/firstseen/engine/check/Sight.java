package dev.firstseen.engine.check;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Glob;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Values;
import dev.firstseen.engine.presence.Datasets;
import dev.firstseen.engine.presence.NeededFields;
import dev.firstseen.engine.presence.Presence;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;

/** Decides whether a rule, or a question of a playbook, can find anything in some logs. */
public final class Sight {

    private Sight() {}

    /**
     * The verdict on one rule that runs.
     *
     * @param logs the datasets that occur
     * @param matches how many records of a dataset the rule's query matches
     */
    public static Verdict of(Rule rule, Collection<DatasetView> logs, ToLongFunction<String> matches) {
        List<Sighting> sightings = new ArrayList<>();
        for (DatasetView log : logs) {
            if (Datasets.read(rule.index(), log.dataset())
                    && NeededFields.concerns(rule.detection().query(), log)) {
                sightings.add(sighting(
                        rule.detection().query(), judgedBy(rule.detection()), log, matches.applyAsLong(log.dataset())));
            }
        }
        if (sightings.isEmpty()) {
            return new Verdict.NoData(wanted(rule));
        }
        return judged(sightings);
    }

    /**
     * The verdict on a query that is asked of some datasets only. What it matches is not counted: it may hold
     * placeholders.
     *
     * @param datasets those it is asked of
     * @param logs the datasets that occur
     */
    public static Verdict of(Kql query, Collection<String> datasets, Collection<DatasetView> logs) {
        List<Sighting> sightings = logs.stream()
                .filter(log -> datasets.contains(log.dataset()))
                .map(log -> sighting(query, List.of(), log, 0))
                .toList();
        return sightings.isEmpty() ? new Verdict.NoData(List.copyOf(datasets)) : judged(sightings);
    }

    private static Verdict judged(List<Sighting> sightings) {
        boolean blind =
                sightings.stream().noneMatch(sighting -> sighting.lacking().isEmpty());
        return blind ? new Verdict.Blind(sightings) : new Verdict.Live(sightings);
    }

    private static Sighting sighting(Kql query, List<FieldPath> judgedBy, DatasetView log, long matches) {
        NeededFields.Missing missing = NeededFields.missing(query, log);
        Set<Glob> names = new LinkedHashSet<>();
        for (FieldPath field : judgedBy) {
            Glob name = Glob.literal(field.name());
            if (!(log.of(name) instanceof Presence.Held)) {
                names.add(name);
            }
        }
        // A field that is needed says more than several of which one is.
        boolean alternatives = missing.alternatives() && names.isEmpty();
        if (alternatives || !missing.alternatives()) {
            names.addAll(missing.fields());
        }
        List<Sighting.Lack> lacking = names.stream()
                .map(name -> new Sighting.Lack(name.text(), log.of(name)))
                .toList();
        return new Sighting(log.dataset(), log.fields().records(), matches, lacking, alternatives);
    }

    /** The fields without a value in which an event that matches does not count. */
    private static List<FieldPath> judgedBy(Detection detection) {
        return switch (detection) {
            case Detection.Query query -> List.of();
            case Detection.NewTerms newTerms -> newTerms.fields();
            case Detection.Threshold threshold -> {
                List<FieldPath> fields = new ArrayList<>(threshold.fields());
                threshold.cardinality().ifPresent(cardinality -> fields.add(cardinality.field()));
                yield fields;
            }
        };
    }

    private static List<String> wanted(Rule rule) {
        List<String> named = Datasets.named(rule.detection().query()).stream()
                .map(Values.Literal::text)
                .distinct()
                .toList();
        return named.isEmpty() ? rule.index() : named;
    }
}
