package dev.firstseen.networks.table;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** One column of a packed table: bytes and variable-length integers (seven bits a byte, low ones first), deflated. */
final class ByteColumn {

    /** No column of any real table comes near this; it bounds what a damaged one can ask for. */
    private static final int LARGEST = 1 << 26;

    private final byte[] bytes;
    private int at;

    private ByteColumn(byte[] bytes) {
        this.bytes = bytes;
    }

    static ByteColumn read(DataInputStream in) throws IOException {
        int length = in.readInt();
        int packedLength = in.readInt();
        if (length < 0 || length > LARGEST || packedLength < 0 || packedLength > LARGEST) {
            throw new IOException("a column of " + length + " bytes");
        }
        byte[] packed = in.readNBytes(packedLength);
        byte[] bytes = new byte[length];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed);
            int filled = 0;
            while (filled < length) {
                int more = inflater.inflate(bytes, filled, length - filled);
                if (more == 0) {
                    throw new IOException("a column ends after " + filled + " of " + length + " bytes");
                }
                filled += more;
            }
        } catch (DataFormatException e) {
            throw new IOException("a column does not inflate", e);
        }
        return new ByteColumn(bytes);
    }

    byte[] bytes() {
        return bytes;
    }

    int next() {
        return bytes[at++] & 0xFF;
    }

    long nextNumber() {
        byte b = bytes[at++];
        if (b >= 0) {
            return b;
        }
        long number = b & 0x7F;
        for (int shift = 7; ; shift += 7) {
            b = bytes[at++];
            number |= (b & 0x7FL) << shift;
            if (b >= 0) {
                return number;
            }
        }
    }

    /** Writes a column. */
    static final class Writer {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void put(int b) {
            bytes.write(b);
        }

        void putNumber(long number) {
            long rest = number;
            while ((rest & ~0x7FL) != 0) {
                bytes.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        void writeTo(DataOutputStream out) throws IOException {
            write(bytes.toByteArray(), out);
        }

        static void write(byte[] column, DataOutputStream out) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
                deflater.setInput(column);
                deflater.finish();
                byte[] chunk = new byte[1 << 16];
                while (!deflater.finished()) {
                    packed.write(chunk, 0, deflater.deflate(chunk));
                }
            }
            out.writeInt(column.length);
            out.writeInt(packed.size());
            packed.writeTo(out);
        }
    }
}
