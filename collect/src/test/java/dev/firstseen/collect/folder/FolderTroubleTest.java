package dev.firstseen.collect.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.Receipt;
import dev.firstseen.collect.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs and people do to files while they are read. */
class FolderTroubleTest {

    @TempDir
    Path folder;

    private FolderSource source(int looks, Looks.Happening happening) {
        return new FolderSource("drop", FolderSettings.of(folder), new Looks(looks, happening));
    }

    private static String record(String id) {
        return "{\"Id\":\"%s\",\"CreationTime\":\"2026-03-01T00:00:00\",\"Operation\":\"a\",\"Workload\":\"Exchange\"}\n"
                .formatted(id);
    }

    private static String records(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> record(prefix + i)).collect(Collectors.joining());
    }

    private void write(String name, String text, StandardOpenOption... how) throws IOException {
        Files.writeString(folder.resolve(name), text, how);
    }

    private void append(String name, String text) throws IOException {
        write(name, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Longer than before, of the same length, and alike at the end: none of it may pass for what was added. */
    @ParameterizedTest
    @ValueSource(ints = {60, 40, 10})
    void aFileThatIsOverwrittenInPlaceIsReadAnewAndSaidToBe(int count) throws IOException {
        write("a.json", records("old", 10));
        Committing committed = new Committing().run(source(4, look -> {
            if (look == 2) {
                // Neither truncated to nothing first, nor another file.
                write("a.json", records("new", count), StandardOpenOption.WRITE);
                Files.setLastModifiedTime(folder.resolve("a.json"), FileTime.from(Looks.START));
            }
        }));
        assertThat(committed.ids()).containsExactlyElementsOf(ids(10, count));
        assertThat(committed.conditions(Condition.Lost.class))
                .extracting(Condition.Lost::reason)
                .containsExactly(Condition.Reason.TRUNCATED);
    }

    @Test
    void aFileThatIsOverwrittenWhileNothingRanIsReadAnew() throws IOException {
        write("a.json", records("old", 10));
        Committing committed = new Committing().run(source(2, _ -> {}));
        write("a.json", records("new", 20), StandardOpenOption.WRITE);
        committed.run(source(2, _ -> {}));
        assertThat(committed.ids()).containsExactlyElementsOf(ids(10, 20));
    }

    @Test
    void aFileThatGrowsByManySmallPortionsIsTheSame() throws IOException {
        write("a.json", record("r0"));
        Committing committed = new Committing().run(source(30, look -> append("a.json", record("r" + look))));
        committed.run(source(2, _ -> {}));
        assertThat(committed.ids())
                .containsExactlyElementsOf(
                        IntStream.range(0, 31).mapToObj(i -> "r" + i).toList());
        assertThat(committed.conditions()).isEmpty();
    }

    private record FromADiskThatFails(FolderSettings settings, Looks clock, Opener opener) implements Source {
        @Override
        public String name() {
            return "drop";
        }

        @Override
        public void run(Cursor cursor, Intake intake) throws InterruptedException {
            new FolderRun(name(), settings, clock, cursor, intake, opener).run();
        }
    }

    @Test
    void aFileThatCannotBeReadForAWhileIsReadOnFromWhereItStood() throws IOException {
        write("a.json", records("old", 10));
        boolean[] failing = {false};
        Looks clock = new Looks(6, look -> {
            failing[0] = look == 1 || look == 2;
            if (look == 1) {
                append("a.json", records("new", 10));
            }
        });
        Committing committed = new Committing().run(new FromADiskThatFails(FolderSettings.of(folder), clock, file -> {
            if (failing[0]) {
                throw new IOException("Input/output error");
            }
            return Files.newByteChannel(file);
        }));
        assertThat(committed.ids()).containsExactlyElementsOf(ids(10, 10));
        assertThat(committed.conditions())
                .extracting(condition -> condition.getClass().getSimpleName() + " " + condition.what())
                .containsExactly("Failing a.json", "Recovered a.json");
    }

    /** A channel that breaks off behind so many bytes. */
    private record Breaking(SeekableByteChannel file, long bytes) implements SeekableByteChannel {
        @Override
        public int read(ByteBuffer into) throws IOException {
            long left = bytes - position();
            if (left <= 0) {
                throw new IOException("Input/output error");
            }
            int end = into.limit();
            into.limit((int) Math.min(end, into.position() + left));
            int read = file.read(into);
            into.limit(end);
            return read;
        }

        @Override
        public int write(ByteBuffer from) {
            throw new NonWritableChannelException();
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long to) throws IOException {
            file.position(to);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new NonWritableChannelException();
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** In the first bytes, and in the middle of a row of the second piece. */
    @ParameterizedTest
    @ValueSource(longs = {3, 100, 6_000_000})
    void ofAFileThatIsReadOnceNothingIsLostToADiskThatFails(long failsAfter) throws IOException {
        int count = 100_000;
        write(
                "a.csv",
                "Id,AuditData\n"
                        + IntStream.range(0, count)
                                .mapToObj(i -> "old%d,%s\n"
                                        .formatted(
                                                i,
                                                "\"" + record("old" + i).strip().replace("\"", "\"\"") + "\""))
                                .collect(Collectors.joining()));
        boolean[] failing = {true};
        Looks clock = new Looks(6, look -> failing[0] = look < 4);
        Committing committed = new Committing().run(new FromADiskThatFails(FolderSettings.of(folder), clock, file -> {
            SeekableByteChannel channel = Files.newByteChannel(file);
            return failing[0] ? new Breaking(channel, failsAfter) : channel;
        }));
        assertThat(committed.receipt()).isEqualTo(new Receipt(count, 0, List.of()));
        assertThat(committed.loads()).hasSizeGreaterThan(1);
        assertThat(committed.conditions())
                .extracting(condition -> condition.getClass().getSimpleName() + " " + condition.what())
                .containsExactly("Failing a.csv", "Recovered a.csv");
    }

    @Test
    void ofAFileThatIsDamagedTheWholeRowsCount() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(records("old", 1_000).getBytes(StandardCharsets.UTF_8));
        }
        Files.write(folder.resolve("a.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        Committing committed = new Committing().run(source(5, _ -> {}));
        assertThat(committed.receipt().unusable()).isZero();
        assertThat(committed.receipt().usable()).isBetween(100L, 999L);
        assertThat(committed.conditions())
                .extracting(condition -> condition.getClass().getSimpleName())
                .containsExactly("Lost");
    }

    private static List<String> ids(int old, int fresh) {
        List<String> ids = new ArrayList<>();
        IntStream.range(0, old).forEach(i -> ids.add("old" + i));
        IntStream.range(0, fresh).forEach(i -> ids.add("new" + i));
        return ids;
    }

    /** As it is written by a program that stumbles: no JSON, CSV by its looks, a record cut off, what looks like gzip. */
    @ParameterizedTest
    @ValueSource(strings = {"garbage", "a,b,c", "{\"Id\":\"torn\",\"x\":[", "[[[", "BZh9", "\u001f\u008b"})
    void aLineThatIsNoRecordTakesNoOtherWithIt(String broken) throws IOException {
        write("a.json", records("r", 3));
        Committing committed = new Committing().run(source(3, look -> {
            if (look == 1) {
                append("a.json", broken + "\n" + records("s", 50));
            }
        }));
        assertThat(committed.receipt()).isEqualTo(new Receipt(54, 1, List.of()));
    }

    @Test
    void inACompressedFileOfSeveralPiecesNeither() throws IOException {
        String filling = "\"x\":\"%s\",\"Id\"".formatted("y".repeat(2_000));
        String many = records("r", 2_500).replace("\"Id\"", filling);
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.gz")))) {
            // More than a piece holds, so that the next begins somewhere among the broken lines.
            gzip.write((many.substring(0, many.indexOf('\n', 4_100_000) + 1) + "broken\n".repeat(20_000) + many)
                    .getBytes(StandardCharsets.UTF_8));
        }
        Committing committed = new Committing().run(source(3, _ -> {}));
        assertThat(committed.loads()).hasSizeGreaterThan(2);
        assertThat(committed.receipt().unusable()).isEqualTo(20_000);
        assertThat(committed.receipt().failures()).isEmpty();
        assertThat(committed.receipt().usable())
                .isEqualTo(committed.ids().size())
                .isGreaterThan(4_000);
    }

    @Test
    void aLastLineThatIsCutOffIsToldOnceAndReadWhenItIsWhole() throws IOException {
        write("a.json", record("r1") + "{\"Id\":\"r2\"");
        Committing committed = new Committing().run(source(200, look -> {
            if (look == 150) {
                append("a.json", "}\n");
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2");
        assertThat(committed.conditions())
                .singleElement()
                .satisfies(told -> assertThat(told.sentence()).contains("10 bytes"));
    }

    @Test
    void aFolderThatCannotBeLookedIntoIsToldAndTheOthersAreRead() throws IOException {
        Files.createDirectories(folder.resolve("lost+found"));
        write("lost+found/hidden.json", record("hidden"));
        Files.createDirectories(folder.resolve("open"));
        write("open/a.json", record("a"));
        Committing committed = new Committing().run(source(3, look -> {
            if (look == 1) {
                Files.setPosixFilePermissions(folder.resolve("lost+found"), Set.of());
            }
            if (look == 2) {
                append("open/a.json", record("b"));
            }
        }));
        assertThat(committed.ids()).containsExactly("hidden", "a", "b");
        assumeFalse(Files.isReadable(folder.resolve("lost+found")), "who is root may read everything");
        assertThat(committed.conditions()).singleElement().isInstanceOf(Condition.Failing.class);
        Files.setPosixFilePermissions(folder.resolve("lost+found"), PosixFilePermissions.fromString("rwx------"));
        committed.run(source(3, _ -> {}));
        // What it read there before is not forgotten meanwhile.
        assertThat(committed.ids()).containsExactly("hidden", "a", "b");
    }

    @Test
    void whatIsInAClosedFolderMayBeThereStill() throws IOException {
        write("a.json", record("a"));
        Files.createDirectories(folder.resolve("closed"));
        Committing told = new Committing();
        FolderWalk walk = new FolderWalk(FolderSettings.of(folder), new Looks(1, _ -> {}), told);
        for (int look = 0; look < 2; look++) {
            assertThat(walk.files()).containsOnlyKeys("a.json");
            walk.close("closed", new AccessDeniedException("closed"));
            assertThat(walk.isHidden("closed/b.json")).isTrue();
            assertThat(walk.isHidden("closed2/b.json")).isFalse();
            walk.end();
        }
        assertThat(told.conditions())
                .hasSize(1)
                .first()
                .satisfies(condition -> assertThat(condition.sentence()).contains("Reading it is not allowed."));
        walk.files();
        walk.end();
        assertThat(told.conditions(Condition.Recovered.class)).hasSize(1);
    }

    @Test
    void aBacklogIsBehindUntilItIsRead() throws IOException {
        for (int i = 0; i < 4; i++) {
            write("f" + i + ".json", records("r" + i + "-", 100));
            Files.setLastModifiedTime(
                    folder.resolve("f" + i + ".json"), FileTime.from(Looks.START.minus(Duration.ofDays(4))));
        }
        List<Progress> seen = new ArrayList<>();
        Committing committed = new Committing() {
            @Override
            public void progress(Progress reached) {
                super.progress(reached);
                seen.add(reached);
            }
        };
        committed.run(source(1, _ -> {}));
        assertThat(seen.getFirst().lag()).isBetween(Duration.ofDays(2), Duration.ofDays(4));
        assertThat(seen).extracting(Progress::lag).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(seen.get(1).share()).isBetween(0.49, 0.51);
        assertThat(seen.getLast().lag()).isZero();
    }
}
