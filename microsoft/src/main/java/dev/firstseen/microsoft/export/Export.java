package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.container.Heading;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One content, opened and recognised. Several {@link ExportWorker}s may read it together; each takes blocks of rows in turn. What goes
 * wrong with a record is counted, and what goes wrong with the content ends it: both stand in the {@link #report()}.
 */
public final class Export implements Closeable {

    /** How many rejected rows are listed one by one; all are counted. */
    private static final int MOST_LISTED = 1_000_000;

    /** How many bytes of a rejected record are kept. */
    private static final int EXCERPT = 200;

    static final Export NOTHING = new Export("", new Shape.Empty(), null, AuditSettings.NONE);

    private final String name;
    private final Shape shape;
    private final @Nullable RowReader reader;
    private final AuditSettings settings;

    private final Tally total = new Tally();
    private final List<BlockRejection> rejections = new ArrayList<>();
    private int[] linesOfBlocks = new int[64];
    private @Nullable String failure;

    private record BlockRejection(int block, int line, String dataset, Rejection rejection, String excerpt) {}

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
            Heading whole = Heading.of(channel, Shape.HEAD);
            byte[] head = whole.bytes();
            Shape shape = Shape.of(head);
            @Nullable
            RowReader reader = switch (shape) {
                case Shape.JsonLines lines -> new RowReader(whole.rest(), head, new Lines());
                case Shape.JsonArrays arrays -> new RowReader(whole.rest(), head, new JsonObjects());
                case Shape.Csv csv -> new RowReader(whole.rest(), after(csv.start(), head), new CsvRows());
                case Shape.Table table -> new RowReader(whole.rest(), after(table.start(), head), new CsvRows());
                case Shape.Empty empty -> null;
                case Shape.Refused refused -> null;
            };
            Export export = new Export(content.name(), shape, reader, settings);
            if (reader == null) {
                channel.close();
                export.failure = whole.broken().map(Contents::sentence).orElse(null);
            }
            if (shape instanceof Shape.Csv csv && LocalTimes.suspected(head, csv)) {
                export.total.suspect(Suspicion.LOCAL_TIME);
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

    /** Lines in UTF-8 that hold a record each, or should: one that is none is rejected, whatever the first looks like. */
    public static Export lines(String name, byte[] lines, AuditSettings settings) {
        return of(Shape.ofLines(lines), name, lines, settings);
    }

    /** Whole rows of a content whose shape is known, as if they were one. */
    static Export of(Shape shape, String name, byte[] rows, AuditSettings settings) {
        Splitter splitter = switch (shape) {
            case Shape.JsonLines lines -> new Lines();
            case Shape.JsonArrays arrays -> new JsonObjects();
            case Shape.Csv csv -> new CsvRows();
            case Shape.Table table -> new CsvRows();
            case Shape.Empty empty -> new Lines();
            case Shape.Refused refused -> new Lines();
        };
        ReadableByteChannel channel = Heading.putBack(rows, Channels.newChannel(InputStream.nullInputStream()));
        return new Export(name, shape, new RowReader(channel, new byte[0], splitter), settings);
    }

    private static byte[] after(int start, byte[] head) {
        return Arrays.copyOfRange(head, Math.min(start, head.length), head.length);
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

    Shape shape() {
        return shape;
    }

    AuditSettings settings() {
        return settings;
    }

    /** Fills a block with whole rows; false at the end, or where reading fails. */
    boolean next(Block block) {
        if (reader == null) {
            return false;
        }
        try {
            return reader.next(block);
        } catch (IOException broken) {
            fail(Contents.sentence(broken));
            return false;
        }
    }

    /**
     * Takes note of a record that cannot be used.
     *
     * @param record in which it stands, from the first byte on
     */
    synchronized void reject(int block, int line, String dataset, Rejection rejection, byte[] record, int length) {
        if (rejections.size() < MOST_LISTED) {
            String excerpt = rejections.size() < ExportReport.EXCERPTS ? excerpt(record, length) : "";
            rejections.add(new BlockRejection(block, line, dataset, rejection, excerpt));
        }
    }

    private static String excerpt(byte[] record, int length) {
        String beginning = new String(record, 0, Math.min(length, EXCERPT), StandardCharsets.UTF_8);
        return length > EXCERPT ? beginning + "…" : beginning;
    }

    synchronized void add(Tally tally) {
        total.add(tally);
    }

    synchronized void noteLines(int ordinal, int lines) {
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
        Suspicion.ofCount(total.rows, total.byDataset().keySet()).ifPresent(total::suspect);
        boolean timed = total.firstSecond <= total.lastSecond;
        return new ExportReport(
                name,
                shape.words(),
                reader == null ? 0 : reader.bytes(),
                total.rows,
                total.byDataset(),
                timed ? Optional.of(Instant.ofEpochSecond(total.firstSecond)) : Optional.empty(),
                timed ? Optional.of(Instant.ofEpochSecond(total.lastSecond)) : Optional.empty(),
                total.rejected,
                total.suspicions,
                Optional.ofNullable(failure),
                rejectedRows());
    }

    private int headerLines() {
        return switch (shape) {
            case Shape.Csv csv -> csv.headerLines();
            case Shape.Table table -> table.headerLines();
            case Shape.JsonLines lines -> 0;
            case Shape.JsonArrays arrays -> 0;
            case Shape.Empty empty -> 0;
            case Shape.Refused refused -> 0;
        };
    }

    private List<ExportReport.RejectedRow> rejectedRows() {
        long[] before = new long[linesOfBlocks.length + 1];
        before[0] = headerLines();
        for (int i = 0; i < linesOfBlocks.length; i++) {
            before[i + 1] = before[i] + linesOfBlocks[i];
        }
        return rejections.stream()
                .map(each -> new ExportReport.RejectedRow(
                        before[each.block()] + each.line() + 1, each.dataset(), each.rejection(), each.excerpt()))
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
