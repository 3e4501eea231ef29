package dev.firstseen.engine.check;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All rule files, checked.
 *
 * @param rules in the order in which they were read
 * @param records how many records of each dataset the data holds; empty where there was no data to try the rules on
 */
public record CheckReport(List<CheckedRule> rules, Optional<SortedMap<String, Long>> records) {
    public CheckReport {
        rules = List.copyOf(rules);
        records = records.map(TreeMap::new);
    }

    /** How many rules have each verdict, by its word. */
    public SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        rules.forEach(rule -> counts.merge(rule.verdict().word(), 1L, Long::sum));
        return counts;
    }

    /** Whether a rule is invalid or blind. */
    public boolean hasFailures() {
        return rules.stream().anyMatch(rule -> switch (rule.verdict()) {
            case Verdict.Invalid _, Verdict.Blind _ -> true;
            case Verdict.Runs _, Verdict.Unsupported _, Verdict.Live _, Verdict.NoData _ -> false;
        });
    }
}
