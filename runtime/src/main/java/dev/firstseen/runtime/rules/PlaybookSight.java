package dev.firstseen.runtime.rules;

import dev.firstseen.engine.check.CheckedPart;
import dev.firstseen.engine.check.Sight;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Decides which questions of a playbook some logs can answer. */
final class PlaybookSight {
    private static final Kql EVERYTHING = new Kql.Everything();

    private PlaybookSight() {}

    /** The verdict on each measure, in order, and on each step that measures nothing. */
    static List<CheckedPart> of(Playbook playbook, LogCensus census) {
        List<CheckedPart> parts = new ArrayList<>();
        for (Step step : playbook.steps()) {
            if (step.measures().isEmpty()) {
                parts.add(new CheckedPart(step.id(), Sight.of(EVERYTHING, step.datasets(), census.datasets())));
            }
            for (Measure measure : step.measures()) {
                parts.add(new CheckedPart(
                        step.id() + "." + measure.name(),
                        Sight.of(measure.query(), measure.datasets(), census.datasets())));
            }
        }
        return parts;
    }

    /** The verdict on the playbook: it is live as long as something of it is. */
    static Verdict together(List<CheckedPart> parts) {
        boolean blind = false;
        Set<String> wanted = new TreeSet<>();
        for (CheckedPart part : parts) {
            switch (part.verdict()) {
                case Verdict.Live _, Verdict.Runs _ -> {
                    return new Verdict.Live(List.of());
                }
                case Verdict.Blind _ -> blind = true;
                case Verdict.NoData(List<String> datasets) -> wanted.addAll(datasets);
                case Verdict.Invalid _, Verdict.Unsupported _ -> {}
            }
        }
        return blind ? new Verdict.Blind(List.of()) : new Verdict.NoData(List.copyOf(wanted));
    }
}
