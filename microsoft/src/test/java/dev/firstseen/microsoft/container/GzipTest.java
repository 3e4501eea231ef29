package dev.firstseen.microsoft.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int LONG = 4 << 20;

    /** The header of a part with a file's name of some length, which has no end. */
    private static byte[] header(int length) {
        byte[] header = new byte[10 + length];
        Arrays.fill(header, (byte) 'n');
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0}, 0, header, 0, 10);
        return header;
    }

    @Test
    void aNameOfAnyLengthBehindAPartIsNotHeld() throws IOException {
        // The first time classes are loaded.
        allocated(1);
        assertThat(allocated(LONG)).isLessThan(LONG / 2);
    }

    /** How many bytes it takes to read a part behind which a name of some length stands. */
    private static long allocated(int length) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream part = new GZIPOutputStream(packed)) {
            part.write("{}".getBytes(StandardCharsets.UTF_8));
        }
        packed.write(header(length));
        ByteArrayInputStream stored = new ByteArrayInputStream(packed.toByteArray());
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (Gzip gzip = new Gzip(stored)) {
            assertThat(gzip.readNBytes(2)).isEqualTo("{}".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(gzip::read).isInstanceOf(IOException.class);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
