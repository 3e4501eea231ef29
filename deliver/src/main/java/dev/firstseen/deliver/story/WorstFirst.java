package dev.firstseen.deliver.story;

import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Incident;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order in which incidents are told: by score, then by time; what nobody could assess comes last. */
public final class WorstFirst {
    private static final Comparator<Incident> ORDER = Comparator.comparingInt(WorstFirst::score)
            .reversed()
            .thenComparingLong(Incident::first)
            .thenComparing(Incident::id);

    private WorstFirst() {}

    public static List<Incident> of(Collection<Incident> incidents) {
        return incidents.stream().sorted(ORDER).toList();
    }

    private static int score(Incident incident) {
        return incident.assessment().map(Assessment::score).orElse(-1);
    }
}
