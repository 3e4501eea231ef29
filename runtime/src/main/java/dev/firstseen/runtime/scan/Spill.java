package dev.firstseen.runtime.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes kept outside the heap, in a temporary file that is gone as soon as it is closed or the process ends; what fits a
 * small buffer needs no file. One thread writes, and when it is done any may read.
 */
final class Spill implements Closeable {

    private static final int BUFFER = 1 << 18;

    private byte[] buffer = new byte[0];
    private int buffered;
    private long written;
    private @Nullable FileChannel file;

    /** Keeps some bytes and gives where they are. */
    long add(byte[] bytes) {
        if (buffered + bytes.length > BUFFER) {
            write(buffer, buffered);
            buffered = 0;
        }
        long position = written + buffered;
        if (bytes.length > BUFFER) {
            write(bytes, bytes.length);
            return position;
        }
        if (buffered + bytes.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.clamp(2L * buffer.length, buffered + bytes.length, BUFFER));
        }
        System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
        buffered += bytes.length;
        return position;
    }

    /** The bytes kept at a place. */
    byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        if (position >= written) {
            System.arraycopy(buffer, (int) (position - written), bytes, 0, length);
            return bytes;
        }
        FileChannel from = file;
        try {
            ByteBuffer into = ByteBuffer.wrap(bytes);
            while (from != null && into.hasRemaining() && from.read(into, position + into.position()) >= 0) {}
            if (into.hasRemaining()) {
                throw new IOException("it ends too early");
            }
            return bytes;
        } catch (IOException failure) {
            throw new UncheckedIOException("The temporary file of the records that matched cannot be read.", failure);
        }
    }

    private void write(byte[] bytes, int length) {
        try {
            FileChannel to = file;
            if (to == null) {
                Path path = Files.createTempFile("firstseen", ".records");
                to = FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
                file = to;
            }
            ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
            while (from.hasRemaining()) {
                to.write(from, written + from.position());
            }
            written += length;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The records that matched do not fit into a temporary file: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() throws IOException {
        buffer = new byte[0];
        if (file != null) {
            file.close();
        }
    }
}
