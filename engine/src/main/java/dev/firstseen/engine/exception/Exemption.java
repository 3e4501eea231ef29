package dev.firstseen.engine.exception;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Rule;
import java.time.LocalDate;

/**
 * One exception: alerts of these rules whose event meets the condition are not shown.
 *
 * @param rule the id or the name of a rule, or {@link #EVERY_RULE}
 * @param written the condition as it was written
 * @param reason why it is wanted
 * @param author who says so
 * @param expires the last day on which it applies
 * @param place where it was read from
 */
public record Exemption(
        String rule, Kql condition, String written, String reason, String author, LocalDate expires, Place place) {

    /** Written instead of a rule's id or name, for all rules. */
    public static final String EVERY_RULE = "*";

    /** Whether it concerns a rule. */
    public boolean concerns(Rule other) {
        return rule.equals(EVERY_RULE) || rule.equalsIgnoreCase(other.id()) || rule.equals(other.name());
    }

    /** Whether it no longer applies on a day. */
    public boolean expired(LocalDate today) {
        return today.isAfter(expires);
    }
}
