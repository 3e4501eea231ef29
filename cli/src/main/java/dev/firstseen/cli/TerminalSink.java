package dev.firstseen.cli;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.terminal.Visible;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** Tells whoever looks on, a line for each notice. */
record TerminalSink(PrintWriter out) implements Sink {

    @Override
    public String name() {
        return "terminal";
    }

    @Override
    public Delivery deliver(List<Notice> notices) {
        for (Notice notice : notices) {
            out.println(line(notice));
        }
        out.flush();
        return Delivery.all(notices.size(), Outcome.Taken.TAKEN);
    }

    private static String line(Notice notice) {
        WrittenFields fields = new WrittenFields(notice.document());
        return switch (notice) {
            case Notice.AlertRaised _ ->
                "%s  alert      %-8s %s"
                        .formatted(
                                time(fields.text("kibana.alert.original_time").orElse("")),
                                Visible.of(fields.text("kibana.alert.severity").orElse("")),
                                Visible.of(fields.text("kibana.alert.reason").orElse("")));
            case Notice.AlertAmended _ ->
                "%s  amended    %-8s %s"
                        .formatted(
                                time(fields.text("kibana.alert.original_time").orElse("")),
                                Visible.of(fields.text("kibana.alert.severity").orElse("")),
                                Visible.of(fields.text("kibana.alert.reason").orElse("")));
            case Notice.AlertWithdrawn withdrawn ->
                "%s  withdrawn  %s"
                        .formatted(UtcTime.of(Instant.ofEpochMilli(notice.time())), Visible.of(withdrawn.reason()));
            case Notice.IncidentChanged _ ->
                "%s  incident   %-8s %s"
                        .formatted(
                                time(fields.text("firstseen.incident.last").orElse("")),
                                score(fields),
                                Visible.of(fields.text("firstseen.incident.summary")
                                        .orElse("")));
            case Notice.IncidentEnded ended ->
                "%s  ended      %s: %s"
                        .formatted(
                                UtcTime.of(Instant.ofEpochMilli(notice.time())),
                                Visible.of(fields.text("firstseen.incident.account.name")
                                        .orElse("")),
                                Visible.of(ended.reason()));
            case Notice.Storm storm ->
                "%s  storm      %d alerts of one rule"
                        .formatted(UtcTime.of(Instant.ofEpochMilli(notice.time())), storm.count());
        };
    }

    private static String score(WrittenFields fields) {
        return fields.number("firstseen.incident.assessment.score").isPresent()
                ? "%.0f/100"
                        .formatted(fields.number("firstseen.incident.assessment.score")
                                .getAsDouble())
                : "";
    }

    private static String time(String written) {
        return Visible.of(written.length() > 19 ? written.substring(0, 19) + "Z" : written);
    }

    @Override
    public void close() {
        out.flush();
    }
}
