package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.microsoft.dataset.Dataset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Below these an event may be given more than its record holds. */
    private static final Set<String> ADDED = Set.of("source", "firstseen");

    private final Map<String, List<Demand>> byDataset;
    private final List<Demand> ofDocuments;

    private Prefilter(Map<String, List<Demand>> byDataset, List<Demand> ofDocuments) {
        this.byDataset = byDataset;
        this.ofDocuments = ofDocuments;
    }

    /**
     * The prefilter for rules that require this of their events, to which nothing is added but below {@code source} and
     * {@code firstseen}.
     */
    public static Prefilter of(Collection<Requirement> requirements) {
        Map<String, List<Demand>> byDataset = new LinkedHashMap<>();
        for (Dataset dataset : Dataset.all()) {
            List<Requirement> possible = requirements.stream()
                    .flatMap(requirement -> possible(requirement, dataset).stream())
                    .toList();
            byDataset.put(dataset.name(), demands(possible, new Wording.OfRecord(dataset)));
        }
        return new Prefilter(byDataset, demands(requirements, new Wording.OfDocument()));
    }

    /**
     * The prefilter for rows that hold one of some texts, whatever they tell, and for all rows of some datasets.
     *
     * @param texts at least one, case and all; where one of them is too short or too strange to be looked for, every row is
     *     let through
     * @param whole names of datasets
     */
    public static Prefilter holding(Collection<String> texts, Set<String> whole) {
        List<Demand> holding = List.of(new Demand(Clauses.oneOf(texts)));
        List<Demand> all = List.of(new Demand(List.of()));
        Map<String, List<Demand>> byDataset = new LinkedHashMap<>();
        for (Dataset dataset : Dataset.all()) {
            byDataset.put(dataset.name(), whole.contains(dataset.name()) ? all : holding);
        }
        return new Prefilter(byDataset, whole.isEmpty() ? holding : all);
    }

    /** Each different demand once; several rules may ask for the same. */
    private static List<Demand> demands(Collection<Requirement> requirements, Wording wording) {
        Set<Demand> demands = new LinkedHashSet<>();
        for (Requirement requirement : requirements) {
            demands.add(new Demand(Clauses.of(requirement, wording)));
        }
        return List.copyOf(demands);
    }

    /**
     * What is left of a requirement for the records of a dataset, of which the name and the fields are known; empty where
     * none of them can meet it.
     */
    private static Optional<Requirement> possible(Requirement requirement, Dataset dataset) {
        return switch (requirement) {
            case Requirement.All all -> {
                List<Requirement> left = new ArrayList<>();
                for (Requirement member : all.members()) {
                    Optional<Requirement> possible = possible(member, dataset);
                    if (possible.isEmpty()) {
                        yield Optional.empty();
                    }
                    left.add(possible.get());
                }
                yield Optional.of(Requirement.all(left));
            }
            case Requirement.Any any -> {
                List<Requirement> left = any.members().stream()
                        .flatMap(member -> possible(member, dataset).stream())
                        .toList();
                yield left.isEmpty() ? Optional.empty() : Optional.of(Requirement.any(left));
            }
            case Requirement.Literal literal -> {
                if (DATASET.contains(literal.field())) {
                    yield literal.text().equals(dataset.name())
                            ? Optional.of(new Requirement.Unknown())
                            : Optional.empty();
                }
                yield mayHold(dataset, literal.field()) ? Optional.of(literal) : Optional.empty();
            }
            case Requirement.Part part -> mayHold(dataset, part.field()) ? Optional.of(part) : Optional.empty();
            case Requirement.Unknown unknown -> Optional.of(unknown);
        };
    }

    private static boolean mayHold(Dataset dataset, FieldPath field) {
        return ADDED.contains(field.segments().getFirst()) || dataset.mayHold(field);
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
