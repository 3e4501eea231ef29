package dev.firstseen.engine.diagnostic;

import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one text, all of them up to a bound: hostile files can hold a hundred thousand. */
public final class Problems {

    /** How many problems are kept, of each severity; the next one says that there are more. */
    public static final int KEPT = 100;

    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    public void error(Place place, String message) {
        add(Problem.error(place, message));
    }

    public void warning(Place place, String message) {
        add(Problem.warning(place, message));
    }

    /** Adds one problem; beyond the bound, only a last one that says so. */
    public void add(Problem problem) {
        List<Problem> same = problem.severity() == Problem.Severity.ERROR ? errors : warnings;
        if (same.size() < KEPT) {
            same.add(problem);
        } else if (same.size() == KEPT) {
            same.add(new Problem(
                    problem.severity(), problem.place(), "there are more problems from here on; they are not listed"));
        }
    }

    public boolean hasErrors() {
        return !errors.isEmpty();
    }

    /** Whether further errors would not be listed. */
    public boolean isFullOfErrors() {
        return errors.size() > KEPT;
    }

    /** Whether further warnings would not be listed. */
    public boolean isFullOfWarnings() {
        return warnings.size() > KEPT;
    }

    /** The errors, then the warnings, each in the order in which they were found. */
    public List<Problem> all() {
        List<Problem> all = new ArrayList<>(errors);
        all.addAll(warnings);
        return List.copyOf(all);
    }
}
