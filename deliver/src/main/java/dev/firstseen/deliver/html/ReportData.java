package dev.firstseen.deliver.html;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.incident.Incident;
import java.time.Instant;
import java.util.List;

/**
 * What a report tells.
 *
 * @param made when it was made
 * @param incidents in any order
 * @param unasked incidents that were not investigated, in the order in which they should stand
 * @param alerts those that belong to no incident, in the order in which they should stand
 */
public record ReportData(
        Instant made, List<Incident> incidents, List<Incident> unasked, List<Alert> alerts, Reading reading) {
    public ReportData {
        incidents = List.copyOf(incidents);
        unasked = List.copyOf(unasked);
        alerts = List.copyOf(alerts);
    }
}
