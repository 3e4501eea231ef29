package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.audit.RecordCheck;
import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.Utf8;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads exports, one after another, on one thread. It owns the memory that this takes. */
public final class ExportWorker {

    private static final String AUDIT = new Dataset.UnifiedAudit().name();

    private final boolean audit;
    private final RecordSink sink;
    private final Rows rows;
    private final Block block = new Block();
    private final Utf8 utf8 = new Utf8();
    /** One for each kind of record in the export: they are kept with every event that matches. */
    private final Map<RecordKind, RecordReader> readers = new HashMap<>();

    private byte[] cell = new byte[1 << 14];

    private Export export;
    /** Of the row that was seen last. */
    private String dataset = "";

    private Tally tally = new Tally();

    /**
     * @param audit whether every record is parsed and checked, not only those that a rule may match
     * @param sink takes what is read
     */
    public ExportWorker(Prefilter prefilter, boolean audit, RecordSink sink) {
        this.audit = audit;
        this.sink = sink;
        this.rows = new Rows(prefilter, audit, new Visitor());
        this.export = Export.NOTHING;
    }

    /** Reads all that is left of an export, which other workers may be reading too. */
    public void read(Export from) {
        export = from;
        tally = new Tally();
        readers.clear();
        while (from.next(block)) {
            int lines = rows.visit(block, from.shape());
            for (int i = 0; i < block.tooLong(); i++) {
                tally.rows++;
                reject(new Rejection(Reason.TOO_LONG, "A record may have 16 MiB."), "", 0, cell, 0);
            }
            from.noteLines(block.ordinal(), block.linesBefore() + lines);
        }
        from.add(tally);
    }

    private void look(byte[] bytes, int length, boolean mayMatch, boolean seen, int line) {
        byte[] json = bytes;
        int size = length;
        try {
            Unwrapped unwrapped;
            if (export.shape() instanceof Shape.Table table) {
                unwrapped = Unwrapping.of(record(table, bytes, length));
            } else {
                if (export.shape() instanceof Shape.Csv csv) {
                    if (cell.length < length) {
                        cell = new byte[Math.max(length, 2 * cell.length)];
                    }
                    json = cell;
                    size = CsvRow.cell(bytes, 0, length, csv.delimiter(), csv.column(), cell);
                    if (size < 0) {
                        size = 0;
                        throw new Rejected(Reason.UNKNOWN_SHAPE, "The row has no column " + csv.columnName() + ".");
                    }
                }
                // An event keeps its bytes, and these are used again for the next row.
                byte[] own = mayMatch ? Arrays.copyOf(json, size) : json;
                unwrapped = Unwrapping.of(own, 0, size);
            }
            take(unwrapped, mayMatch, seen, line);
        } catch (Rejected rejected) {
            if (!rows.isCandidate()) {
                return;
            }
            Reason reason = rejected.rejection().reason();
            if (reason == Reason.CUT_OFF || reason == Reason.NOT_JSON) {
                suspectCut(json, size);
            }
            reject(rejected.rejection(), seen ? dataset : "", line, json, size);
        }
    }

    /** A single record stands for its row; of several each counts by itself, and none stops the others. */
    private void take(Unwrapped row, boolean mayMatch, boolean seen, int line) throws Rejected {
        if (row.count() == 1 && row.broken().isEmpty()) {
            take(row.payloads().getFirst(), mayMatch, seen);
            return;
        }
        tally.rows += row.count() - 1;
        boolean told = seen;
        for (Payload payload : row.payloads()) {
            try {
                take(payload, mayMatch, told);
            } catch (Rejected rejected) {
                reject(rejected.rejection(), "", line, payload.bytes(), payload.bytes().length);
            }
            told = false;
        }
        for (Unwrapped.Broken each : row.broken()) {
            reject(each.rejection(), "", line, each.bytes(), each.bytes().length);
        }
    }

    private void take(Payload payload, boolean mayMatch, boolean seen) throws Rejected {
        LazyObject object = payload.object();
        if (audit && payload.kind().equals(RecordKind.AUDIT)) {
            RecordCheck check = RecordCheck.of(object);
            if (check.rejection().isPresent()) {
                throw new Rejected(check.rejection().get());
            }
            sink.checked(AUDIT, check.tenant(), check.id());
            if (!mayMatch) {
                return;
            }
        }
        Event event = reader(payload.kind()).event(object);
        if (audit && !payload.kind().equals(RecordKind.AUDIT)) {
            sink.checked(event.dataset(), event.tenant(), event.id());
        }
        if (!seen) {
            note(event.dataset(), event.tenant(), Math.floorDiv(event.time(), 1000L));
        }
        if (mayMatch) {
            sink.event(event, readers.computeIfAbsent(payload.kind(), this::reader), payload.bytes());
        }
    }

    private Value.Members record(Shape.Table table, byte[] row, int length) throws Rejected {
        List<String> cells = CsvRow.cells(row, 0, length, table.delimiter());
        if (utf8.firstBroken(row, 0, length) >= 0) {
            tally.suspect(Suspicion.NOT_UTF8);
        }
        if (table.table().isMonthGuessed(cells)) {
            tally.suspect(Suspicion.MONTH_FIRST);
        }
        return table.table().record(cells);
    }

    private KindReader reader(RecordKind kind) {
        return new KindReader(kind, export.settings());
    }

    private void note(String of, String tenant, long second) {
        tally.saw(of, second);
        sink.seen(of, tenant, second);
    }

    private void suspectCut(byte[] json, int size) {
        int characters = 0;
        for (int i = 0; i < size; i++) {
            if ((json[i] & 0xc0) != 0x80) {
                characters++;
            }
        }
        if (characters == 32_767) {
            tally.suspect(Suspicion.CUT_AT_32767);
        } else if (characters == 3_062) {
            tally.suspect(Suspicion.CUT_AT_3062);
        }
    }

    private void reject(Rejection rejection, String of, int line, byte[] record, int length) {
        tally.rejected(rejection.reason());
        export.reject(block.ordinal(), line, of, rejection, record, length);
    }

    private final class Visitor implements RowVisitor {
        @Override
        public void seen(String of, String tenant, long second) {
            dataset = of;
            tally.rows++;
            note(of, tenant, second);
        }

        @Override
        public void candidate(byte[] bytes, int length, boolean mayMatch, boolean seen, int line) {
            if (!seen) {
                tally.rows++;
            }
            look(bytes, length, mayMatch, seen, block.linesBefore() + line);
        }
    }
}
