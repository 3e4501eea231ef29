package dev.firstseen.engine.kql;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Collects the problems of one query. Beyond a number of them they are only counted, since a query can be hostile. */
final class ProblemLog {
    private static final Comparator<Problem> BY_PLACE = Comparator.<Problem>comparingInt(
                    problem -> problem.place().line())
            .thenComparingInt(problem -> problem.place().column());

    private final QueryText text;
    private final int most;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Severity, Integer> counts = new EnumMap<>(Severity.class);

    ProblemLog(QueryText text, int most) {
        this.text = text;
        this.most = most;
    }

    /** Adds a problem; its sentence is only made when it is kept. */
    void add(Severity severity, Span span, Supplier<String> sentence) {
        if (counts.merge(severity, 1, Integer::sum) <= most) {
            problems.add(new Problem(severity, text.place(span), sentence.get()));
        }
    }

    int count(Severity severity) {
        return counts.getOrDefault(severity, 0);
    }

    /** The problems by their places, and how many more there are. */
    List<Problem> inOrder() {
        List<Problem> all = new ArrayList<>(problems);
        all.sort(BY_PLACE);
        counts.forEach((severity, count) -> {
            if (count > most) {
                all.add(new Problem(
                        severity,
                        text.place(new Span(text.start(), text.start())),
                        (count - most) + " more of these in the query"));
            }
        });
        return all;
    }
}
