package dev.firstseen.microsoft.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {

    @TempDir
    private Path temporary = Path.of("");

    private Path folder = Path.of("");

    @BeforeEach
    void realFolder() throws IOException {
        folder = temporary.toRealPath();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static byte[] zip(Charset names, SortedMap<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(packed, names)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return packed.toByteArray();
    }

    private static byte[] zip(String name, String text, String otherName, String otherText) throws IOException {
        return zip(StandardCharsets.UTF_8, new TreeMap<>(Map.of(name, utf8(text), otherName, utf8(otherText))));
    }

    /** Reads all of it; how much came and, behind it, what went wrong. */
    private static String read(Content content) {
        StringBuilder read = new StringBuilder();
        try (InputStream in = Channels.newInputStream(content.open())) {
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                read.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException broken) {
            return read.append('|').append(Contents.sentence(broken)).toString();
        }
        return read.toString();
    }

    private static long length(Content content) {
        long length = 0;
        try (InputStream in = Channels.newInputStream(content.open())) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                length += count;
            }
        } catch (IOException broken) {
            assertThat(broken).hasMessageStartingWith("It unpacks to more than 250 times its size");
            return -length;
        }
        return length;
    }

    private Contents of(Path... paths) {
        return Contents.of(List.of(paths), new ByteArrayInputStream(utf8("given")));
    }

    private List<String> names(Contents contents) {
        return contents.contents().stream()
                .map(content -> content.name().replace(folder + "/", ""))
                .toList();
    }

    private List<String> refusals(Contents contents) {
        return contents.refusals().stream()
                .map(refusal -> refusal.name().replace(folder + "/", "") + ": " + refusal.why())
                .toList();
    }

    @Test
    void everythingBelowAFolderAndEverythingNamed() throws IOException {
        file("logs/b.json", utf8("b"));
        file("logs/a/z.json", gzip(utf8("z")));
        file("logs/c.zip", zip("y.json", "y", "x/", ""));
        Path alone = file("alone.json", utf8("alone"));
        try (Contents contents =
                of(folder.resolve("logs"), alone, Contents.STANDARD_INPUT, folder.resolve("missing"))) {
            assertThat(names(contents))
                    .containsExactly(
                            "logs/a/z.json", "logs/b.json", "logs/c.zip!/y.json", "alone.json", "standard input");
            assertThat(contents.contents())
                    .extracting(ContentsTest::read)
                    .containsExactly("z", "b", "y", "alone", "given");
            assertThat(refusals(contents)).containsExactly("missing: There is no such file or folder.");
        }
    }

    @Test
    void aLinkThatLeadsBackOrNowhereHidesNothing() throws IOException {
        file("logs/a.json", utf8("a"));
        file("logs/below/b.json", utf8("b"));
        Files.createSymbolicLink(folder.resolve("logs/below/back"), folder.resolve("logs"));
        Files.createSymbolicLink(folder.resolve("logs/c.json"), folder.resolve("logs/a.json"));
        Files.createSymbolicLink(folder.resolve("logs/nowhere"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("logs/itself"), folder.resolve("logs/itself"));
        try (Contents contents = of(folder.resolve("logs"))) {
            assertThat(names(contents)).containsExactly("logs/a.json", "logs/below/b.json", "logs/c.json");
            assertThat(refusals(contents))
                    .containsExactlyInAnyOrder(
                            "logs/nowhere: It is a link to nothing.", "logs/itself: It is a link to nothing.");
        }
    }

    @Test
    void aNamedPipeIsRead() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        byte[] packed = gzip(utf8("piped"));
        CompletableFuture<Path> writing = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.write(pipe, packed);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        try (Contents contents = of(pipe)) {
            assertThat(names(contents)).containsExactly("pipe");
            assertThat(read(contents.contents().getFirst())).isEqualTo("piped");
        }
        assertThat(writing.get()).isEqualTo(pipe);
    }

    @Test
    void anArchiveOfStandardInput() throws IOException {
        byte[] archive = zip("a", "1", "b", "2");
        try (Contents contents = Contents.of(List.of(Contents.STANDARD_INPUT), new ByteArrayInputStream(archive))) {
            assertThat(names(contents)).containsExactly("standard input!/a", "standard input!/b");
            assertThat(contents.contents()).extracting(ContentsTest::read).containsExactly("1", "2");
        }
    }

    /** The library finds entries by name: the same one would be read twice, and the other lost. */
    @Test
    void ofTwoEntriesOfOneNameOneIsRefused() throws IOException {
        byte[] archive = zip("aa.json", "first", "ab.json", "second");
        for (int at = 0; at < archive.length - 1; at++) {
            if (archive[at] == 'a' && archive[at + 1] == 'b') {
                archive[at + 1] = 'a';
            }
        }
        try (Contents contents = of(file("doubled.zip", archive))) {
            assertThat(names(contents)).containsExactly("doubled.zip!/aa.json");
            assertThat(refusals(contents))
                    .containsExactly(
                            "doubled.zip!/aa.json: The archive has several entries of this name, of which only one"
                                    + " can be read.");
        }
    }

    @Test
    void namesOfEntriesNeedNotBeUnicode() throws IOException {
        SortedMap<String, byte[]> entries = new TreeMap<>(Map.of("Überwachung.json", utf8("1")));
        try (Contents contents = of(file("windows.zip", zip(Charset.forName("IBM437"), entries)))) {
            assertThat(names(contents)).containsExactly("windows.zip!/Überwachung.json");
            assertThat(contents.contents()).extracting(ContentsTest::read).containsExactly("1");
            assertThat(contents.refusals()).isEmpty();
        }
    }

    @Test
    void anOfficeDocumentAndABrokenArchiveAreRefused() throws IOException {
        Path office = file("a.xlsx", zip("[Content_Types].xml", "", "x", ""));
        Path broken = file("b.zip", utf8("PK\3\4and nothing more"));
        try (Contents contents = of(office, broken)) {
            assertThat(contents.contents()).isEmpty();
            assertThat(refusals(contents))
                    .hasSize(2)
                    .first()
                    .isEqualTo("a.xlsx: It is an Office document: save it as CSV.");
        }
    }

    /** Each layer by itself is less than 250 times the one that it comes out of. */
    @Test
    void layersOfCompressionShareOneBound() throws IOException {
        byte[] plain = new byte[(1 << 20) + 5_000];
        Arrays.fill(plain, (byte) ' ');
        byte[] random = new byte[5_000];
        new Random(1).nextBytes(random);
        System.arraycopy(random, 0, plain, 0, random.length);
        byte[] part = gzip(plain);
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        for (int i = 0; i < 300; i++) {
            parts.write(part);
        }
        byte[] packed = gzip(parts.toByteArray());
        long most = 64L << 20;
        assertThat(250L * packed.length).isLessThan(most);
        assertThat(-length(Content.held("layers", packed))).isPositive().isLessThan(most);
        SortedMap<String, byte[]> entries = new TreeMap<>(Map.of("layers", packed));
        try (Contents contents = of(file("layers.zip", zip(StandardCharsets.UTF_8, entries)))) {
            assertThat(-length(contents.contents().getFirst())).isPositive().isLessThan(2 * most);
        }
    }

    @Test
    void theEntriesOfAnArchiveShareOneBound() throws IOException {
        byte[] blanks = new byte[2 << 20];
        Arrays.fill(blanks, (byte) ' ');
        SortedMap<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            entries.put("entry" + i, blanks);
        }
        Path archive = file("bomb.zip", zip(StandardCharsets.UTF_8, entries));
        try (Contents contents = of(archive)) {
            long total = contents.contents().stream()
                    .mapToLong(content -> Math.abs(length(content)))
                    .sum();
            assertThat(total).isLessThan((64L << 20) + 250 * Files.size(archive) + 100 * (1 << 16));
            assertThat(contents.contents())
                    .allSatisfy(content -> assertThat(length(content)).isNegative());
        }
    }

    /** All entries of the directory may name the same bytes, and each would bring a bound of its own. */
    @Test
    void entriesOnTopOfOneAnotherAreRefused() throws IOException {
        byte[] archive = zip(
                "a",
                "x".repeat(2_000),
                "b",
                new Random(1)
                        .ints(3_000, 'a', 'z')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
        int directory = new String(archive, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        // The first entry claims the bytes of the second, too.
        int claimed = archive.length - 200;
        archive[directory + 20] = (byte) claimed;
        archive[directory + 21] = (byte) (claimed >>> 8);
        try (Contents contents = of(file("overlap.zip", archive))) {
            assertThat(contents.contents()).isEmpty();
            assertThat(refusals(contents))
                    .containsExactly(
                            "overlap.zip: Its entries lie on top of one another, as those of archives made to do"
                                    + " harm do.");
        }
    }

    @Test
    void aGzipGoesOnAfterItsFirstPart() throws IOException {
        InputStream parts = new SequenceInputStream(
                new ByteArrayInputStream(gzip(utf8("one\n"))), new ByteArrayInputStream(gzip(utf8("two\n"))));
        assertThat(read(new Content("parts", () -> Channels.newChannel(parts)))).isEqualTo("one\ntwo\n");
    }

    @Test
    void whereverAGzipIsCutItIsTold() throws IOException {
        byte[] first = gzip(utf8("one\n"));
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        parts.write(first);
        parts.write(gzip(utf8("two\n")));
        byte[] both = parts.toByteArray();
        byte[] twice = gzip(both);
        for (int length = 2; length < both.length; length++) {
            // A whole part is a whole file.
            if (length != first.length) {
                assertThat(read(Content.held("cut", Arrays.copyOf(both, length))))
                        .as("the first %d bytes of %d", length, both.length)
                        .contains("|");
            }
        }
        for (int length = 2; length < twice.length; length++) {
            assertThat(read(Content.held("cut", Arrays.copyOf(twice, length))))
                    .as("the first %d bytes of %d, packed twice", length, twice.length)
                    .contains("|");
        }
        assertThat(read(Content.held("whole", twice))).isEqualTo("one\ntwo\n");
        byte[] more = Arrays.copyOf(first, first.length + 3);
        more[more.length - 1] = 'x';
        assertThat(read(Content.held("more", more)))
                .isEqualTo("one\n|Behind its last whole part stands what is no gzip, or one that is cut off.");
    }

    /** As tapes and block devices pad; fewer zeros than a header has, and more than are read at once. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 9, 10, 11, 500, 65_000, 65_536, 300_000})
    void zerosBehindAGzipArePadding(int zeros) throws IOException {
        for (String text : List.of("one\n", "x".repeat(200_000), "")) {
            byte[] packed = gzip(utf8(text));
            byte[] padded = Arrays.copyOf(packed, packed.length + zeros);
            assertThat(read(Content.held("padded", padded))).isEqualTo(text);
            padded[padded.length - 1] = 1;
            assertThat(read(Content.held("more", padded)))
                    .isEqualTo(text + "|Behind its last whole part stands what is no gzip, or one that is cut off.");
        }
    }

    @Test
    void aZipThatIsCutOffIsToldAsWhatItIs() throws IOException {
        byte[] whole = zip(StandardCharsets.UTF_8, new TreeMap<>(Map.of("a.json", utf8("{}"))));
        Path cut = file("cut.zip", Arrays.copyOf(whole, whole.length - 10));
        try (Contents contents = Contents.of(List.of(cut), InputStream.nullInputStream())) {
            assertThat(refusals(contents))
                    .singleElement()
                    .asString()
                    .contains("cut.zip: It begins as a zip archive does, and is damaged or cut off (");
        }
    }

    @Test
    void whatCameBeforeABreakIsKept() throws IOException {
        for (String text : List.of("some text", "\ufeffsome text", "some text" + "x".repeat(100_000))) {
            for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
                byte[] packed = gzip(text.getBytes(charset));
                packed[packed.length - 6] ^= 1;
                String read = read(Content.held("wrong sum", packed));
                assertThat(read.substring(0, read.indexOf('|'))).isEqualTo(text.replace("\ufeff", ""));
            }
        }
        byte[] nothing = Arrays.copyOf(gzip(utf8("x".repeat(100))), 11);
        assertThatThrownBy(() -> Content.held("nothing", nothing).open()).isInstanceOf(IOException.class);
    }
}
