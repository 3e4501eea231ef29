package dev.firstseen.cli;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.exception.Exempted;
import dev.firstseen.engine.suppression.Suppressed;
import dev.firstseen.engine.suppression.SuppressionScan;
import java.util.List;

/**
 * What becomes of the alerts of a scan. Exceptions come before suppression: an alert that is known to be harmless must not
 * be the one on which others are counted.
 */
record Outcome(Exempted exempted, Suppressed suppressed) {

    static Outcome of(Exempted exempted, Fields fields, EventTime time) {
        return new Outcome(exempted, SuppressionScan.apply(exempted.shown(), fields, time));
    }

    /** All that are neither excepted nor suppressed. */
    List<Alert> alerts() {
        return suppressed.shown();
    }

    /** Those that are alerts by themselves. */
    List<Alert> standalone() {
        return alerts().stream()
                .filter(alert -> !alert.rule().isBuildingBlock())
                .toList();
    }

    long buildingBlocks() {
        return alerts().stream().filter(alert -> alert.rule().isBuildingBlock()).count();
    }
}
