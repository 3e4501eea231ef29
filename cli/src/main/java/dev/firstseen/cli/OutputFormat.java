package dev.firstseen.cli;

import dev.firstseen.deliver.alert.AlertFormat;
import dev.firstseen.deliver.alert.Csv;
import dev.firstseen.deliver.alert.Ndjson;
import dev.firstseen.deliver.alert.Terminal;
import java.time.Instant;
import java.util.List;

/** How alerts are written. */
enum OutputFormat {
    TABLE,
    NDJSON,
    CSV;

    AlertFormat of(Instant now, List<String> networkTables, boolean toStandardOutput) {
        return switch (this) {
            case TABLE -> new Terminal(Output.width(), toStandardOutput && Output.colour());
            case NDJSON -> new Ndjson(now, String.join(", ", networkTables));
            case CSV -> new Csv();
        };
    }
}
