package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import java.util.function.UnaryOperator;

/**
 * How alerts are investigated.
 *
 * @param enrichment what is added to every event, such as its network
 * @param settings how audit records are read
 * @param workers how many threads read
 */
public record InvestigationPlan(
        Playbooks playbooks, UnaryOperator<Event> enrichment, AuditSettings settings, int workers) {

    public InvestigationPlan {
        if (workers < 1) {
            throw new IllegalArgumentException("an investigation needs at least one worker, not " + workers);
        }
    }
}
