package dev.firstseen.bench.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seed rule as one would write it in an afternoon: every line becomes a tree, the tree is asked, and a hash map
 * remembers who was seen from where.
 */
public final class JacksonTreeScan {
    private static final Comparator<Grant> IN_ORDER =
            Comparator.comparing(Grant::time).thenComparing(Grant::id);

    private final JsonMapper mapper = JsonMapper.builder().build();
    private final UnaryOperator<String> network;

    /** @param network gives the name of an address's network; for the command it is the address itself */
    public JacksonTreeScan(UnaryOperator<String> network) {
        this.network = network;
    }

    /** A record that the rule's filter takes. */
    public record Grant(LocalDateTime time, String id, String user, String address) {}

    private record Term(String user, String network) {}

    public static void main(String[] arguments) throws IOException {
        List<Grant> alerts = new JacksonTreeScan(UnaryOperator.identity()).scan(Path.of(arguments[0]));
        alerts.forEach(System.out::println);
    }

    /** The grants that are the first of their user and network in seven days. */
    public List<Grant> scan(Path file) throws IOException {
        List<Grant> grants = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode record = mapper.readTree(line);
                if (isGrant(record)) {
                    grants.add(new Grant(
                            LocalDateTime.parse(text(record, "CreationTime")),
                            text(record, "Id"),
                            text(record, "UserId"),
                            text(record, "ClientIP")));
                }
            }
        }
        return firstSeen(grants);
    }

    private static boolean isGrant(JsonNode record) {
        return text(record, "ApplicationId").equals(SeedRule.BROKER)
                && holds(record.path("Target"), "ID", SeedRule.GRAPH)
                && requestType(record.path("ExtendedProperties")).equals(SeedRule.REQUEST_TYPE)
                && holds(record.path("DeviceProperties"), "Value", SeedRule.NOT_COMPLIANT)
                && actor(record.path("Actor"));
    }

    private static boolean actor(JsonNode actors) {
        for (JsonNode actor : actors) {
            if (SeedRule.ACTOR_TYPES.contains(actor.path("Type").asInt(-1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(JsonNode entries, String key, String value) {
        for (JsonNode entry : entries) {
            if (text(entry, key).equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static String requestType(JsonNode properties) {
        String value = "";
        for (JsonNode property : properties) {
            if (text(property, "Name").equals("RequestType")) {
                value = text(property, "Value");
            }
        }
        return value;
    }

    private static String text(JsonNode node, String key) {
        return node.path(key).asString("");
    }

    private List<Grant> firstSeen(List<Grant> grants) {
        grants.sort(IN_ORDER);
        List<Grant> alerts = new ArrayList<>();
        Map<Term, LocalDateTime> last = new HashMap<>();
        for (Grant grant : grants) {
            LocalDateTime before = last.put(new Term(grant.user(), network.apply(grant.address())), grant.time());
            if (before == null || before.isBefore(grant.time().minus(SeedRule.WINDOW))) {
                alerts.add(grant);
            }
        }
        return alerts;
    }
}
