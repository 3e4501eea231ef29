package dev.firstseen.microsoft.export;

import dev.firstseen.engine.event.Event;
import dev.firstseen.microsoft.RecordCheck;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.audit.AuditEvent;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.container.Heading;
import dev.firstseen.microsoft.ecs.EcsDocument;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One content, opened and recognised. Several workers may read it together; each takes blocks of rows in turn. What goes
 * wrong with a record is counted, and what goes wrong with the content ends it: both stand in the {@link #report()}.
 */
public final class Export implements Closeable {

    /** How many rejected rows are listed one by one; all are counted. */
    private static final int MOST_LISTED = 1_000_000;

    private final String name;
    private final Shape shape;
    private final @Nullable RowReader reader;
    private final AuditSettings settings;

    private final Tally total = new Tally();
    private final List<BlockRejection> rejections = new ArrayList<>();
    private int[] linesOfBlocks = new int[64];
    private @Nullable String failure;

    private record BlockRejection(int block, int line, Rejection rejection) {}

    private Export(String name, Shape shape, @Nullable RowReader reader, AuditSettings settings) {
        this.name = name;
        this.shape = shape;
        this.reader = reader;
        this.settings = settings;
    }

    /** Opens a content. Where it cannot be read, the export is empty and its report says why. */
    public static Export open(Content content, AuditSettings settings) {
        ReadableByteChannel channel = null;
        try {
            channel = content.open();
            byte[] head = Heading.peek(channel, Shape.HEAD);
            Shape shape = Shape.of(head);
            @Nullable RowReader reader =
                    switch (shape) {
                        case Shape.JsonLines lines -> new RowReader(channel, head, new Lines());
                        case Shape.JsonArrays arrays ->
                            new RowReader(channel, head, new JsonObjects(arrays.envelope()));
                        case Shape.Csv csv ->
                            new RowReader(
                                    channel,
                                    Arrays.copyOfRange(head, Math.min(csv.start(), head.length), head.length),
                                    new CsvRows());
                        case Shape.Empty empty -> null;
                        case Shape.Refused refused -> null;
                    };
            Export export = new Export(content.name(), shape, reader, settings);
            if (reader == null) {
                channel.close();
            }
            if (shape instanceof Shape.Refused refused) {
                export.failure = refused.why();
            }
            return export;
        } catch (IOException failure) {
            Export export = new Export(content.name(), new Shape.Refused(""), null, settings);
            export.failure = Contents.sentence(failure);
            if (channel != null) {
                closeQuietly(channel);
            }
            return export;
        }
    }

    private static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // The failure that led here is the one to report.
        }
    }

    public String name() {
        return name;
    }

    /**
     * A worker of its own for one thread.
     *
     * @param audit whether every record is parsed and checked, not only those that a rule may match
     */
    public Worker worker(Prefilter prefilter, boolean audit, RecordSink sink) {
        return new Worker(prefilter, audit, sink);
    }

    /** Reads blocks of the export until there are none left. Not safe for use by several threads. */
    public final class Worker {
        private final Block block = new Block();
        private final Tally tally = new Tally();
        private final boolean audit;
        private final RecordSink sink;
        private final Rows rows;
        private byte[] cell = new byte[1 << 14];

        private Worker(Prefilter prefilter, boolean audit, RecordSink sink) {
            this.audit = audit;
            this.sink = sink;
            this.rows = new Rows(prefilter, audit, new RowVisitor() {
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
                    look(bytes, length, mayMatch, line);
                }
            });
        }

        /** Reads all that is left. */
        public void run() {
            RowReader from = reader;
            if (from == null) {
                return;
            }
            try {
                while (from.next(block)) {
                    int lines = rows.visit(block, shape);
                    tally.tooLong += block.tooLong();
                    noteLines(block.ordinal(), lines + block.tooLong());
                    for (int i = 0; i < block.tooLong(); i++) {
                        tally.rows++;
                        reject(new Rejection(Reason.TOO_LONG, "A record may have 16 MiB."), 0);
                    }
                }
            } catch (IOException broken) {
                fail(Contents.sentence(broken));
            }
            synchronized (Export.this) {
                total.add(tally);
            }
        }

        private void look(byte[] bytes, int length, boolean mayMatch, int line) {
            byte[] json = bytes;
            int size = length;
            try {
                if (shape instanceof Shape.Csv csv) {
                    if (cell.length < length) {
                        cell = new byte[Math.max(length, 2 * cell.length)];
                    }
                    size = CsvRow.cell(bytes, 0, length, csv.delimiter(), csv.column(), cell);
                    json = cell;
                    if (size < 0) {
                        size = 0;
                        throw new Rejected(Reason.UNKNOWN_SHAPE, "The row has no column " + csv.columnName() + ".");
                    }
                }
                Payload payload = Payload.of(json, 0, size);
                tally.parsed++;
                if (audit && payload.kind() == Payload.Kind.AUDIT_RECORD) {
                    RecordCheck check = RecordCheck.check(payload.bytes(), payload.offset(), payload.length());
                    sink.checked(check);
                    Optional<Rejection> broken = check.rejection();
                    if (broken.isPresent()) {
                        throw new Rejected(broken.get());
                    }
                }
                if (mayMatch) {
                    sink.event(event(payload));
                }
            } catch (Rejected rejected) {
                if (rejected.rejection().reason() == Reason.CUT_OFF || rejected.rejection().reason() == Reason.NOT_JSON) {
                    suspectCut(json, size);
                }
                reject(rejected.rejection(), line);
            }
        }

        private Event event(Payload payload) throws Rejected {
            // Events keep their bytes, and these are used again for the next row.
            byte[] own = Arrays.copyOfRange(
                    payload.bytes(), payload.offset(), payload.offset() + payload.length());
            return switch (payload.kind()) {
                case AUDIT_RECORD -> AuditEvent.read(own, 0, own.length, settings);
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
            synchronized (Export.this) {
                if (rejections.size() < MOST_LISTED) {
                    rejections.add(new BlockRejection(block.ordinal(), line, rejection));
                }
            }
        }
    }

    private synchronized void noteLines(int ordinal, int lines) {
        if (ordinal >= linesOfBlocks.length) {
            linesOfBlocks = Arrays.copyOf(linesOfBlocks, Math.max(ordinal + 1, 2 * linesOfBlocks.length));
        }
        linesOfBlocks[ordinal] = lines;
    }

    private synchronized void fail(String sentence) {
        if (failure == null) {
            failure = sentence;
        }
    }

    /** What was found, when all workers are done. */
    public synchronized ExportReport report() {
        if (total.rows == 5_000) {
            total.suspicions.put(Suspicion.EXACTLY_5000, 1L);
        } else if (total.rows == 50_000) {
            total.suspicions.put(Suspicion.EXACTLY_50000, 1L);
        }
        boolean timed = total.firstSecond <= total.lastSecond;
        return new ExportReport(
                name,
                shape.words(),
                reader == null ? 0 : reader.bytes(),
                total.rows,
                timed ? Optional.of(Instant.ofEpochSecond(total.firstSecond)) : Optional.empty(),
                timed ? Optional.of(Instant.ofEpochSecond(total.lastSecond)) : Optional.empty(),
                total.rejected,
                total.tooLong,
                total.suspicions,
                Optional.ofNullable(failure),
                rejectedRows());
    }

    private List<ExportReport.RejectedRow> rejectedRows() {
        long[] before = new long[linesOfBlocks.length + 1];
        before[0] = shape instanceof Shape.Csv csv ? csv.headerLines() : 0;
        for (int i = 0; i < linesOfBlocks.length; i++) {
            before[i + 1] = before[i] + linesOfBlocks[i];
        }
        return rejections.stream()
                .map(each -> new ExportReport.RejectedRow(before[each.block()] + each.line() + 1, each.rejection()))
                .sorted(Comparator.comparingLong(ExportReport.RejectedRow::line)
                        .thenComparing(row -> row.rejection().sentence()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
