package dev.firstseen.microsoft.export;

import dev.firstseen.engine.kql.Requirement;
import dev.firstseen.microsoft.search.Needle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which rows can matter to some rule, judged on their raw bytes. It is conservative: a row it rejects holds no record
 * that a rule matches, while one that it lets through may still match nothing.
 *
 * @param rules what the rows of each rule must hold; where one rule has no demand, every row is let through
 */
public record Prefilter(List<Demand> rules) {

    /** Lets every row through: the twin against which all others are tested. */
    public static final Prefilter NONE = new Prefilter(List.of(new Demand(List.of())));

    public Prefilter {
        rules = List.copyOf(rules);
    }

    /** The prefilter for rules that require this of their events. */
    public static Prefilter of(Collection<Requirement> requirements) {
        return new Prefilter(requirements.stream()
                .map(requirement -> new Demand(Clauses.of(requirement)))
                .toList());
    }

    /** Whether every row is let through. */
    public boolean passesAll() {
        return rules.stream().anyMatch(demand -> demand.clauses().isEmpty());
    }

    /** The needles looked for first: of each rule the clause least likely to be met by chance. */
    List<Needle> first() {
        Set<Needle> needles = new LinkedHashSet<>();
        for (Demand demand : rules) {
            needles.addAll(demand.rarest());
        }
        return List.copyOf(needles);
    }

    /** What a row must hold for one rule: of every clause at least one needle. */
    public record Demand(List<List<Needle>> clauses) {

        public Demand {
            List<List<Needle>> sorted = new ArrayList<>();
            for (List<Needle> clause : clauses) {
                if (!clause.isEmpty()) {
                    sorted.add(List.copyOf(clause));
                }
            }
            sorted.sort(Comparator.comparingInt(Demand::commonness));
            clauses = List.copyOf(sorted);
        }

        List<Needle> rarest() {
            return clauses.isEmpty() ? List.of() : clauses.getFirst();
        }

        /** The fewer needles, and the longer and more varied each, the rarer a clause is met. */
        private static int commonness(List<Needle> clause) {
            int worst = 0;
            for (Needle needle : clause) {
                long varied = needle.text().chars().distinct().count();
                worst = Math.max(worst, 1000 - (int) Math.min(900, varied * Math.min(needle.length(), 24)));
            }
            return worst + 50 * clause.size();
        }
    }
}
