package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads an export in memory and takes note of all that comes of it. */
@SuppressWarnings("NullAway.Init") // The report is there as soon as an export has been read.
final class Taken implements RecordSink {

    final List<Event> events = new ArrayList<>();
    final List<String> checked = new ArrayList<>();
    /** Of each record seen, its log. */
    final List<String> logs = new ArrayList<>();

    final List<String> seen = new ArrayList<>();
    ExportReport report;

    static Taken from(String text) {
        return from(text, StandardCharsets.UTF_8);
    }

    static Taken from(String text, Charset charset) {
        return from(text.getBytes(charset), Prefilter.NONE, false);
    }

    static Taken from(byte[] bytes, Prefilter prefilter, boolean audit) {
        Content content = new Content("test", () -> Channels.newChannel(new ByteArrayInputStream(bytes)));
        Taken taken = new Taken();
        try (Export export = Export.open(content, AuditSettings.NONE)) {
            new ExportWorker(prefilter, audit, taken).read(export);
            taken.report = export.report();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return taken;
    }

    List<String> ids() {
        return events.stream().map(Event::id).toList();
    }

    List<Rejection.Reason> reasons() {
        return report.rejectedRows().stream()
                .map(row -> row.rejection().reason())
                .toList();
    }

    List<Long> rejectedLines() {
        return report.rejectedRows().stream()
                .map(ExportReport.RejectedRow::line)
                .toList();
    }

    @Override
    public void seen(String dataset, String tenant, long second) {
        seen.add(tenant + "@" + second);
        logs.add(dataset);
    }

    @Override
    public void event(Event event, RecordReader reader, byte[] bytes) {
        events.add(event);
    }

    @Override
    public void checked(String dataset, String tenant, String id) {
        checked.add(id);
    }
}
