package dev.firstseen.runtime.enrichment;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.networks.Network;
import dev.firstseen.networks.NetworkKind;
import dev.firstseen.networks.Networks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Adds to an event what is known of its {@code source.ip}: {@code source.as}, {@code source.geo} and
 * {@code firstseen.network.kind}. What a ready document says of these itself gives way to our tables, so that all events
 * are judged by the same; it stays where our tables say nothing.
 */
public final class NetworkEnrichment implements UnaryOperator<Event> {

    private static final FieldPath SOURCE_IP = FieldPath.of("source.ip");
    private static final String SOURCE = "source.";
    private static final String OWN = "firstseen.";

    private final Networks networks;

    public NetworkEnrichment(Networks networks) {
        this.networks = networks;
    }

    @Override
    public Event apply(Event event) {
        return new Enriched(event);
    }

    private Map<FieldPath, Value> fields(Event event) {
        Map<FieldPath, Value> fields = new LinkedHashMap<>();
        for (Value value : event.values(SOURCE_IP)) {
            Optional<Network> found = value instanceof Value.Text(String text) ? networks.of(text) : Optional.empty();
            if (found.isPresent()) {
                put(found.get(), fields);
                return fields;
            }
        }
        return fields;
    }

    private static void put(Network network, Map<FieldPath, Value> fields) {
        network.range().ifPresent(range -> {
            fields.put(FieldPath.of("source.as.number"), Value.of(range.number()));
            if (!range.organisation().isEmpty()) {
                fields.put(FieldPath.of("source.as.organization.name"), Value.of(range.organisation()));
            }
        });
        network.location().ifPresent(place -> {
            putText("source.geo.country_iso_code", place.country(), fields);
            putText("source.geo.country_name", place.countryName(), fields);
            putText("source.geo.region_name", place.region(), fields);
            putText("source.geo.city_name", place.city(), fields);
            place.point()
                    .ifPresent(point -> fields.put(
                            FieldPath.of("source.geo.location"),
                            Value.of(Map.of("lat", Value.of(point.latitude()), "lon", Value.of(point.longitude())))));
        });
        if (network.kind() != NetworkKind.UNKNOWN) {
            fields.put(
                    FieldPath.of("firstseen.network.kind"),
                    Value.of(network.kind().word()));
        }
    }

    private static void putText(String field, String text, Map<FieldPath, Value> fields) {
        if (!text.isEmpty()) {
            fields.put(FieldPath.of(field), Value.of(text));
        }
    }

    /** Looks its address up when first asked for what comes of it. */
    private final class Enriched implements Event {
        private final Event event;
        private volatile Map<FieldPath, Value> added = Map.of();
        private volatile boolean lookedUp;

        Enriched(Event event) {
            this.event = event;
        }

        private Map<FieldPath, Value> added() {
            if (!lookedUp) {
                added = fields(event);
                lookedUp = true;
            }
            return added;
        }

        @Override
        public String id() {
            return event.id();
        }

        @Override
        public long time() {
            return event.time();
        }

        @Override
        public String dataset() {
            return event.dataset();
        }

        @Override
        public String tenant() {
            return event.tenant();
        }

        @Override
        public List<Value> values(FieldPath field) {
            String name = field.name();
            if (!name.startsWith(SOURCE) && !name.startsWith(OWN) && name.indexOf('.') >= 0
                    || field.equals(SOURCE_IP)) {
                return event.values(field);
            }
            Value known = added().get(field);
            return known == null ? document().values(field) : List.of(known);
        }

        @Override
        public Document document() {
            Document document = event.document();
            for (Map.Entry<FieldPath, Value> each : added().entrySet()) {
                document = document.with(each.getKey(), each.getValue());
            }
            return document;
        }
    }
}
