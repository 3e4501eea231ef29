package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.Words;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of a content. Any number of workers ask it for blocks: reading and splitting happen one at a time and in
 * order, what the workers do with their blocks happens at once.
 */
final class RowReader implements Closeable {

    /** A row longer than this is counted and thrown away; Microsoft's records are below a megabyte. */
    static final int LONGEST_ROW = 16 << 20;

    private final ReadableByteChannel channel;
    private final Splitter splitter;
    private byte[] carried;
    private int carriedLength;
    /** How much of what is carried the splitter has seen. */
    private int split;

    private int ordinal;
    private boolean ended;
    /** Whether a row that is too long is being passed over, and how many lines of it were. */
    private boolean forgetting;

    private int forgotten;
    private long bytes;
    /** Why reading broke off, until it is told: the rows before that are whole, however large the blocks they are in. */
    private @Nullable IOException broken;

    /** @param head bytes already read from the channel */
    RowReader(ReadableByteChannel channel, byte[] head, Splitter splitter) {
        this.channel = channel;
        this.splitter = splitter;
        this.carried = head;
        this.carriedLength = head.length;
        this.bytes = head.length;
    }

    /**
     * Fills a block with whole rows; false at the end.
     *
     * @throws IOException once all rows have been given, where reading broke off
     */
    synchronized boolean next(Block block) throws IOException {
        while (!ended) {
            block.begin(ordinal, carried, carriedLength);
            int begin = block.start();
            int from = begin + split;
            int used = block.end();
            while (true) {
                int before = used;
                used = fill(block, used);
                bytes += used - before;
                int unfinished = splitter.split(block, from, used, ended);
                if (ended || unfinished > block.start() || unfinished == used || block.tooLong() > 0) {
                    carry(block, unfinished, used);
                    block.endAt(unfinished);
                    break;
                }
                from = used;
                if (used - block.start() > LONGEST_ROW) {
                    splitter.forget();
                    forgetting = true;
                    forgotten += lines(block, begin, used);
                    carry(block, used, used);
                    block.endAt(block.start());
                    break;
                }
                if (used == block.capacity()) {
                    block.grow(used);
                }
            }
            if (forgetting) {
                // The splitter may have moved the start behind the row that it passed over.
                int passed = block.tooLong() > 0 ? block.start() : block.end();
                forgotten += lines(block, begin, passed);
                if (block.tooLong() == 0) {
                    continue;
                }
                block.linesBefore(forgotten);
                forgetting = false;
                forgotten = 0;
            }
            if (block.end() > block.start() || block.tooLong() > 0) {
                ordinal++;
                return true;
            }
        }
        IOException failed = broken;
        if (failed != null) {
            broken = null;
            throw failed;
        }
        return false;
    }

    private static int lines(Block block, int from, int to) {
        return (int) Words.count(block.memory(), from, to, (byte) '\n');
    }

    private int fill(Block block, int from) throws IOException {
        ByteBuffer free = block.free(from);
        try {
            while (free.hasRemaining()) {
                if (channel.read(free) < 0) {
                    close();
                    break;
                }
            }
        } catch (IOException failed) {
            broken = failed;
            close();
        }
        return from + free.position();
    }

    private void carry(Block block, int from, int to) {
        int length = to - from;
        if (carried.length < length) {
            carried = new byte[Math.max(length, 2 * carried.length)];
        }
        MemorySegment.copy(block.memory(), ValueLayout.JAVA_BYTE, from, carried, 0, length);
        carriedLength = length;
        split = length;
    }

    /** How many bytes were read so far, unpacked and without what stands before the first row. */
    synchronized long bytes() {
        return bytes;
    }

    @Override
    public synchronized void close() throws IOException {
        ended = true;
        channel.close();
    }
}
