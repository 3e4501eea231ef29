package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.audit.RecordCheck;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.audit.AuditEvent;
import dev.firstseen.microsoft.ecs.EcsDocument;
import java.util.Arrays;

/** Reads exports, one after another, on one thread. It owns the memory that this takes. */
public final class ExportWorker {

    private final boolean audit;
    private final RecordSink sink;
    private final Rows rows;
    private final Block block = new Block();
    private byte[] cell = new byte[1 << 14];

    private Export export;
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
        while (from.next(block)) {
            int lines = rows.visit(block, from.shape());
            for (int i = 0; i < block.tooLong(); i++) {
                tally.rows++;
                reject(new Rejection(Reason.TOO_LONG, "A record may have 16 MiB."), 0);
            }
            from.noteLines(block.ordinal(), block.linesBefore() + lines);
        }
        from.add(tally);
    }

    private void look(byte[] bytes, int length, boolean mayMatch, int line) {
        byte[] json = bytes;
        int size = length;
        try {
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
            Payload payload = Payload.of(json, 0, size);
            if (audit) {
                check(payload);
            }
            if (mayMatch) {
                sink.event(event(payload));
            }
        } catch (Rejected rejected) {
            Reason reason = rejected.rejection().reason();
            if (reason == Reason.CUT_OFF || reason == Reason.NOT_JSON) {
                suspectCut(json, size);
            }
            reject(rejected.rejection(), line);
        }
    }

    private void check(Payload payload) throws Rejected {
        switch (payload.kind()) {
            case AUDIT_RECORD -> {
                RecordCheck check = RecordCheck.check(payload.bytes(), payload.offset(), payload.length());
                if (check.rejection().isPresent()) {
                    throw new Rejected(check.rejection().get());
                }
                sink.checked(check.tenant(), check.id());
            }
            case ECS_DOCUMENT -> {
                Event event = EcsDocument.read(payload.bytes(), payload.offset(), payload.length());
                sink.checked(event.tenant(), event.id());
            }
        }
    }

    private Event event(Payload payload) throws Rejected {
        // An event keeps its bytes, and these are used again for the next row.
        byte[] own = Arrays.copyOfRange(payload.bytes(), payload.offset(), payload.offset() + payload.length());
        return switch (payload.kind()) {
            case AUDIT_RECORD -> AuditEvent.read(own, 0, own.length, export.settings());
            case ECS_DOCUMENT -> EcsDocument.read(own, 0, own.length);
        };
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

    private void reject(Rejection rejection, int line) {
        tally.rejected(rejection.reason());
        export.reject(block.ordinal(), line, rejection);
    }

    private final class Visitor implements RowVisitor {
        @Override
        public void seen(String tenant, long second) {
            tally.saw(second);
            sink.seen(tenant, second);
        }

        @Override
        public void candidate(byte[] bytes, int length, boolean mayMatch, boolean seen, int line) {
            if (!seen) {
                tally.rows++;
            }
            look(bytes, length, mayMatch, block.linesBefore() + line);
        }
    }
}
