package dev.firstseen.microsoft.container;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.GZIPInputStream;

/** Unpacking by the first bytes. */
final class Compression {

    private static final int DEEPEST = 3;
    private static final int BUFFER = 1 << 16;

    private Compression() {}

    static ReadableByteChannel unpacked(ReadableByteChannel stored) throws IOException {
        ReadableByteChannel current = stored;
        for (int depth = 0; ; depth++) {
            byte[] magic = Heading.peek(current, 6);
            current = Heading.putBack(magic, current);
            String refused = refusal(magic);
            if (!refused.isEmpty()) {
                throw new IOException(refused);
            }
            if (!isGzip(magic)) {
                return current;
            }
            if (depth == DEEPEST) {
                throw new IOException("It is compressed more than %d times over.".formatted(DEEPEST));
            }
            Counting packed = new Counting(Channels.newInputStream(current));
            current = Channels.newChannel(Inflation.bounded(new GZIPInputStream(packed, BUFFER), packed::count));
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

    private static final class Counting extends FilterInputStream {
        private long count;

        Counting(InputStream in) {
            super(in);
        }

        long count() {
            return count;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
