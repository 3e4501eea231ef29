package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Content;
import dev.firstseen.microsoft.container.Contents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileExportTest {

    private static final String ONE = ExportShapesTest.record("one");
    private static final String TWO = ExportShapesTest.record("two");

    @Test
    void nestedAHundredThousandDeep() {
        String deep = "{\"CreationTime\":\"2026-03-02T08:15:30\",\"Id\":\"deep\",\"x\":" + "[".repeat(100_000)
                + "]".repeat(100_000) + "}";
        for (String text : List.of(ONE + "\n" + deep + "\n" + TWO, "[" + ONE + "," + deep + "," + TWO + "]")) {
            Taken taken = Taken.from(text);
            assertThat(taken.ids()).containsExactly("one", "two");
            assertThat(taken.reasons()).containsExactly(Reason.TOO_DEEP);
        }
    }

    @Test
    void aLineOf200MegabytesIsCountedAndTheRestIsRead() throws IOException {
        long size = 200L << 20;
        for (boolean array : new boolean[] {false, true}) {
            String before = array ? "[" + ONE + "," : ONE + "\n";
            String after = array ? "," + TWO + "]" : "\n" + TWO;
            InputStream stream = new SequenceInputStream(Collections.enumeration(List.of(
                    stream(before + "{\"CreationTime\":\"2026-03-02T08:15:30\",\"Id\":\"big\",\"x\":\""),
                    new Endless('a', size),
                    stream("\"}" + after))));
            Taken taken = read(stream);
            assertThat(taken.ids()).containsExactly("one", "two");
            assertThat(taken.reasons()).containsExactly(Reason.TOO_LONG);
            assertThat(taken.report.records()).isEqualTo(3);
        }
    }

    @Test
    void aTextOfTwentyMegabytesInACell() throws IOException {
        InputStream stream = new SequenceInputStream(Collections.enumeration(List.of(
                stream("Id,AuditData\n1,\"" + ONE.replace("\"", "\"\"") + "\"\n2,\""),
                new Endless('\n', 20 << 20),
                stream("\"\n3,\"" + TWO.replace("\"", "\"\"") + "\"\n"))));
        Taken taken = read(stream);
        assertThat(taken.ids()).containsExactly("one", "two");
        assertThat(taken.reasons()).containsExactly(Reason.TOO_LONG);
    }

    @Test
    void aGzipThatUnpacksToMoreThanAnyLogIsStopped() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
            zip.write((ONE + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] line = (" ".repeat(1 << 20) + "\n").getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                zip.write(line);
            }
        }
        Taken taken = Taken.from(bomb.toByteArray(), Prefilter.NONE, false);
        assertThat(taken.ids()).containsExactly("one");
        assertThat(taken.report.failure())
                .hasValueSatisfying(why -> assertThat(why).startsWith("It unpacks to more than 250 times its size"));
    }

    /** As a large one gives all rows before it breaks, a small one does. */
    @Test
    void aBrokenGzipGivesItsWholeRows() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write((ONE + "\n" + TWO + "\n").getBytes(StandardCharsets.UTF_8));
        }
        byte[] wrongSum = packed.toByteArray();
        wrongSum[wrongSum.length - 6] ^= 1;
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() - 8);
        for (byte[] broken : List.of(wrongSum, cut)) {
            Taken taken = Taken.from(broken, Prefilter.NONE, false);
            assertThat(taken.ids()).containsExactly("one", "two");
            assertThat(taken.report.failure()).isPresent();

            List<String> rows = new ArrayList<>();
            try (Pieces pieces = Pieces.of(Content.held("broken", broken))) {
                assertThatThrownBy(() -> {
                            for (Piece piece = pieces.next(); piece != null; piece = pieces.next()) {
                                rows.add(new String(piece.rows(), StandardCharsets.UTF_8));
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
            assertThat(String.join("", rows)).contains("\"one\"", "\"two\"");
        }
    }

    @Test
    void aZipHoldsOneBadEntryAndTheOthersAreRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("logs.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            entry(zip, "b.json", "[" + TWO + "]");
            entry(zip, "a.json", ONE);
            entry(zip, "inner.zip", "PK\3\4");
            entry(zip, "notes.txt", "hello");
        }
        try (Contents contents = Contents.of(List.of(file), InputStream.nullInputStream())) {
            List<String> ids = new ArrayList<>();
            List<String> failures = new ArrayList<>();
            for (Content content : contents.contents()) {
                Taken taken = new Taken();
                try (Export export = Export.open(content, AuditSettings.NONE)) {
                    new ExportWorker(Prefilter.NONE, false, taken).read(export);
                    export.report().failure().ifPresent(why -> failures.add(content.name() + ": " + why));
                }
                ids.addAll(taken.ids());
            }
            assertThat(ids).containsExactly("one", "two");
            assertThat(failures)
                    .containsExactly(
                            file + "!/inner.zip: It is a zip archive inside another one: unpack it first.",
                            file
                                    + "!/notes.txt: It is neither JSON nor a CSV with a column of records (AuditData, _raw) or the columns of a"
                                    + " known table.");
        }
    }

    @Test
    void linesAreCountedOnAfterARowThatIsTooLong() {
        String pad = ("x".repeat(1023) + "\n").repeat(17 << 10);
        String broken = "{\"broken\"";
        Taken lines = Taken.from(ONE + "\n" + pad.replace('\n', ' ') + "\n" + broken + "\n" + TWO);
        assertThat(lines.ids()).containsExactly("one", "two");
        assertThat(lines.rejectedLines()).containsExactly(2L, 3L);

        Taken table = Taken.from("AuditData\n\"\"\"" + pad + "\"\"\"\n" + broken + "\n");
        assertThat(table.reasons()).first().isEqualTo(Reason.TOO_LONG);
        assertThat(table.rejectedLines()).containsExactly(2L, 3L + (17 << 10));

        Taken arrays = Taken.from("[" + ONE + ",\n[\"" + pad + "\"],\n5]");
        assertThat(arrays.reasons()).first().isEqualTo(Reason.TOO_LONG);
        assertThat(arrays.rejectedLines()).hasSize(2).last().isEqualTo(3L + (17 << 10));
    }

    @Test
    void nulsLoneSurrogatesAndEscapes() {
        String odd = ONE.replace("\"one\"", "\"odd\"")
                .replace("UserLoggedIn", "\\u0000\\ud800 \\u001b[31m\u0007".replace("\u0007", ""));
        Taken taken = Taken.from(ONE + "\n" + odd + "\n\0\0\0\n" + TWO);
        assertThat(taken.ids()).containsExactly("one", "odd", "two");
        assertThat(taken.reasons()).containsExactly(Reason.NOT_JSON);
    }

    @Test
    void truncatedEverywhere() {
        String whole = "[" + ONE + "," + TWO + "]";
        for (int length = 0; length < whole.length(); length++) {
            Taken taken = Taken.from(whole.substring(0, length));
            assertThat(taken.events.size() + taken.report.rejectedRecords()).isEqualTo(taken.report.records());
            assertThat(taken.events.size()).isLessThanOrEqualTo(2);
        }
    }

    private static Taken read(InputStream stream) throws IOException {
        Taken taken = new Taken();
        try (Export export =
                Export.open(new Content("stream", () -> Channels.newChannel(stream)), AuditSettings.NONE)) {
            new ExportWorker(Prefilter.NONE, false, taken).read(export);
            taken.report = export.report();
        }
        return taken;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void entry(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    /** So many times the same byte. */
    private static final class Endless extends InputStream {
        private final int each;
        private long left;

        Endless(int each, long count) {
            this.each = each;
            this.left = count;
        }

        @Override
        public int read() {
            return left-- > 0 ? each : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(left, length);
            java.util.Arrays.fill(into, offset, offset + count, (byte) each);
            left -= count;
            return count;
        }
    }
}
