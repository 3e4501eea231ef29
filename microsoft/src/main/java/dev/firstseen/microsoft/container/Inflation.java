package dev.firstseen.microsoft.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/** Stops what unpacks to absurdly more than it takes: logs shrink to a fortieth at best, a bomb to a thousandth. */
final class Inflation extends FilterInputStream {

    private static final long HARMLESS = 64L << 20;
    private static final long MOST_TIMES = 250;

    private final LongSupplier packed;
    private long unpacked;

    private Inflation(InputStream in, LongSupplier packed) {
        super(in);
        this.packed = packed;
    }

    static InputStream bounded(InputStream unpacking, LongSupplier packed) {
        return new Inflation(unpacking, packed);
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
        if (unpacked > HARMLESS && unpacked / MOST_TIMES > packed.getAsLong()) {
            throw new IOException(
                    "It unpacks to more than %d times its size, as archives made to do harm do; the rest was not read."
                            .formatted(MOST_TIMES));
        }
    }
}
