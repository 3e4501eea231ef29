package dev.firstseen.runtime.live;

import dev.firstseen.collect.Load;
import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.export.Export;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.ExportWorker;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
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

    /** The events of records that were archived together, in their order. */
    public List<ArchivedEvent> events(Archive.Found found) {
        Collecting whole = new Collecting();
        read("archive", found.lines(), Load.Form.LINES, Prefilter.NONE, whole);
        List<ArchivedEvent> events = new ArrayList<>(found.available().length);
        if (whole.events.size() == found.available().length) {
            for (int i = 0; i < found.available().length; i++) {
                events.add(whole.archived(i, found.available()[i]));
            }
            return events;
        }
        // A version that reads less than the one that archived: which line is which is found line by line.
        int start = 0;
        for (long available : found.available()) {
            int end = start;
            while (end < found.lines().length && found.lines()[end] != '\n') {
                end++;
            }
            Collecting one = new Collecting();
            read("archive", Arrays.copyOfRange(found.lines(), start, end), Load.Form.LINES, Prefilter.NONE, one);
            if (one.events.size() == 1) {
                events.add(one.archived(0, available));
            }
            start = end + 1;
        }
        return events;
    }

    private final class Collecting implements RecordSink {
        private final List<Event> events = new ArrayList<>();
        private final List<byte[]> records = new ArrayList<>();
        private final List<RecordReader> readers = new ArrayList<>();

        ArchivedEvent archived(int place, long available) {
            return new ArchivedEvent(events.get(place), records.get(place), available, readers.get(place));
        }

        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            events.add(enrichment.apply(event));
            records.add(bytes);
            readers.add(reader);
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }
}
