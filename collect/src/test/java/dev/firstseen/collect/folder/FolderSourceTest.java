package dev.firstseen.collect.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Receipt;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSourceTest {

    @TempDir
    Path folder;

    private FolderSource source(int looks, Looks.Happening happening) {
        return new FolderSource("drop", FolderSettings.of(folder), new Looks(looks, happening));
    }

    private static void nothing(int look) {}

    private static String line(int id) {
        return "{\"Id\":\"r%d\"}\n".formatted(id);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void linesAreFollowedAndHalvesWaitForTheirEnd() throws IOException {
        append("a.json", line(1) + "{\"Id\":");
        Committing committed = new Committing().run(source(4, look -> {
            switch (look) {
                case 1 -> append("a.json", "\"r2\"}\n" + line(3));
                case 2 -> append("a.json", "{\"Id\":\"r4\"}");
                default -> {}
            }
        }));
        // The last line has no end; it counts when the file has not changed from one look to the next.
        assertThat(committed.ids()).containsExactly("r1", "r2", "r3", "r4");
        append("a.json", "\n" + line(5));
        committed.run(source(3, FolderSourceTest::nothing));
        assertThat(committed.ids()).containsExactly("r1", "r2", "r3", "r4", "r5");
    }

    @Test
    void aFileThatIsCutOffIsReadAnewAndSaidToBe() throws IOException {
        append("a.json", line(1) + line(2) + line(3));
        Committing committed = new Committing().run(source(4, look -> {
            if (look == 1) {
                Files.writeString(folder.resolve("a.json"), line(4), StandardOpenOption.TRUNCATE_EXISTING);
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2", "r3", "r4");
        assertThat(committed.conditions(Condition.Lost.class))
                .extracting(Condition.Lost::reason)
                .containsExactly(Condition.Reason.TRUNCATED);
    }

    @Test
    void aFileThatIsReplacedIsAnother() throws IOException {
        append("a.json", line(1) + line(2));
        Committing committed = new Committing().run(source(4, look -> {
            if (look == 1) {
                append("b.tmp", line(3) + line(4) + line(5));
                Files.move(folder.resolve("b.tmp"), folder.resolve("a.json"), StandardCopyOption.REPLACE_EXISTING);
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2", "r3", "r4", "r5");
        assertThat(committed.conditions()).isEmpty();
    }

    /** As some editors save, and as a disk is that numbers its files anew. */
    @Test
    void aFileThatIsReplacedByItsLikeGoesOn() throws IOException {
        append("a.json", line(1) + line(2));
        append("b.json", "[{\"Id\":\"r7\"}]");
        Committing committed = new Committing().run(source(5, look -> {
            if (look == 3) {
                for (String name : List.of("a", "b")) {
                    Path copy = folder.resolve(name + ".tmp");
                    Files.copy(folder.resolve(name + ".json"), copy, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.move(copy, folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
                }
                append("a.json", line(3));
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2", "r7", "r3");
        assertThat(committed.conditions()).isEmpty();
    }

    /** Latin-1 as old archives have it: neither can be told as text in UTF-8. */
    @Test
    void namesThatAreNoTextAreNotMixedUp() throws IOException {
        for (String name : List.of("M%FCller", "M%F6ller")) {
            Path file = Path.of(URI.create(folder.toUri() + name + ".json"));
            Files.writeString(file, "{\"Id\":\"%s\"}\n".formatted(name.substring(2, 4)));
        }
        Committing committed = new Committing().run(source(3, look -> {
            if (look == 1) {
                Files.delete(Path.of(URI.create(folder.toUri() + "M%FCller.json")));
            }
        }));
        assertThat(committed.ids()).containsExactlyInAnyOrder("FC", "F6");
        assertThat(committed.cursor().below("file/")).hasSize(1);
    }

    @Test
    void linksAreFollowedAndUnfinishedFoldersAreNot(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("a.json"), line(1));
        Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("back"), folder);
        Path later = folder.resolve(".later/b.json");
        Files.createDirectory(later.getParent());
        Files.createSymbolicLink(folder.resolve("b.json"), later);
        for (String unfinished : List.of(".stversions", ".~tmp~", "upload.part")) {
            append(Files.createDirectory(folder.resolve(unfinished)).getFileName() + "/c.json", line(9));
        }
        Committing committed = new Committing().run(source(4, look -> {
            if (look == 2) {
                Files.writeString(later, line(2));
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2");
        assertThat(committed.conditions())
                .extracting(condition -> condition.getClass().getSimpleName() + " " + condition.what())
                .containsExactly("Failing b.json", "Recovered b.json");
    }

    @Test
    void whatALinkLeadsToInTheFolderIsReadOnce() throws IOException {
        Files.createDirectory(folder.resolve("m"));
        append("m/x.json", line(1));
        Files.createSymbolicLink(folder.resolve("a"), folder.resolve("m"));
        Files.createSymbolicLink(folder.resolve("z.json"), folder.resolve("m/x.json"));
        Committing committed = new Committing().run(source(4, look -> {
            if (look == 2) {
                append("m/x.json", line(2));
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2");
        assertThat(committed.loads().getFirst().name()).isEqualTo("a/x.json");
    }

    /** With a byte order mark, with a first line of 100 kB. */
    @Test
    void linesAreFollowedHoweverTheFirstOneLooks() throws IOException {
        append("a.json", "\ufeff" + line(1));
        append("b.json", "{\"Id\":\"r2\",\"x\":\"%s\"}\n".formatted("y".repeat(100_000)));
        Committing committed = new Committing().run(source(6, look -> {
            append("a.json", line(10 + look));
            append("b.json", line(20 + look));
        }));
        assertThat(committed.ids())
                .startsWith("r1", "r2", "r11", "r21", "r12", "r22")
                .doesNotHaveDuplicates();
        assertThat(new String(committed.loads().getFirst().bytes(), StandardCharsets.UTF_8))
                .startsWith("{");
        assertThat(committed.conditions()).isEmpty();
    }

    @Test
    void anArrayIsTakenWhenItIsStill() throws IOException {
        append("a.json", "[{\"Id\":\"r1\"},");
        Committing committed = new Committing().run(source(5, look -> {
            if (look == 1) {
                append("a.json", "{\"Id\":\"r2\"}]");
            }
        }));
        assertThat(committed.ids()).containsExactly("r1", "r2");
        assertThat(committed.loads()).hasSize(1);
    }

    /** Half a line, or half an array, may be still being written; one that stays so counts as a record that is not whole. */
    @ParameterizedTest
    @ValueSource(strings = {"{\"Id\":\"r1\"", "[{\"Id\":\"r1\""})
    void whatEndsInTheMiddleIsReadWhenItWasLeftAlone(String half) throws IOException {
        append("a.json", half);
        Committing writing = new Committing().run(source(50, FolderSourceTest::nothing));
        assertThat(writing.loads()).isEmpty();
        assertThat(writing.conditions()).isEmpty();
        Committing committed = new Committing().run(source(80, FolderSourceTest::nothing));
        assertThat(committed.receipt()).isEqualTo(new Receipt(1, 1, List.of()));
        append("a.json", half.startsWith("[") ? "}]" : "}\n");
        committed.run(source(3, FolderSourceTest::nothing));
        assertThat(new String(committed.loads().getLast().bytes(), StandardCharsets.UTF_8))
                .contains("{\"Id\":\"r1\"}");
    }

    /** However many pieces it has. */
    @ParameterizedTest
    @ValueSource(ints = {1, 200_000})
    void aTableOfAnotherProgramIsToldOnce(int rows) throws IOException {
        append("a.csv", "Date,Who,What\n" + "2026-01-01,me,that and that and that and that\n".repeat(rows));
        Committing committed = new Committing().run(source(4, FolderSourceTest::nothing));
        assertThat(committed.receipt().failures()).hasSize(1);
        assertThat(committed.loads()).hasSize(1);
    }

    @Test
    void compressedFilesAndArchivesAreUnpacked() throws IOException {
        try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.gz")))) {
            gzip.write((line(1) + line(2)).getBytes(StandardCharsets.UTF_8));
        }
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("b.zip")))) {
            zip.putNextEntry(new ZipEntry("one.json"));
            zip.write("[{\"Id\":\"r3\"}]".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("two.json"));
            zip.write(line(4).getBytes(StandardCharsets.UTF_8));
        }
        Committing committed = new Committing().run(source(4, FolderSourceTest::nothing));
        assertThat(committed.ids()).containsExactly("r1", "r2", "r3", "r4");
        assertThat(committed.conditions()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsSaidOnce() throws IOException {
        Files.write(folder.resolve("a.7z"), new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c});
        Committing committed = new Committing().run(source(6, FolderSourceTest::nothing));
        assertThat(committed.conditions(Condition.Lost.class)).hasSize(1);
        assertThat(committed.loads()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsSaidOnceAndThenFound() throws IOException {
        Path missing = folder.resolve("later");
        Committing committed = new Committing()
                .run(new FolderSource("drop", FolderSettings.of(missing), new Looks(5, look -> {
                    if (look == 3) {
                        Files.createDirectory(missing);
                        Files.writeString(missing.resolve("a.json"), line(1));
                    }
                })));
        assertThat(committed.ids()).containsExactly("r1");
        assertThat(committed.conditions())
                .extracting(condition -> condition.getClass().getSimpleName())
                .containsExactly("Failing", "Recovered");
        assertThat(committed.conditions(Condition.Failing.class))
                .extracting(Condition.Failing::sentence)
                .containsExactly("The folder %s cannot be read: It is not there.".formatted(missing));
    }

    @Test
    void filesThatAreGoneAreForgotten() throws IOException {
        append("a.json", line(1));
        Committing committed = new Committing().run(source(3, look -> {
            if (look == 1) {
                Files.delete(folder.resolve("a.json"));
            }
        }));
        assertThat(committed.ids()).containsExactly("r1");
        assertThat(committed.cursor().entries()).isEmpty();
    }

    /** Files of several pieces, stopped at random parcels: every record comes once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void crashesNeitherLoseNorDouble(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String filling = "z".repeat(2_000);
        List<String> expected = new ArrayList<>();
        StringBuilder lines = new StringBuilder();
        StringBuilder array = new StringBuilder("[");
        for (int i = 0; i < 3_000; i++) {
            lines.append("{\"Id\":\"a%d\",\"x\":\"%s\"}\n".formatted(i, filling));
            array.append(i == 0 ? "" : ",").append("{\"Id\":\"b%d\",\"x\":\"%s\"}".formatted(i, filling));
            expected.add("a" + i);
            expected.add("b" + i);
        }
        append("lines.json", lines.toString());
        append("array.json", array.append(']').toString());
        Committing committed = new Committing();
        for (int run = 0; run < 20; run++) {
            committed.crashingAfter(random.nextInt(3)).run(source(3, FolderSourceTest::nothing));
        }
        committed.crashingAfter(1_000).run(source(4, FolderSourceTest::nothing));
        assertThat(committed.crashed()).isTrue();
        assertThat(committed.ids()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aFileThatChangesWhileItIsBeingReadIsReadAnew() throws IOException {
        String filling = "z".repeat(2_000);
        StringBuilder before = new StringBuilder("[{\"Id\":\"first\"}");
        for (int i = 0; i < 5_000; i++) {
            before.append(",{\"x\":\"%s\"}".formatted(filling));
        }
        append("a.json", before.append(']').toString());
        Committing committed = new Committing().crashingAfter(1).run(source(3, FolderSourceTest::nothing));
        assertThat(committed.ids()).containsExactly("first");
        Files.writeString(folder.resolve("a.json"), "[{\"Id\":\"second\"}]", StandardOpenOption.TRUNCATE_EXISTING);
        committed.crashingAfter(1_000).run(source(4, FolderSourceTest::nothing));
        assertThat(committed.ids()).containsExactly("first", "second");
    }
}
