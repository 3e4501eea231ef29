package dev.firstseen.flink;

import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.flink.incident.Essence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands in the end: each alert as it was last told, and of each incident what a reader would call it.
 *
 * @param alerts their documents, without the time at which they were raised, sorted
 * @param incidents in the order of their ids; without those that went on as others
 */
record Standing(List<String> alerts, List<Essence> incidents) {
    private static final Pattern COUNTED_ON_IT =
            Pattern.compile("; [0-9,]+ further alerts? like it within [0-9]+ [a-z]+");

    /** Of all lines in the order in which they were told. */
    static Standing of(List<String> lines) {
        Map<String, String> alerts = new LinkedHashMap<>();
        Map<String, Essence> incidents = new TreeMap<>();
        for (String line : lines) {
            WrittenFields fields = Essence.fields(line);
            String incident = fields.text("firstseen.incident.id").orElse("");
            if (incident.isEmpty()) {
                alerts.put(fields.text("kibana.alert.uuid").orElseThrow(), line);
            } else if (fields.texts("firstseen.notice.kind").contains("incident_ended")) {
                incidents.remove(incident);
            } else {
                // How many were counted on an alert since is no reason to tell an incident again.
                incidents.put(incident, Essence.of(COUNTED_ON_IT.matcher(line).replaceAll("")));
            }
        }
        return new Standing(Twin.comparable(List.copyOf(alerts.values())), List.copyOf(incidents.values()));
    }

    /** What of this does not stand in another. */
    List<Object> without(Standing other) {
        Set<Object> known = new HashSet<>(other.alerts);
        known.addAll(other.incidents);
        List<Object> more = new ArrayList<>(alerts);
        more.addAll(incidents);
        return more.stream().filter(each -> !known.contains(each)).collect(Collectors.toList());
    }
}
