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
 * @param mostInFull how many incidents are investigated, the worst by their alerts; the others are only named
 */
public record InvestigationPlan(
        Playbooks playbooks, UnaryOperator<Event> enrichment, AuditSettings settings, int workers, int mostInFull) {
    /** More than anybody reads in one sitting; the accounts of a busy day are well below. */
    public static final int USUAL_MOST_IN_FULL = 50;

    public InvestigationPlan {
        if (workers < 1) {
            throw new IllegalArgumentException("an investigation needs at least one worker, not " + workers);
        }
        if (mostInFull < 0) {
            throw new IllegalArgumentException("there cannot be fewer than no incidents: " + mostInFull);
        }
    }
}
