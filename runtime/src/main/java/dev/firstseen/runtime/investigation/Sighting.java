package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Looks out for the event around which an account should be investigated. Not safe for use by several threads. */
final class Sighting implements RecordSink {
    private static final FieldPath REQUEST = FieldPath.of("o365.audit.ExtendedProperties.RequestType");
    private static final FieldPath PROTOCOL = FieldPath.of("azure.signinlogs.properties.authentication_protocol");
    private static final FieldPath INTERACTIVE = FieldPath.of("azure.signinlogs.properties.is_interactive");
    private static final FieldPath ACTION = FieldPath.of("event.action");

    private final String user;
    private final UnaryOperator<Event> enrichment;
    private final Coverage coverage = new Coverage();
    private Optional<Ranked> last = Optional.empty();

    /** How well an event serves, then how late it is. */
    record Ranked(int rank, Event event) implements Comparable<Ranked> {

        static Ranked of(Ranked ranked) {
            return ranked;
        }

        @Override
        public int compareTo(Ranked other) {
            int order = Integer.compare(rank, other.rank);
            order = order != 0 ? order : Long.compare(event.time(), other.event.time());
            return order != 0 ? order : other.event.id().compareTo(event.id());
        }
    }

    Sighting(String user, UnaryOperator<Event> enrichment) {
        this.user = user.toLowerCase(Locale.ROOT);
        this.enrichment = enrichment;
    }

    Coverage coverage() {
        return coverage;
    }

    Optional<Ranked> last() {
        return last;
    }

    @Override
    public void seen(String dataset, String tenant, long second) {
        coverage.add(tenant, dataset, 1000 * second);
    }

    @Override
    public void event(Event event, RecordReader reader, byte[] bytes) {
        if (Identities.names(event).stream()
                .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(user))) {
            Ranked ranked = new Ranked(rank(event), enrichment.apply(event));
            if (last.isEmpty() || last.get().compareTo(ranked) < 0) {
                last = Optional.of(ranked);
            }
        }
    }

    private static int rank(Event event) {
        boolean interactive = has(event, INTERACTIVE, "true");
        if (has(event, REQUEST, "Cmsi:Cmsi") || (interactive && has(event, PROTOCOL, "deviceCode"))) {
            return 2;
        }
        return interactive || has(event, ACTION, "UserLoggedIn") ? 1 : 0;
    }

    private static boolean has(Event event, FieldPath field, String text) {
        for (Value value : event.values(field)) {
            if (value instanceof Value.Scalar scalar && scalar.text().equals(text)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void checked(String dataset, String tenant, String id) {}
}
