package dev.firstseen.microsoft.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip of one or more parts. The JDK's stream takes whatever it cannot read behind a whole part for the end, also
 * where the next part is cut in its header; here that is told.
 */
public final class Gzip extends GZIPInputStream {

    /** The sums behind the data of a part, in bytes. */
    private static final int TRAILER = 8;

    private static final int BUFFER = 1 << 16;

    private final Stored stored;
    /** How much had been taken when the unpacking was fed last. */
    private long fed;

    /** @throws IOException where it does not begin as gzip does */
    public Gzip(InputStream stored) throws IOException {
        this(new Stored(stored));
    }

    private Gzip(Stored stored) throws IOException {
        super(stored, BUFFER);
        this.stored = stored;
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        fed = stored.taken;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read < 0) {
            requireEnd();
        }
        return read;
    }

    private void requireEnd() throws IOException {
        if (stored.broken != null) {
            throw stored.broken;
        }
        long behind = inf.getRemaining() + stored.taken - fed - TRAILER;
        if (behind > 0) {
            throw new ZipException("Behind its last whole part stands what is no gzip, or one that is cut off.");
        }
    }

    /** Counts what is taken, and remembers what went wrong: the JDK's stream forgets it between two parts. */
    private static final class Stored extends FilterInputStream {
        private long taken;
        private @Nullable IOException broken;

        Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                int read = super.read();
                taken += read < 0 ? 0 : 1;
                return read;
            } catch (IOException failed) {
                broken = failed;
                throw failed;
            }
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                int read = super.read(into, offset, length);
                taken += Math.max(read, 0);
                return read;
            } catch (IOException failed) {
                broken = failed;
                throw failed;
            }
        }
    }
}
