package dev.firstseen.engine.suppression;

import dev.firstseen.engine.alert.Alert;
import java.util.List;

/**
 * Alerts after suppression.
 *
 * @param shown in their order; one on which others are counted says so
 * @param counted those that are counted on another, in their order
 */
public record Suppressed(List<Alert> shown, List<Counted> counted) {

    public Suppressed {
        shown = List.copyOf(shown);
        counted = List.copyOf(counted);
    }

    /**
     * An alert that is not shown.
     *
     * @param on the id of the one that is shown for it
     */
    public record Counted(Alert alert, String on) {}
}
