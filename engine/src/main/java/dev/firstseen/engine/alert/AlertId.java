package dev.firstseen.engine.alert;

import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import java.util.List;

/**
 * The id of an alert: a digest of rule, tenant, event and what was reported. The same input gives the same id, on every
 * machine and in every version.
 */
public final class AlertId {
    private AlertId() {}

    /** Of an event that matched. */
    public static String of(Rule rule, Event event) {
        return of(rule, event, List.of());
    }

    /** Of a term that an event brought. */
    public static String of(Rule rule, Event event, List<Value.Scalar> term) {
        return of(rule.id(), event.tenant(), event.id(), term);
    }

    /** Of a term that an event brought of which only the ids are known. */
    public static String of(String rule, String tenant, String event, List<Value.Scalar> term) {
        Digest digest = new Digest().add('r', rule).add('t', tenant).add('e', event);
        term.forEach(digest::add);
        return digest.uuid();
    }
}
