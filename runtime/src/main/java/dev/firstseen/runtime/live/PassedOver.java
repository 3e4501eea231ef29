package dev.firstseen.runtime.live;

import dev.firstseen.engine.newterms.TermReader;

/**
 * What a rule could not use of events that match it.
 *
 * @param values those that their field's type cannot hold
 * @param combinations those beyond {@link TermReader#MOST_COMBINATIONS} of an event
 */
public record PassedOver(long values, long combinations) {
    static final PassedOver NOTHING = new PassedOver(0, 0);
}
