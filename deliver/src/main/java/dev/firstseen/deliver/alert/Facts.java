package dev.firstseen.deliver.alert;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;

/** What alerts tell of an event, read from its ECS fields; empty where the event has none. */
record Facts(Event event) {

    String first(String... names) {
        for (String name : names) {
            for (Value value : event.values(FieldPath.of(name))) {
                if (value instanceof Value.Scalar scalar && !scalar.text().isEmpty()) {
                    return scalar.text();
                }
            }
        }
        return "";
    }

    boolean has(String name, String text) {
        return event.values(FieldPath.of(name)).stream()
                .anyMatch(value -> value instanceof Value.Scalar scalar && scalar.text().equals(text));
    }

    String user() {
        return first("o365.audit.UserId", "user.email", "user.name", "user.id");
    }

    /** Such as {@code AS132203 Tencent}. */
    String network() {
        String number = first("source.as.number");
        return number.isEmpty() ? first("source.ip") : ("AS" + number + " " + first("source.as.organization.name")).strip();
    }

    String kind() {
        return first("firstseen.network.kind");
    }

    String country() {
        return first("source.geo.country_iso_code", "source.geo.country_name");
    }
}
