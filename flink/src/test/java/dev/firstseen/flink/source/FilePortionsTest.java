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

    private static List<Portion> read(InputStream in, boolean distant) throws IOException {
        List<Portion> read = new ArrayList<>();
        try (FilePortions portions =
                new FilePortions("a.json", Contents.of(List.of(Contents.STANDARD_INPUT), in), distant)) {
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
        assertThatThrownBy(() -> read(broken(), true))
                .isInstanceOf(IOException.class)
                .hasMessage("Connection reset");
    }

    @Test
    void aFileHereThatCannotBeReadOnIsToldAndStopsNothing() throws IOException {
        assertThat(read(broken(), false).getLast().isFailed()).isTrue();
    }

    @Test
    void damageIsToldWhereverTheFileIs() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(records());
        }
        byte[] cut = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        for (boolean distant : List.of(true, false)) {
            List<Portion> read = read(new ByteArrayInputStream(cut), distant);
            assertThat(read.getFirst().isFailed()).isFalse();
            assertThat(read.getLast().isFailed()).isTrue();
        }
    }
}
