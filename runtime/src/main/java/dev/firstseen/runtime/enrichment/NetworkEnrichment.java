package dev.firstseen.runtime.enrichment;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Adds to an event what is known of its {@code source.ip}: {@code source.as}, {@code source.geo} and
 * {@code firstseen.network.kind}. What a ready document says of these itself gives way to our tables, so that all events
 * are judged by the same; it stays where our tables say nothing.
 */
public final class NetworkEnrichment implements UnaryOperator<Event> {

    private static final FieldPath SOURCE_IP = FieldPath.of("source.ip");
    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");
    private static final FieldPath AS_ORGANISATION = FieldPath.of("source.as.organization.name");
    private static final FieldPath COUNTRY_CODE = FieldPath.of("source.geo.country_iso_code");
    private static final FieldPath COUNTRY = FieldPath.of("source.geo.country_name");
    private static final FieldPath REGION = FieldPath.of("source.geo.region_name");
    private static final FieldPath CITY = FieldPath.of("source.geo.city_name");
    private static final FieldPath LOCATION = FieldPath.of("source.geo.location");
    private static final FieldPath KIND = FieldPath.of("firstseen.network.kind");
    private static final String SOURCE = "source";
    private static final String OWN = "firstseen";

    /** Few addresses make most of a log; with more the memory begins anew. */
    private static final int MOST_ADDRESSES = 20_000;

    /** Of an IPv4 address written as an IPv6 one, in full. What is longer is no address. */
    private static final int LONGEST_ADDRESS = 45;

    private final Networks networks;
    private final Map<String, Map<FieldPath, Value>> byAddress;

    public NetworkEnrichment(Networks networks) {
        this(networks, new ConcurrentHashMap<>());
    }

    /** @param byAddress what is remembered of addresses: empty, and safe for use by many threads */
    NetworkEnrichment(Networks networks, Map<String, Map<FieldPath, Value>> byAddress) {
        this.networks = networks;
        this.byAddress = byAddress;
    }

    @Override
    public Event apply(Event event) {
        return new Enriched(event);
    }

    private Map<FieldPath, Value> fields(Event event) {
        for (Value value : event.values(SOURCE_IP)) {
            Map<FieldPath, Value> found = value instanceof Value.Text(String text) ? fields(text) : Map.of();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return Map.of();
    }

    private Map<FieldPath, Value> fields(String address) {
        if (address.length() > LONGEST_ADDRESS) {
            return Map.of();
        }
        Map<FieldPath, Value> known = byAddress.get(address);
        if (known != null) {
            return known;
        }
        Optional<Network> network = networks.of(address);
        if (network.isEmpty()) {
            return Map.of();
        }
        Map<FieldPath, Value> fields = new LinkedHashMap<>();
        put(network.get(), fields);
        if (byAddress.size() >= MOST_ADDRESSES) {
            byAddress.clear();
        }
        byAddress.put(address, fields);
        return fields;
    }

    private static void put(Network network, Map<FieldPath, Value> fields) {
        network.range().ifPresent(range -> {
            fields.put(AS_NUMBER, Value.of(range.number()));
            putText(AS_ORGANISATION, range.organisation(), fields);
        });
        network.location().ifPresent(place -> {
            putText(COUNTRY_CODE, place.country(), fields);
            putText(COUNTRY, place.countryName(), fields);
            putText(REGION, place.region(), fields);
            putText(CITY, place.city(), fields);
            place.point()
                    .ifPresent(point -> fields.put(
                            LOCATION,
                            Value.of(Map.of("lat", Value.of(point.latitude()), "lon", Value.of(point.longitude())))));
        });
        if (network.kind() != NetworkKind.UNKNOWN) {
            fields.put(KIND, Value.of(network.kind().word()));
        }
    }

    private static void putText(FieldPath field, String text, Map<FieldPath, Value> fields) {
        if (!text.isEmpty()) {
            fields.put(field, Value.of(text));
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
            List<String> segments = field.segments();
            String outermost = segments.getFirst();
            if (segments.size() > 1 && !outermost.equals(SOURCE) && !outermost.equals(OWN) || field.equals(SOURCE_IP)) {
                return event.values(field);
            }
            String name = field.name();
            Value known = added().get(field);
            if (known != null) {
                return List.of(known);
            }
            // A ready document is at hand, and may have something else where an object is expected.
            return event instanceof DocumentEvent || isBesideAdded(name)
                    ? document().values(field)
                    : event.values(field);
        }

        /** Whether a field holds one that was added, or is inside one. */
        private boolean isBesideAdded(String name) {
            for (FieldPath each : added().keySet()) {
                String other = each.name();
                if (other.length() > name.length() ? isBelow(other, name) : isBelow(name, other)) {
                    return true;
                }
            }
            return name.indexOf('.') < 0;
        }

        private static boolean isBelow(String name, String object) {
            return name.startsWith(object) && (name.length() == object.length() || name.charAt(object.length()) == '.');
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
