package dev.firstseen.cli;

import dev.firstseen.engine.alert.Alert;
import java.util.List;

/** The alerts that are neither excepted nor suppressed. */
record Shown(List<Alert> alerts) {

    Shown {
        alerts = List.copyOf(alerts);
    }

    /** Those that are alerts by themselves. */
    List<Alert> standalone() {
        return alerts.stream().filter(alert -> !alert.rule().isBuildingBlock()).toList();
    }

    int buildingBlocks() {
        return alerts.size() - standalone().size();
    }
}
