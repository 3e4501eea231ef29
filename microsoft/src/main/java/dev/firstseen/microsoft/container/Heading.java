package dev.firstseen.microsoft.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose first bytes were looked at and are read again. Where reading broke off among them, what was read is kept,
 * and the failure is told behind it.
 */
public final class Heading implements ReadableByteChannel {

    private final byte[] bytes;
    private final ByteBuffer left;
    private final ReadableByteChannel rest;
    private final @Nullable IOException broken;

    private Heading(byte[] bytes, ReadableByteChannel rest, @Nullable IOException broken) {
        this.bytes = bytes;
        this.left = ByteBuffer.wrap(bytes);
        this.rest = rest;
        this.broken = broken;
    }

    /**
     * Looks at up to so many first bytes; at fewer only where the channel ends or breaks off.
     *
     * @throws IOException where not one byte can be read
     */
    public static Heading of(ReadableByteChannel channel, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        IOException broken = null;
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    break;
                }
            }
        } catch (IOException failed) {
            if (buffer.position() == 0) {
                throw failed;
            }
            broken = failed;
        }
        return new Heading(Arrays.copyOf(buffer.array(), buffer.position()), channel, broken);
    }

    /** A channel with other bytes put in front. */
    public static ReadableByteChannel putBack(byte[] bytes, ReadableByteChannel rest) {
        return bytes.length == 0 ? rest : new Heading(bytes, rest, null);
    }

    /** The bytes that were looked at, not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The same channel without those bytes. */
    public ReadableByteChannel rest() {
        left.position(left.limit());
        return this;
    }

    /** Why reading broke off among those bytes; empty where it did not. */
    public Optional<IOException> broken() {
        return Optional.ofNullable(broken);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!left.hasRemaining()) {
            if (broken != null) {
                throw broken;
            }
            return rest.read(into);
        }
        int count = Math.min(left.remaining(), into.remaining());
        into.put(left.slice().limit(count));
        left.position(left.position() + count);
        return count;
    }

    @Override
    public boolean isOpen() {
        return rest.isOpen();
    }

    @Override
    public void close() throws IOException {
        rest.close();
    }
}
