package dev.firstseen.flink.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.microsoft.container.Contents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class FilePortionsTest {
    private static final InputStream RESET = new InputStream() {
        @Override
        public int read() throws IOException {
            throw new IOException("Connection reset");
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            throw new IOException("Connection reset");
        }
    };

    private static byte[] records() {
        StringBuilder records = new StringBuilder();
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            records.append("{\"Id\":\"%d %d\"}\n".formatted(i, random.nextLong()));
        }
        return records.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Portion> here(InputStream in) throws IOException {
        return all(new FilePortions("a.json", Contents.of(List.of(Contents.STANDARD_INPUT), in), Optional.empty()));
    }

    private static List<Portion> distant(InputStream in, long length) throws IOException {
        Connection connection = new Connection(in, length);
        return all(new FilePortions(
                "a.json", Contents.of(List.of(Contents.STANDARD_INPUT), connection), Optional.of(connection)));
    }

    private static List<Portion> all(FilePortions portions) throws IOException {
        List<Portion> read = new ArrayList<>();
        try (portions) {
            for (Portion next = portions.next(); next != null; next = portions.next()) {
                read.add(next);
            }
        }
        return read;
    }

    private static InputStream broken() {
        return new SequenceInputStream(new ByteArrayInputStream(records()), RESET);
    }

    @Test
    void aConnectionThatBreaksIsNoDamageOfTheFile() {
        assertThatThrownBy(() -> distant(broken(), 2L * records().length))
                .isInstanceOf(IOException.class)
                .hasMessage("Connection reset");
    }

    /** What came last ends in the middle of a row: it is read again, whole. */
    @Test
    void ofAConnectionThatBrokeNoHalfRowIsHandedOut() throws IOException {
        for (int come : List.of(100_001, 40_003)) {
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(records(), 0, come), RESET);
            Connection connection = new Connection(in, records().length);
            StringBuilder handedOut = new StringBuilder();
            try (FilePortions portions = new FilePortions(
                    "a.json", Contents.of(List.of(Contents.STANDARD_INPUT), connection), Optional.of(connection))) {
                assertThatThrownBy(() -> {
                            for (Portion next = portions.next(); next != null; next = portions.next()) {
                                handedOut.append(new String(next.bytes(), StandardCharsets.UTF_8));
                            }
                        })
                        .hasMessage("Connection reset");
            }
            assertThat(new String(records(), StandardCharsets.UTF_8)).startsWith(handedOut);
            assertThat(handedOut.toString()).matches("(?s)|.*\n");
        }
    }

    @Test
    void norIsOneThatBreaksBeforeAnythingIsKnownOfTheFile() throws IOException {
        assertThatThrownBy(() -> distant(RESET, 100)).hasMessage("Connection reset");
        byte[] packed = gzip();
        for (int come : List.of(2, 15, packed.length / 2)) {
            InputStream in = new SequenceInputStream(new ByteArrayInputStream(packed, 0, come), RESET);
            assertThatThrownBy(() -> distant(in, packed.length))
                    .as("after %d bytes", come)
                    .hasMessage("Connection reset");
        }
    }

    @Test
    void norOneThatEndsBeforeTheFile() throws IOException {
        byte[] packed = gzip();
        InputStream in = new ByteArrayInputStream(packed, 0, packed.length / 2);
        assertThatThrownBy(() -> distant(in, packed.length))
                .hasMessage("The connection ended after %,d of %,d bytes.".formatted(packed.length / 2, packed.length));
        assertThat(distant(new ByteArrayInputStream(packed), packed.length)).noneMatch(Portion::isFailed);
    }

    @Test
    void aFileHereThatCannotBeReadOnIsToldAndStopsNothing() throws IOException {
        assertThat(here(broken()).getLast().isFailed()).isTrue();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(records());
        }
        return packed.toByteArray();
    }

    @Test
    void damageIsToldWhereverTheFileIs() throws IOException {
        byte[] packed = gzip();
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        for (List<Portion> read :
                List.of(here(new ByteArrayInputStream(cut)), distant(new ByteArrayInputStream(cut), cut.length))) {
            assertThat(read.getFirst().isFailed()).isFalse();
            assertThat(read.getLast().isFailed()).isTrue();
        }
    }
}
