package dev.firstseen.cli;

import dev.firstseen.deliver.csv.Csv;
import dev.firstseen.deliver.html.Reading;
import dev.firstseen.deliver.html.Report;
import dev.firstseen.deliver.html.ReportData;
import dev.firstseen.deliver.markdown.Ticket;
import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.deliver.ocsf.Ocsf;
import dev.firstseen.deliver.terminal.AlertTable;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scan found, to be written.
 *
 * @param alerts in order of time
 * @param story what an investigation made of them; empty where there was none
 * @param tables that addresses were looked up in
 * @param made when
 */
record Findings(List<Alert> alerts, Optional<Story> story, List<String> tables, Instant made) {

    /**
     * @param unasked incidents that were not investigated
     * @param nameless alerts that belong to no incident
     * @param reading what it rests on
     */
    record Story(List<Incident> incidents, List<Incident> unasked, List<Alert> nameless, Reading reading) {}

    void write(OutputFormat format, boolean toTerminal, Writer out) throws IOException {
        switch (format) {
            case TABLE -> new AlertTable(Output.width(), toTerminal && Output.colour()).write(alerts, out);
            case CSV -> new Csv().write(alerts, out);
            case OCSF -> new Ocsf(made).write(alerts, out);
            case NDJSON -> {
                new Ndjson(made, tables).write(alerts, out);
                if (story.isPresent()) {
                    IncidentNdjson lines = new IncidentNdjson(made);
                    lines.write(story.get().incidents(), out);
                    lines.write(story.get().unasked(), out);
                }
            }
            case HTML -> {
                Story told = story.orElseThrow();
                Report.write(
                        new ReportData(made, told.incidents(), told.unasked(), told.nameless(), told.reading()), out);
            }
            case MARKDOWN ->
                Ticket.write(
                        story.orElseThrow().incidents(), story.orElseThrow().unasked(), out);
        }
    }
}
