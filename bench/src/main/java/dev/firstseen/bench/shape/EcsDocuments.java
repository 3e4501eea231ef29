package dev.firstseen.bench.shape;

import dev.firstseen.bench.generate.AuditRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents that Elastic's integration made of the records, as a search exports them: one a line, each in its
 * {@code _source}. Only what the example's records hold is mapped.
 */
public final class EcsDocuments implements Shape {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final List<String> ADDRESSES = List.of("ClientIPAddress", "ClientIP", "ActorIpAddress");
    private static final List<String> TEXT =
            List.of("RecordType", "UserType", "Version", "LogonType", "AzureActiveDirectoryEventType");
    private static final Map<Integer, String> CODES = Map.of(
            1,
            "ExchangeAdmin",
            2,
            "ExchangeItem",
            3,
            "ExchangeItemGroup",
            6,
            "SharePointFileOperation",
            8,
            "AzureActiveDirectory",
            15,
            "AzureActiveDirectoryStsLogon",
            25,
            "MicrosoftTeams",
            50,
            "ExchangeItemAggregated");

    @Override
    public String text(List<AuditRecord> records) {
        StringBuilder out = new StringBuilder();
        for (AuditRecord record : records) {
            ObjectNode hit = MAPPER.createObjectNode();
            hit.put("_index", ".ds-logs-o365.audit-default-2026.03.01-000004");
            hit.put("_id", record.id());
            hit.set("_source", document(record));
            out.append(MAPPER.writeValueAsString(hit)).append('\n');
        }
        return out.toString();
    }

    private static ObjectNode document(AuditRecord record) {
        ObjectNode audit = (ObjectNode) MAPPER.readTree(record.json());
        ObjectNode document = MAPPER.createObjectNode();
        document.put(
                "@timestamp", Instant.ofEpochSecond(record.second()).toString().replace("Z", ".000Z"));
        ObjectNode event = document.putObject("event");
        event.put("action", text(audit.remove("Operation")))
                .put("code", CODES.get(record.recordType()))
                .put("dataset", "o365.audit")
                .put("id", text(audit.remove("Id")))
                .put("kind", "event")
                .put("provider", text(audit.remove("Workload")))
                .put("outcome", record.operation().equals("UserLoginFailed") ? "failure" : "success");
        boolean logon = record.recordType() == 15;
        event.putArray("category").add("web");
        event.putArray("type").add("info");
        if (logon) {
            ((ArrayNode) event.get("category")).add("authentication");
            ((ArrayNode) event.get("type")).add("start").add("access");
        }
        document.putObject("data_stream")
                .put("dataset", "o365.audit")
                .put("namespace", "default")
                .put("type", "logs");
        document.putObject("organization").put("id", text(audit.remove("OrganizationId")));
        user(document, record.userId());
        address(document, audit);
        properties(document, audit);
        for (String key : TEXT) {
            if (audit.has(key)) {
                audit.put(key, text(audit.get(key)));
            }
        }
        types(audit, "Actor");
        types(audit, "Target");
        document.putObject("o365").set("audit", audit);
        return document;
    }

    private static void user(ObjectNode document, String userId) {
        ObjectNode user = document.putObject("user").put("id", userId);
        int at = userId.indexOf('@');
        if (at > 0) {
            user.put("email", userId).put("name", userId.substring(0, at)).put("domain", userId.substring(at + 1));
        }
    }

    private static void address(ObjectNode document, ObjectNode audit) {
        for (String key : ADDRESSES) {
            if (audit.has(key)) {
                String address = text(audit.remove(key));
                document.putObject("client").put("address", address).put("ip", address);
                document.putObject("source").put("ip", address);
                document.putObject("network").put("type", address.contains(":") ? "ipv6" : "ipv4");
                return;
            }
        }
    }

    private static void properties(ObjectNode document, ObjectNode audit) {
        for (String key : List.of("ExtendedProperties", "Parameters")) {
            if (audit.get(key) instanceof ArrayNode pairs) {
                ObjectNode map = MAPPER.createObjectNode();
                pairs.forEach(pair -> map.put(text(pair.get("Name")), text(pair.get("Value"))));
                audit.set(key, map);
            }
        }
        if (audit.get("ExtendedProperties") instanceof ObjectNode extended && extended.has("UserAgent")) {
            document.putObject("user_agent").put("original", text(extended.remove("UserAgent")));
        }
        if (audit.get("ModifiedProperties") instanceof ArrayNode) {
            audit.remove("ModifiedProperties");
        }
    }

    private static void types(ObjectNode audit, String key) {
        if (audit.get(key) instanceof ArrayNode entries) {
            for (JsonNode entry : entries) {
                ((ObjectNode) entry).put("Type", entry.get("Type").asString());
            }
        }
    }

    private static String text(JsonNode node) {
        return node.asString();
    }
}
