package dev.firstseen.deliver;

import dev.firstseen.engine.alert.Alert;
import java.io.IOException;
import java.util.Collection;

/**
 * A way to write alerts as text. The text holds every alert exactly once, or says how many are left out; it is the same
 * for the same alerts, and safe to show whatever the log held: nothing in it but the format itself can move a cursor, break a line or turn the
 * direction of writing. What goes to a file or a pipe is encoded as UTF-8.
 */
@FunctionalInterface
public interface AlertFormat {

    /**
     * Writes the alerts in the order given, or in the format's own where it says so. The output stays open.
     *
     * @throws IOException where the output fails
     */
    void write(Collection<? extends Alert> alerts, Appendable out) throws IOException;
}
