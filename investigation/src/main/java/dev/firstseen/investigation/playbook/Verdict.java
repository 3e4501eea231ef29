package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.kql.Kql;
import java.util.Optional;

/**
 * What a measure means.
 *
 * @param when a query over the measures: {@code NAME.count}, {@code NAME.distinct.FIELD} (how many values), {@code
 *     NAME.values.FIELD}, {@code NAME.first}, {@code NAME.last}, {@code NAME.per_minute}, and {@code alert.FIELD}; what
 *     could not be asked has none of these
 * @param say the sentence; {@code {{…}}} stands for the same names, and for those of the alert and what was learned
 * @param weight how much it moves the score, up or down; 0 where it only informs
 * @param tactic the ATT&CK tactic that has been reached where it holds, by its id
 * @param learns what later steps and remedies may use where it holds
 * @param tell whether the sentence belongs into the incident's paragraph
 */
public record Verdict(Kql when, String say, int weight, Optional<String> tactic, Learns learns, boolean tell) {}
