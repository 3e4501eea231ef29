package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Looks out for the event around which an account should be investigated. Not safe for use by several threads. */
final class Sighting implements RecordSink {
    private final String user;
    private final UnaryOperator<Event> enrichment;
    private final Coverage coverage = new Coverage();
    private final Whereabouts whereabouts = new Whereabouts();

    Sighting(String user, UnaryOperator<Event> enrichment) {
        this.user = user.toLowerCase(Locale.ROOT);
        this.enrichment = enrichment;
    }

    Coverage coverage() {
        return coverage;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    @Override
    public void seen(String dataset, String tenant, long second) {
        coverage.add(tenant, dataset, 1000 * second);
    }

    @Override
    public void event(Event event, RecordReader reader, byte[] bytes) {
        if (Identities.names(event).stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(user))) {
            whereabouts.add(enrichment.apply(event));
        }
    }

    @Override
    public void checked(String dataset, String tenant, String id) {}
}
