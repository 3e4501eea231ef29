package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * Records of Azure's activity log as its own interface and {@code az monitor activity-log list} write them: made into
 * what diagnostic settings would have written.
 */
public final class ActivityList {

    private ActivityList() {}

    /** The record that an event of the interface stands for. */
    public static Value.Members record(Value.Members event) {
        SequencedMap<String, Value> record = new LinkedHashMap<>();
        SequencedMap<String, Value> identity = new LinkedHashMap<>();
        event.members().forEach((name, value) -> {
            switch (name) {
                case "eventTimestamp" -> record.put("time", value);
                case "authorization", "claims" -> identity.put(name, value);
                case "operationName", "category" -> record.put(name, plain(value));
                case "status" -> record.put("resultType", plain(value));
                case "subStatus" -> record.put("resultSignature", plain(value));
                case "httpRequest" -> {
                    record.put(name, value);
                    if (value instanceof Value.Members request
                            && request.members().get("clientIpAddress") instanceof Value.Text address) {
                        record.putIfAbsent("callerIpAddress", address);
                    }
                }
                default -> record.putIfAbsent(name, value);
            }
        });
        record.putIfAbsent("category", Value.of("Administrative"));
        if (!identity.isEmpty()) {
            record.put("identity", new Value.Members(identity));
        }
        return new Value.Members(record);
    }

    /** The interface gives names once for programs and once for people. */
    private static Value plain(Value value) {
        return value instanceof Value.Members pair && pair.members().get("value") instanceof Value.Text text
                ? text
                : value;
    }
}
