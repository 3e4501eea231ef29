package dev.firstseen.deliver.alert;

import dev.firstseen.engine.alert.Alert;
import java.io.IOException;
import java.util.List;

/** A way to write alerts. The same alerts give the same text. */
public sealed interface AlertFormat permits Csv, Ndjson, Terminal {

    /** Writes every alert exactly once. */
    void write(List<Alert> alerts, Appendable out) throws IOException;
}
