package dev.firstseen.microsoft.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/** A channel whose first bytes were looked at and are read again. */
public final class Heading implements ReadableByteChannel {

    private final ByteBuffer head;
    private final ReadableByteChannel rest;

    private Heading(byte[] head, ReadableByteChannel rest) {
        this.head = ByteBuffer.wrap(head);
        this.rest = rest;
    }

    /** Reads up to so many first bytes; fewer only where the channel ends. */
    public static byte[] peek(ReadableByteChannel channel, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(most);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                break;
            }
        }
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The channel with those bytes put back in front. */
    public static ReadableByteChannel putBack(byte[] head, ReadableByteChannel rest) {
        return head.length == 0 ? rest : new Heading(head, rest);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (!head.hasRemaining()) {
            return rest.read(into);
        }
        int count = Math.min(head.remaining(), into.remaining());
        into.put(head.slice().limit(count));
        head.position(head.position() + count);
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
