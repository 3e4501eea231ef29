package dev.firstseen.flink.source;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file over a network. What breaks here is the connection and never the file, so it is remembered, whoever
 * takes it for damage on the way.
 */
final class Connection extends FilterInputStream {
    private final long length;
    private long position;
    private @Nullable IOException broken;

    /** @param length of the file, in bytes: fewer are not all of it */
    Connection(InputStream in, long length) {
        super(in);
        this.length = length;
    }

    /**
     * Does nothing as long as all could be read that was wanted.
     *
     * @throws IOException where it broke
     */
    void check() throws IOException {
        if (broken != null) {
            throw broken;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            int read = in.read(into, from, most);
            if (read < 0 && position < length) {
                throw new EOFException("The connection ended after %,d of %,d bytes.".formatted(position, length));
            }
            position += Math.max(0, read);
            return read;
        } catch (IOException failure) {
            broken = failure;
            throw failure;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        byte[] skipped = new byte[(int) Math.min(count, 1 << 13)];
        return skipped.length == 0 ? 0 : Math.max(0, read(skipped, 0, skipped.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
