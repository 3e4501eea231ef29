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

    /** The memory of an investigation is shared by its incidents: with more, little is left for each. */
    public static final int MOST_IN_FULL = 500;

    public InvestigationPlan {
        if (workers < 1) {
            throw new IllegalArgumentException("an investigation needs at least one worker, not " + workers);
        }
        if (mostInFull < 0 || mostInFull > MOST_IN_FULL) {
            throw new IllegalArgumentException(
                    "there can be from 0 to %d incidents, not %d".formatted(MOST_IN_FULL, mostInFull));
        }
    }
}
