package dev.firstseen.engine.index;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Requirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Chooses the clause by which a rule is found: literals of which every event it matches has at least one. A field of
 * which rules mention many texts parts the rules best, and of its texts those that few rules share; that needs no knowledge
 * of the fields.
 */
final class AccessClauses {

    /** Of each literal, how many rules mention it. */
    private final Map<Requirement.Literal, Integer> mentions = new HashMap<>();
    /** Of each field, how many different texts all rules mention. */
    private final Map<FieldPath, Integer> variety = new HashMap<>();

    AccessClauses(List<Requirement> requirements) {
        for (Requirement requirement : requirements) {
            Set<Requirement.Literal> literals = new HashSet<>();
            gather(requirement, literals);
            for (Requirement.Literal literal : literals) {
                if (mentions.merge(literal, 1, Integer::sum) == 1) {
                    variety.merge(literal.field(), 1, Integer::sum);
                }
            }
        }
    }

    private static void gather(Requirement requirement, Set<Requirement.Literal> into) {
        switch (requirement) {
            case Requirement.All(List<Requirement> members) -> members.forEach(member -> gather(member, into));
            case Requirement.Any(List<Requirement> members) -> members.forEach(member -> gather(member, into));
            case Requirement.Literal literal -> into.add(literal);
            case Requirement.Part _, Requirement.Unknown _ -> {}
        }
    }

    /** The best clause that has none of some fields; empty where there is none. */
    List<Requirement.Literal> best(Requirement requirement, Collection<FieldPath> without) {
        return best(clauses(requirement).stream()
                .filter(clause -> clause.stream().noneMatch(literal -> without.contains(literal.field())))
                .toList());
    }

    /** The best clause that has only some fields; empty where there is none. */
    List<Requirement.Literal> onlyOn(Collection<FieldPath> fields, Requirement requirement) {
        return best(clauses(requirement).stream()
                .filter(clause -> clause.stream().allMatch(literal -> fields.contains(literal.field())))
                .toList());
    }

    private List<Requirement.Literal> best(List<List<Requirement.Literal>> clauses) {
        return clauses.stream()
                .min(Comparator.comparingDouble(this::chance).thenComparingLong(this::candidates))
                .orElse(List.of());
    }

    /** How likely an event has one of the texts, taking every text of a field that rules mention for as likely. */
    private double chance(List<Requirement.Literal> clause) {
        return clause.stream()
                .mapToDouble(literal -> 1.0 / (1 + variety.getOrDefault(literal.field(), 0)))
                .sum();
    }

    /** How many rules would be found with this one, were each of its texts met. */
    private long candidates(List<Requirement.Literal> clause) {
        return clause.stream().mapToLong(mentions::get).sum();
    }

    private List<List<Requirement.Literal>> clauses(Requirement requirement) {
        return switch (requirement) {
            case Requirement.All(List<Requirement> members) ->
                members.stream().flatMap(member -> clauses(member).stream()).toList();
            case Requirement.Any(List<Requirement> members) -> anyOf(members);
            case Requirement.Literal literal -> List.of(List.of(literal));
            case Requirement.Part _, Requirement.Unknown _ -> List.of();
        };
    }

    /** One of the members is met, so of each one clause suffices. */
    private List<List<Requirement.Literal>> anyOf(List<Requirement> members) {
        Set<Requirement.Literal> together = new LinkedHashSet<>();
        for (Requirement member : members) {
            List<Requirement.Literal> clause = best(clauses(member));
            if (clause.isEmpty()) {
                return List.of();
            }
            together.addAll(clause);
        }
        return List.of(new ArrayList<>(together));
    }
}
