package dev.firstseen.deliver.ndjson;

import dev.firstseen.deliver.story.WorstFirst;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;

/**
 * One incident a line, worst first, each a JSON object with what it is below {@code firstseen.incident}. It is the exact
 * form: nothing is cut or rounded. Events are named by their ids.
 *
 * @param made when the incidents were put together: the {@code @timestamp} of each
 */
public record IncidentNdjson(Instant made) {

    /** The object that is written of an incident. */
    public Document document(Incident incident) {
        return new Document(IncidentDocument.of(incident, made));
    }

    /**
     * Writes incidents; the output stays open.
     *
     * @throws IOException where the output fails
     */
    public void write(Collection<Incident> incidents, Appendable out) throws IOException {
        for (Incident incident : WorstFirst.of(incidents)) {
            out.append(JsonWriter.text(document(incident).root())).append('\n');
        }
    }
}
