package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.trace.Subject;
import java.util.List;
import java.util.Set;

/**
 * Alerts about one identity that belong together, before they are investigated.
 *
 * @param alerts in order of the times of what they tell of, then id
 * @param subject what has to be traced for them
 */
public record Case(Identity identity, List<Alert> alerts, Subject subject) {
    public Case {
        alerts = List.copyOf(alerts);
    }

    /** The same with an eye on other networks than those of its alerts. */
    public Case in(Set<Long> networks) {
        return new Case(identity, alerts, subject.in(networks));
    }

    /** The id of the incident that comes of it: a hash of the tenant and the first alert. */
    public String id() {
        return new Digest()
                .add("incident")
                .add(identity.tenant())
                .add(alerts.getFirst().id())
                .uuid();
    }
}
