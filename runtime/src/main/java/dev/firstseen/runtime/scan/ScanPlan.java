package dev.firstseen.runtime.scan;

import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.microsoft.audit.AuditSettings;
import java.util.List;
import java.util.function.UnaryOperator;
import dev.firstseen.engine.event.Event;

/**
 * What to look for, and how.
 *
 * @param rules to run
 * @param scope what to report, and by which time
 * @param enrichment what is added to every event before a rule sees it, such as its network, and only below
 *     {@code source} and {@code firstseen}
 * @param settings how audit records are read
 * @param audit whether every record is parsed and checked, so that all broken and repeated ones are counted
 * @param prefilter whether rows that no rule can match are rejected on their raw bytes, and the rules for an event
 *     found by an index; the alerts are the same without
 * @param workers how many threads read
 */
public record ScanPlan(
        List<CompiledRule> rules,
        Scope scope,
        UnaryOperator<Event> enrichment,
        AuditSettings settings,
        boolean audit,
        boolean prefilter,
        int workers) {

    public ScanPlan {
        rules = List.copyOf(rules);
        if (workers < 1) {
            throw new IllegalArgumentException("a scan needs at least one worker, not " + workers);
        }
    }

    /** A plan for these rules with everything else as usual. */
    public static ScanPlan of(List<CompiledRule> rules, UnaryOperator<Event> enrichment) {
        return new ScanPlan(
                rules,
                Scope.EVERYTHING,
                enrichment,
                AuditSettings.NONE,
                false,
                true,
                Runtime.getRuntime().availableProcessors());
    }

    /** The same plan with every record parsed and checked, so that all broken ones are counted. */
    public ScanPlan audited() {
        return new ScanPlan(rules, scope, enrichment, settings, true, prefilter, workers);
    }
}
