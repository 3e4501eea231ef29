package dev.firstseen.microsoft.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/** Stops what unpacks to absurdly more than it takes: logs shrink to a fortieth at best, a bomb to a thousandth. */
final class Inflation extends FilterInputStream {

    private static final long HARMLESS = 64L << 20;
    private static final long MOST_TIMES = 250;

    private final LongSupplier most;
    private long unpacked;

    private Inflation(InputStream in, LongSupplier most) {
        super(in);
        this.most = most;
    }

    /** @param most how many bytes may come of it, which may grow as it is read */
    static InputStream bounded(InputStream unpacking, LongSupplier most) {
        return new Inflation(unpacking, most);
    }

    /** How many bytes may come of so many stored ones. */
    static long most(long stored) {
        return Math.max(HARMLESS, MOST_TIMES * stored);
    }

    /** How many bytes may come of one of the entries of an archive, so that those of all of them are bounded too. */
    static long most(long stored, int entries) {
        return MOST_TIMES * stored + HARMLESS / entries;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(read);
        return read;
    }

    private void count(int read) throws IOException {
        unpacked += Math.max(read, 0);
        if (unpacked > most.getAsLong()) {
            throw new ZipException(
                    "It unpacks to more than %d times its size, as archives made to do harm do; the rest was not read."
                            .formatted(MOST_TIMES));
        }
    }
}
