package dev.firstseen.deliver.html;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.incident.Incident;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** How much of the time before an alert was really observed: what "first seen" is worth. */
final class Histories {
    private Histories() {}

    /** The least of an incident's alerts; empty where none looks back. */
    static OptionalDouble least(Incident incident) {
        return coverages(incident).min();
    }

    /** {@code 40 %}, or {@code 13 % to 98 %} where it differs between the alerts. */
    static String words(Incident incident) {
        OptionalDouble least = least(incident);
        if (least.isEmpty()) {
            return "–";
        }
        String low = Words.percent(least.getAsDouble());
        String high = Words.percent(coverages(incident).max().orElseThrow());
        return low.equals(high) ? low : low + " to " + high;
    }

    private static DoubleStream coverages(Incident incident) {
        return incident.alerts().stream()
                .filter(Alert.FirstSeen.class::isInstance)
                .mapToDouble(alert -> ((Alert.FirstSeen) alert).history().coverage());
    }

    /** A sentence about all of them. */
    static String sentence(Collection<Incident> incidents) {
        List<Double> covered = incidents.stream()
                .map(Histories::least)
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .toList();
        if (covered.isEmpty()) {
            return "No alert of an incident looks back in time.";
        }
        long whole = covered.stream().filter(part -> part >= 1).count();
        if (whole == covered.size()) {
            return "The time that rules look back was observed as a whole for every incident.";
        }
        double least = covered.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return "The time that rules look back was observed as a whole for " + Words.number(whole) + " of "
                + Words.count(covered.size(), "incident") + "; the least that was observed is " + Words.percent(least)
                + ". What was first seen there may only have been first recorded.";
    }
}
