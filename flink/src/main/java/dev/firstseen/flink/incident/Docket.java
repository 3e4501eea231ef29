package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.incident.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is done about the cases of one account at a look.
 *
 * @param asked the cases that are asked about
 * @param superseded of cases that were told, each by its first alert, those that go on as another
 * @param told what is remembered, see {@link Account#told}
 */
record Docket(List<Case> asked, SortedMap<String, Case> superseded, SortedMap<String, String> told) {

    /**
     * Compares the cases that there are with those that were told.
     *
     * @param cases all of the account
     * @param before what was remembered
     * @param wanted which are due; one of which others were told, or part of another, always is
     */
    static Docket of(List<Case> cases, Map<String, String> before, Predicate<Case> wanted) {
        Map<String, Case> byAlert = new HashMap<>();
        cases.forEach(open -> open.alerts().forEach(alert -> byAlert.put(alert.id(), open)));
        SortedMap<String, Case> superseded = new TreeMap<>();
        SortedMap<String, String> told = new TreeMap<>();
        Set<String> moved = new HashSet<>();
        before.forEach((opening, last) -> {
            // The last alert is forgotten last: where it is gone the case is, and nobody is waiting for its end.
            Case now = byAlert.get(last);
            if (now == null) {
                return;
            }
            Case still = byAlert.get(opening);
            if (still == null || !opening(still).equals(opening)) {
                superseded.put(opening, now);
                moved.add(opening(now));
                return;
            }
            told.put(opening, last);
            if (!opening(now).equals(opening)) {
                // A playbook says by now that they are two.
                moved.add(opening);
                moved.add(opening(now));
            }
        });
        List<Case> asked = new ArrayList<>();
        for (Case open : cases) {
            if (wanted.test(open) || moved.contains(opening(open))) {
                asked.add(open);
                told.put(opening(open), open.alerts().getLast().id());
            }
        }
        return new Docket(asked, superseded, told);
    }

    static String opening(Case open) {
        return open.alerts().getFirst().id();
    }

    /** Whether one of some alerts is the case's. */
    static boolean holds(Case open, String alert) {
        return open.alerts().stream().map(Alert::id).anyMatch(alert::equals);
    }
}
