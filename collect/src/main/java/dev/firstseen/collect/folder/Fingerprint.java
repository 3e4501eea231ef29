package dev.firstseen.collect.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * By what a stretch of a file is known again.
 *
 * @param length of the stretch, in bytes; 0 where nothing is known
 * @param hash of its bytes
 */
record Fingerprint(int length, long hash) {

    /** Nothing is known, so anything is like it. */
    static final Fingerprint NONE = new Fingerprint(0, 0);

    private static final int LONGEST = 4096;

    /** Of how some bytes begin. */
    static Fingerprint ofBeginning(byte[] bytes) {
        return of(bytes, 0, Math.min(bytes.length, LONGEST));
    }

    /** Of how some bytes end. */
    static Fingerprint ofEnd(byte[] bytes) {
        return of(bytes, Math.max(0, bytes.length - LONGEST), bytes.length);
    }

    private static Fingerprint of(byte[] bytes, int from, int to) {
        if (from == to) {
            return NONE;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, to - from);
            return new Fingerprint(to - from, ByteBuffer.wrap(digest.digest()).getLong());
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    static Fingerprint read(String written) {
        int colon = written.indexOf(':');
        return new Fingerprint(
                Integer.parseInt(written.substring(0, colon)),
                Long.parseUnsignedLong(written.substring(colon + 1), 16));
    }

    String written() {
        return length + ":" + Long.toHexString(hash);
    }

    /** Whether the file has these bytes at a position. */
    boolean isAt(SeekableByteChannel file, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.position(position);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                return false;
            }
        }
        return equals(of(bytes.array(), 0, length));
    }
}
