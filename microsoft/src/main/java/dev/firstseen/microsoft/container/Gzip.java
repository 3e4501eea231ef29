package dev.firstseen.microsoft.container;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip of one or more parts. The JDK's stream takes whatever it cannot read behind a whole part for the end, also
 * where the next part is cut in its header; here that is told. Zeros up to the end are the padding of a tape or a block device.
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
        stored.kept = null;
        super.fill();
        fed = stored.taken;
        stored.kept = new ByteArrayOutputStream();
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
        if (behind > 0 && !isPadding()) {
            throw new ZipException("Behind its last whole part stands what is no gzip, or one that is cut off.");
        }
    }

    /** Whether nothing but zeros stands behind the last whole part. */
    private boolean isPadding() throws IOException {
        int held = inf.getRemaining();
        byte[] taken = stored.kept == null ? new byte[0] : stored.kept.toByteArray();
        stored.kept = null;
        if (!areZeros(buf, len - held + Math.min(held, TRAILER), len)
                || !areZeros(taken, Math.min(taken.length, Math.max(0, TRAILER - held)), taken.length)) {
            return false;
        }
        byte[] more = new byte[BUFFER];
        for (int read = stored.read(more, 0, BUFFER); read >= 0; read = stored.read(more, 0, BUFFER)) {
            if (!areZeros(more, 0, read)) {
                return false;
            }
        }
        // Asked again, it is the end still.
        fed = stored.taken + held;
        return true;
    }

    private static boolean areZeros(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Counts what is taken, and remembers what went wrong: the JDK's stream forgets it between two parts. */
    private static final class Stored extends FilterInputStream {
        /** A header of zeros is none after two bytes; of one that is, the file's name may have any length. */
        private static final int MOST_KEPT = 64;

        private long taken;
        private @Nullable IOException broken;
        /** What was taken behind the data, where the JDK's stream looks for another part. */
        private @Nullable ByteArrayOutputStream kept;

        Stored(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                int read = super.read();
                taken += read < 0 ? 0 : 1;
                if (kept != null && read >= 0 && kept.size() < MOST_KEPT) {
                    kept.write(read);
                }
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
                if (kept != null && read > 0) {
                    kept.write(into, offset, Math.min(read, MOST_KEPT - kept.size()));
                }
                return read;
            } catch (IOException failed) {
                broken = failed;
                throw failed;
            }
        }
    }
}
