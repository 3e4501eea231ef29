package dev.firstseen.runtime.live;

import dev.firstseen.collect.Load;
import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.export.Export;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.ExportWorker;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.ReadRecord;
import dev.firstseen.microsoft.export.RecordSink;
import dev.firstseen.store.Archive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Reads bytes as events.
 *
 * @param settings how audit records are read
 * @param enrichment what is added to every event, such as its network
 */
public record RecordReading(AuditSettings settings, UnaryOperator<Event> enrichment) {

    /** Reads all records of some bytes and hands them over in their order. */
    ExportReport read(String name, byte[] bytes, Load.Form form, Prefilter prefilter, RecordSink sink) {
        try (Export export = open(name, bytes, form)) {
            new ExportWorker(prefilter, false, sink).read(export);
            return export.report();
        } catch (IOException bytesCannotFail) {
            throw new UncheckedIOException(bytesCannotFail);
        }
    }

    private Export open(String name, byte[] bytes, Load.Form form) {
        return switch (form) {
            case TOLD_BY_ITS_BYTES -> Export.open(Content.held(name, bytes), settings);
            case LINES -> Export.lines(name, bytes, settings);
        };
    }

    /** The events of records that were archived together, in their order; not of what this version cannot read. */
    public List<ArchivedEvent> events(Archive.Found found) {
        List<ArchivedEvent> events = new ArrayList<>(found.available().length);
        byte[] lines = found.lines();
        int start = 0;
        for (long available : found.available()) {
            int end = start;
            while (end < lines.length && lines[end] != '\n') {
                end++;
            }
            ReadRecord.of(Arrays.copyOfRange(lines, start, end), settings)
                    .ifPresent(read -> events.add(
                            new ArchivedEvent(enrichment.apply(read.event()), read.bytes(), available, read.reader())));
            start = end + 1;
        }
        return events;
    }
}
