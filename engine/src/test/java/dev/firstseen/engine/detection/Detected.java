package dev.firstseen.engine.detection;

import dev.firstseen.engine.alert.Alert;
import java.util.List;

/**
 * What a rule found.
 *
 * @param alerts in order of their events
 * @param tally how it went
 */
record Detected(List<Alert> alerts, Tally tally) {

    public Detected {
        alerts = List.copyOf(alerts);
    }
}
