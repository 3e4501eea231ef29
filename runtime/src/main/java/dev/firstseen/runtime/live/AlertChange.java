package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;

/** What becomes different about an alert. */
sealed interface AlertChange {

    /**
     * There is an alert.
     *
     * @param cause the event that raised it
     */
    record Raised(Alert alert, Matched cause) implements AlertChange {}

    /**
     * Raised before, and wrong by what has come since.
     *
     * @param note why, for people
     */
    record Withdrawn(String id, String note) implements AlertChange {}
}
