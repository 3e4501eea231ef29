package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.store.Alerts.Stored;

/** What becomes different about an alert. */
sealed interface AlertChange {

    /** The alert's id. */
    String id();

    /**
     * There is an alert. One that stands already is told otherwise.
     *
     * @param cause the event that raised it
     * @param owner a digest of whose memory its history is told from; empty where it tells none
     */
    record Raised(Alert alert, Matched cause, String owner) implements AlertChange {
        @Override
        public String id() {
            return alert.id();
        }
    }

    /** It stands, but what it tells of its history does not any more. */
    record Amended(Stored was, Alert alert) implements AlertChange {
        @Override
        public String id() {
            return alert.id();
        }
    }

    /**
     * Raised before, and wrong by what has come since.
     *
     * @param note why, for people
     */
    record Withdrawn(String id, String note) implements AlertChange {}
}
