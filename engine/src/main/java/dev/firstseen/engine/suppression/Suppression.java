package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.fold.Fold;
import dev.firstseen.engine.rule.AlertSuppression;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are shown: the first of a group opens it, and those at most the duration after that first one, to the
 * millisecond, are counted on it. The next opens a new group. A group does not grow longer by what joins it. The key is
 * (rule, tenant, terms). An alert that is shown is reported.
 */
public final class Suppression implements Fold<OpenGroup, Candidate, Candidate> {
    private final long duration;

    public Suppression(AlertSuppression rule) {
        this.duration = rule.duration().toMillis();
    }

    @Override
    public Step<OpenGroup, Candidate> step(@Nullable OpenGroup memory, Candidate candidate) {
        long time = candidate.time();
        if (memory != null && memory.group().end() > time) {
            throw new IllegalArgumentException("alerts must come in order: " + time + " came after "
                    + memory.group().end());
        }
        if (memory != null && time <= end(memory.group().start())) {
            OpenGroup grown = new OpenGroup(memory.shown(), memory.group().with(time));
            return new Step<>(grown, end(grown.group().start()), List.of());
        }
        OpenGroup opened = new OpenGroup(candidate.alert(), SuppressedGroup.begun(candidate.terms(), time));
        return new Step<>(opened, end(time), List.of(candidate));
    }

    private long end(long start) {
        return start > Long.MAX_VALUE - duration ? Long.MAX_VALUE : start + duration;
    }
}
