package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.suppression.SuppressionScan;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the alerts of a scan: those that are shown, and those that are counted on one of these. */
record Suppressed(List<Alert> shown, List<Alert> counted) {

    /** @param alerts as a scan gives them, in order */
    static Suppressed of(List<Alert> alerts) {
        SuppressionScan scan = new SuppressionScan(MicrosoftFields.INSTANCE, EventTime.OCCURRED);
        List<Alert> first = new ArrayList<>();
        List<Alert> counted = new ArrayList<>();
        alerts.forEach(alert -> (scan.next(alert).isEmpty() ? first : counted).add(alert));
        return new Suppressed(first.stream().map(scan::told).toList(), counted);
    }
}
