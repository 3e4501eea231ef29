package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.Needle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a row must hold for one rule: of every clause at least one needle. The clause least likely to be met is first. */
record Demand(List<List<Needle>> clauses) {

    Demand {
        List<List<Needle>> sorted = new ArrayList<>();
        for (List<Needle> clause : clauses) {
            if (!clause.isEmpty()) {
                sorted.add(List.copyOf(clause));
            }
        }
        sorted.sort(Comparator.comparingInt(Demand::commonness));
        clauses = List.copyOf(sorted);
    }

    /** Empty where any row will do. */
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
