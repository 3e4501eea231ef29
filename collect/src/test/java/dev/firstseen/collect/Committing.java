package dev.firstseen.collect;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.export.Export;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.ExportWorker;
import dev.firstseen.microsoft.export.Prefilter;
import dev.firstseen.microsoft.export.RecordReader;
import dev.firstseen.microsoft.export.RecordSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commits parcels as the service does, and stops the source as a crash would: what was handed over and not committed is
 * gone. The thread that runs the source uses it.
 */
public class Committing implements Intake {

    private static final Pattern ID = Pattern.compile("\"[Ii]d\":\\s*\"([^\"]+)\"");

    private final List<Parcel> parcels = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private final Map<String, Gap> gaps = new TreeMap<>();
    private final Map<String, Progress> progress = new TreeMap<>();
    private Cursor cursor = Cursor.START;
    private int crashAfter = Integer.MAX_VALUE;
    private Predicate<Committing> enough = any -> false;
    private int rejected;
    private boolean reading;

    /** Reads what it commits, as the service does, to give true receipts. */
    public Committing reading() {
        reading = true;
        return this;
    }

    /** Stops the source, by an interrupt, at the so-manyth further parcel, which is not committed. */
    public Committing crashingAfter(int further) {
        crashAfter = parcels.size() + further;
        return this;
    }

    /** Stops the source when this holds after a commit. */
    public Committing until(Predicate<Committing> holds) {
        enough = holds;
        return this;
    }

    /** Runs the source from what was committed until it stops. */
    public Committing run(Source source) {
        try {
            source.run(cursor, this);
        } catch (InterruptedException stopped) {
            // As asked: the next run begins without the interrupt.
        }
        return this;
    }

    @Override
    public void accept(Parcel parcel) throws InterruptedException {
        if (parcels.size() >= crashAfter) {
            rejected++;
            throw new InterruptedException();
        }
        parcels.add(parcel);
        cursor = cursor.after(parcel.change());
        parcel.gaps().forEach(gap -> gaps.put(gap.id(), gap));
        parcel.committed().accept(reading ? receipt(parcel) : new Receipt(0, 0, List.of()));
        if (enough.test(this)) {
            throw new InterruptedException();
        }
    }

    private static Receipt receipt(Parcel parcel) {
        List<ExportReport> reports = parcel.loads().stream()
                .map(load -> read(load, new Taking(new ArrayList<>())))
                .toList();
        return new Receipt(
                reports.stream().mapToLong(ExportReport::records).sum(),
                reports.stream().mapToLong(ExportReport::rejectedRecords).sum(),
                reports.stream().flatMap(report -> report.failure().stream()).toList());
    }

    /** Reads a load as the service does. */
    private static ExportReport read(Load load, Taking taking) {
        Export export = switch (load.form()) {
            case LINES -> Export.lines(load.name(), load.bytes(), AuditSettings.NONE);
            case TOLD_BY_ITS_BYTES -> Export.open(Content.held(load.name(), load.bytes()), AuditSettings.NONE);
        };
        try (export) {
            new ExportWorker(Prefilter.NONE, false, taking).read(export);
            return export.report();
        } catch (IOException bytesCannotFail) {
            throw new UncheckedIOException(bytesCannotFail);
        }
    }

    private record Taking(List<Event> events) implements RecordSink {
        @Override
        public void seen(String dataset, String tenant, long second) {}

        @Override
        public void event(Event event, RecordReader reader, byte[] bytes) {
            events.add(event);
        }

        @Override
        public void checked(String dataset, String tenant, String id) {}
    }

    /** The events of all committed loads, in order. */
    public List<Event> events() {
        Taking taking = new Taking(new ArrayList<>());
        loads().forEach(load -> read(load, taking));
        return taking.events();
    }

    /** What is in all committed loads. */
    public Receipt receipt() {
        return receipt(Parcel.of("all", loads(), CursorChange.NONE, List.of()));
    }

    @Override
    public void report(Condition condition) {
        conditions.add(condition);
    }

    @Override
    public void progress(Progress reached) {
        progress.put(reached.what(), reached);
    }

    public List<Parcel> parcels() {
        return parcels;
    }

    public List<Load> loads() {
        return parcels.stream().flatMap(parcel -> parcel.loads().stream()).toList();
    }

    public List<Condition> conditions() {
        return conditions;
    }

    public <C extends Condition> List<C> conditions(Class<C> kind) {
        return conditions.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public Map<String, Gap> gaps() {
        return gaps;
    }

    public Map<String, Progress> progress() {
        return progress;
    }

    public Cursor cursor() {
        return cursor;
    }

    public boolean crashed() {
        return rejected > 0;
    }

    /** The ids of all records in the committed loads, in order, repetitions included. */
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (Load load : loads()) {
            Matcher id = ID.matcher(new String(load.bytes(), StandardCharsets.UTF_8));
            while (id.find()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    /** Everything that was said or kept, for looking for what must not be in it. */
    public String everything() {
        StringBuilder everything = new StringBuilder();
        everything.append(conditions).append(gaps).append(cursor).append(progress);
        loads().forEach(load -> everything.append(load.name()));
        return everything.toString();
    }
}
