package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.microsoft.dataset.Dataset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows can matter to some rule, judged on their raw bytes. It is conservative: a row it rejects holds no record
 * that a rule matches, while one that it lets through may still match nothing.
 */
public final class Prefilter {

    /** Lets every row through: the twin against which all others are tested. */
    public static final Prefilter NONE = new Prefilter(Map.of(), List.of(new Demand(List.of())));

    private static final Set<FieldPath> DATASET =
            Set.of(FieldPath.of("data_stream.dataset"), FieldPath.of("event.dataset"));

    private final Map<String, List<Demand>> byDataset;
    private final List<Demand> ofDocuments;

    private Prefilter(Map<String, List<Demand>> byDataset, List<Demand> ofDocuments) {
        this.byDataset = byDataset;
        this.ofDocuments = ofDocuments;
    }

    /** The prefilter for rules that require this of their events. */
    public static Prefilter of(Collection<Requirement> requirements) {
        Map<String, List<Demand>> byDataset = new LinkedHashMap<>();
        for (Dataset dataset : Dataset.all()) {
            byDataset.put(
                    dataset.name(),
                    demands(
                            requirements.stream()
                                    .filter(requirement -> mayConcern(requirement, dataset))
                                    .toList(),
                            new Wording.OfRecord(dataset)));
        }
        return new Prefilter(byDataset, demands(requirements, new Wording.OfDocument()));
    }

    /** Each different demand once; several rules may ask for the same. */
    private static List<Demand> demands(Collection<Requirement> requirements, Wording wording) {
        Set<Demand> demands = new LinkedHashSet<>();
        for (Requirement requirement : requirements) {
            demands.add(new Demand(Clauses.of(requirement, wording)));
        }
        return List.copyOf(demands);
    }

    /** Whether a record of the dataset, which has its name in both fields, can meet a requirement. */
    private static boolean mayConcern(Requirement requirement, Dataset dataset) {
        return switch (requirement) {
            case Requirement.All all -> all.members().stream().allMatch(member -> mayConcern(member, dataset));
            case Requirement.Any any -> any.members().stream().anyMatch(member -> mayConcern(member, dataset));
            case Requirement.Literal literal ->
                !DATASET.contains(literal.field()) || literal.text().equals(dataset.name());
            case Requirement.Part part ->
                !DATASET.contains(part.field()) || dataset.name().contains(part.text());
            case Requirement.Unknown unknown -> true;
        };
    }

    /** What the rows of a dataset's raw records must hold: one of these. */
    List<Demand> ofRecords(Dataset dataset) {
        return byDataset.getOrDefault(dataset.name(), ofDocuments);
    }

    /** What the rows of ready documents must hold: one of these. */
    List<Demand> ofDocuments() {
        return ofDocuments;
    }
}
