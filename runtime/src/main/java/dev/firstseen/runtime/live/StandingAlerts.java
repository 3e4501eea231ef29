package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.suppression.Groups;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Alerts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads back the alerts about an account that are shown; of rules that raised very many, some. */
final class StandingAlerts {
    private final Groups groups = new Groups(MicrosoftFields.INSTANCE);
    private final Recall recall;
    private final int most;

    /** @param most how many alerts are about to be read, or two of each rule */
    StandingAlerts(Recall recall, int most) {
        this.recall = recall;
        this.most = most;
    }

    /**
     * The alerts that were read.
     *
     * @param alerts in order of time and id, each with those that are counted on it
     * @param further for how many others one stands, by its id
     */
    record Standing(List<Alert> alerts, Map<String, Long> further) {
        long further(Collection<Alert> some) {
            return some.stream()
                    .mapToLong(alert -> further.getOrDefault(alert.id(), 0L))
                    .sum();
        }
    }

    /**
     * Reads them, but for those of rules that are there no more.
     *
     * @throws InvestigationException where one cannot be: without it, an incident would not be what it is
     */
    Standing of(String tenant, Set<String> names, Alerts alerts) {
        SortedMap<String, Long> counts = counts(tenant, names, alerts);
        List<Alert> read = new ArrayList<>();
        Map<String, Long> further = new HashMap<>();
        for (Alerts.Chosen chosen : alerts.chosen(tenant, names, share(counts.values(), most))) {
            if (!counts.containsKey(chosen.alert().rule())) {
                continue;
            }
            read.add(counting(alert(chosen.alert()), chosen.alert(), alerts));
            if (chosen.further() > 0) {
                further.put(chosen.alert().id(), chosen.further());
            }
        }
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        long told = read.size()
                + further.values().stream().mapToLong(Long::longValue).sum();
        if (all > told && !read.isEmpty()) {
            // Of a rule all of whose alerts were too large.
            further.merge(read.getLast().id(), all - told, Long::sum);
        }
        return new Standing(read, further);
    }

    /** How many there are of each rule whose alerts are read. */
    private SortedMap<String, Long> counts(String tenant, Set<String> names, Alerts alerts) {
        SortedMap<String, Long> counts = new TreeMap<>();
        alerts.shownByRule(tenant, names).forEach((rule, count) -> {
            if (recall.rules().containsKey(rule)) {
                counts.put(rule, count);
            } else if (!recall.complete()) {
                throw new InvestigationException(
                        "an alert about it is of the rule %s, which is not loaded".formatted(rule));
            }
        });
        return counts;
    }

    /** How many each may have for all to have no more than so many together; at least 2. */
    static long share(Collection<Long> counts, long together) {
        long left = together;
        long others = counts.size();
        for (long count : counts.stream().sorted().toList()) {
            if (count > left / others) {
                return Math.max(2, left / others);
            }
            left -= count;
            others--;
        }
        return Math.max(2, together);
    }

    private Alert alert(Alerts.Stored stored) {
        return recall.of(stored)
                .orElseThrow(() ->
                        new InvestigationException("the alert %s or its record cannot be read".formatted(stored.id())));
    }

    private Alert counting(Alert alert, Alerts.Stored stored, Alerts alerts) {
        return groups.of(alert)
                .map(terms -> {
                    Alerts.Counted counted = alerts.countedOn(stored.id());
                    long last = Math.max(stored.time(), counted.last());
                    return alert.with(new SuppressedGroup(terms, stored.time(), last, counted.count()));
                })
                .orElse(alert);
    }
}
