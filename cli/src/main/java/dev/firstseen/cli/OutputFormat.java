package dev.firstseen.cli;

import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.deliver.csv.Csv;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.deliver.terminal.AlertTable;
import java.time.Instant;
import java.util.List;

/** How alerts are written. */
enum OutputFormat {
    TABLE,
    NDJSON,
    CSV;

    AlertFormat of(Instant now, List<String> networkTables, boolean toStandardOutput) {
        return switch (this) {
            case TABLE -> new AlertTable(Output.width(), toStandardOutput && Output.colour());
            case NDJSON -> new Ndjson(now, networkTables);
            case CSV -> new Csv();
        };
    }
}
