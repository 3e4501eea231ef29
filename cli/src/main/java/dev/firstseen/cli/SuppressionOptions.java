package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.alert.Alert;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Option;

/** Alerts that are not shown one by one, though nobody said that they are harmless. */
final class SuppressionOptions {

    @Option(
            names = "--list-suppressed",
            description = "List the alerts that are counted on an earlier one, by the rule's alert_suppression.")
    private boolean list;

    @Option(
            names = "--building-blocks",
            description = "Show alerts of building-block rules in the table too; ndjson and csv always hold them.")
    private boolean buildingBlocks;

    /** Whether the table holds alerts of building-block rules. */
    boolean showsBuildingBlocks() {
        return buildingBlocks;
    }

    /** @param on the id of the alert on which it is counted */
    void list(Alert alert, String on, PrintWriter errors) {
        if (list) {
            errors.printf(
                    "  suppressed: %s %s, event %s, counted on alert %s%n",
                    Instant.ofEpochMilli(alert.event().time()),
                    Visible.of(alert.name()),
                    Visible.of(alert.event().id()),
                    on);
        }
    }
}
