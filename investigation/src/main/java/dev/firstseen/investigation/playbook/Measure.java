package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.kql.Kql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Events that a step looks for, and what is made of them.
 *
 * @param name unique in its step
 * @param whose events are meant
 * @param datasets that can answer; without any of them it could not be asked
 * @param before how far before the alert the window reaches
 * @param after how far after the alert the window reaches; the alert's own millisecond is inside
 * @param query which events; a literal {@code "{{field}}"} stands for the alert's values of that field, {@code
 *     "{{learned.name}}"} for what an earlier step learned
 * @param groupBy the fields by which the events are told apart, in the answer and on the timeline
 * @param lane where on the timeline its events are shown; empty where they are not
 * @param label what they are called there
 */
public record Measure(
        String name,
        Whose whose,
        List<String> datasets,
        Duration before,
        Duration after,
        Kql query,
        List<FieldPath> groupBy,
        Optional<Lane> lane,
        String label) {

    public Measure {
        datasets = List.copyOf(datasets);
        groupBy = List.copyOf(groupBy);
    }

    /** Whose events are meant. */
    public enum Whose {
        /** Those of the alert's account. */
        ACCOUNT,
        /** Those of other accounts, in the network of the alert. */
        OTHERS,
        /** What others did to the alert's account: changes in the directory whose target it is. */
        UPON
    }

    /** The lanes of a timeline. */
    public enum Lane {
        AUDIT,
        SIGN_IN,
        GRAPH,
        DEVICE,
        MAILBOX,
        FILES
    }
}
