package dev.firstseen.microsoft.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** Unpacking by the first bytes. */
final class Compression {

    private static final int DEEPEST = 3;

    private Compression() {}

    /** @param most how many bytes may come of it in all; empty where that depends on how many are stored */
    static ReadableByteChannel unpacked(ReadableByteChannel stored, OptionalLong most) throws IOException {
        Counting counting = new Counting(stored);
        // One bound for all layers: each by itself would allow the product of them.
        LongSupplier bound = () -> most.orElseGet(() -> Inflation.most(counting.count()));
        ReadableByteChannel current = counting;
        for (int depth = 0; ; depth++) {
            Heading heading = Heading.of(current, 6);
            String refused = refusal(heading.bytes());
            if (!refused.isEmpty()) {
                throw new IOException(refused);
            }
            if (!isGzip(heading.bytes())) {
                return heading;
            }
            if (depth == DEEPEST) {
                throw new IOException("It is compressed more than %d times over.".formatted(DEEPEST));
            }
            current = Channels.newChannel(Inflation.bounded(new Gzip(Channels.newInputStream(heading)), bound));
        }
    }

    private static boolean isGzip(byte[] magic) {
        return startsWith(magic, 0x1f, 0x8b);
    }

    static boolean isZip(byte[] magic) {
        return startsWith(magic, 'P', 'K', 3, 4) || startsWith(magic, 'P', 'K', 5, 6);
    }

    /** A sentence for what is known and not read here; empty otherwise. */
    private static String refusal(byte[] magic) {
        if (startsWith(magic, '7', 'z', 0xbc, 0xaf)) {
            return "It is a 7-zip archive: unpack it first.";
        }
        if (startsWith(magic, 0x28, 0xb5, 0x2f, 0xfd)) {
            return "It is compressed with zstd: unpack it first.";
        }
        if (startsWith(magic, 0xfd, '7', 'z', 'X', 'Z')) {
            return "It is compressed with xz: unpack it first.";
        }
        if (startsWith(magic, 'B', 'Z', 'h')) {
            return "It is compressed with bzip2: unpack it first.";
        }
        if (startsWith(magic, 'P', 'A', 'R', '1')) {
            return "It is a Parquet file: export it as JSON or CSV.";
        }
        return isZip(magic) ? "It is a zip archive inside another one: unpack it first." : "";
    }

    private static boolean startsWith(byte[] bytes, int... wanted) {
        if (bytes.length < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    /** Counts what is read of what is stored, and tells when that fails. */
    private static final class Counting implements ReadableByteChannel {
        private final ReadableByteChannel in;
        private long count;

        Counting(ReadableByteChannel in) {
            this.in = in;
        }

        long count() {
            return count;
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            try {
                int read = in.read(into);
                count += Math.max(read, 0);
                return read;
            } catch (IOException failure) {
                throw ReadFailure.of(failure);
            }
        }

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
