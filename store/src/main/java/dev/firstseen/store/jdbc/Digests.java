package dev.firstseen.store.jdbc;

import dev.firstseen.engine.event.Value;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The keys of the tables: the beginning of SHA-256 over what they stand for. Who writes into a log could make two keys of a
 * weaker digest meet, and so make what is new look known. For use by one thread at a time.
 */
final class Digests {
    /** Enough that no two meet. */
    static final int KEY = 16;

    /** Enough where meeting only costs time, since what is found is looked at again. */
    static final int SHORT = 8;

    private final MessageDigest sha;

    Digests() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    byte[] of(int length, PackedWriter packed) {
        return Arrays.copyOf(sha.digest(packed.done()), length);
    }

    byte[] of(int length, String... texts) {
        return of(length, new PackedWriter().texts(List.of(texts)));
    }

    /** The first {@link #SHORT} bytes as a number. */
    long number(String... texts) {
        return ByteBuffer.wrap(of(SHORT, texts)).getLong();
    }

    byte[] of(int length, String tenant, Collection<Value.Scalar> values) {
        return of(length, new PackedWriter().text(tenant).values(values));
    }
}
