package dev.firstseen.deliver.ndjson;

import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * One alert a line, each a JSON object with Kibana's field names and the whole event. It is the exact form: nothing is
 * cut or rounded.
 *
 * @param raised when the alerts were raised: the {@code @timestamp} of each
 * @param networkTables the tables that addresses were looked up in, each with its date
 */
public record Ndjson(Instant raised, List<String> networkTables) implements AlertFormat {

    public Ndjson {
        networkTables = List.copyOf(networkTables);
    }

    /** The object that is written of an alert. */
    public Document document(Alert alert) {
        return new Document(AlertDocument.of(alert, raised, networkTables));
    }

    @Override
    public void write(Collection<? extends Alert> alerts, Appendable out) throws IOException {
        for (Alert alert : alerts) {
            out.append(JsonWriter.text(document(alert).root())).append('\n');
        }
    }
}
