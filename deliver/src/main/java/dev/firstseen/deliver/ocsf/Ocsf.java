package dev.firstseen.deliver.ocsf;

import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.JsonWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * One Detection Finding a line. Nothing is cut.
 *
 * @param raised when the alerts were raised
 */
public record Ocsf(Instant raised) implements AlertFormat {

    @Override
    public void write(Collection<? extends Alert> alerts, Appendable out) throws IOException {
        Ndjson documents = new Ndjson(raised, List.of());
        for (Alert alert : alerts) {
            out.append(JsonWriter.text(DetectionFinding.of(
                            documents.document(alert), DetectionFinding.Activity.CREATE, raised, alert.id(), "")))
                    .append('\n');
        }
    }
}
