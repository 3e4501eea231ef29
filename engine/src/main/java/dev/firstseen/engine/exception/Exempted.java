package dev.firstseen.engine.exception;

import dev.firstseen.engine.alert.Alert;
import java.util.List;

/**
 * Alerts after exceptions.
 *
 * @param shown those to which no exception applies, in their order
 * @param excepted those to which one does, in their order
 */
public record Exempted(List<Alert> shown, List<Excepted> excepted) {

    public Exempted {
        shown = List.copyOf(shown);
        excepted = List.copyOf(excepted);
    }

    /** An alert and the exception that applies to it, the first one where there are several. */
    public record Excepted(Alert alert, Exemption exemption) {}
}
