package dev.firstseen.flink.wire;

import dev.firstseen.engine.wire.ByteWriter;

import dev.firstseen.engine.event.Value;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Keys of a fixed length, whatever they are made of: 128 bits of SHA-256, as 22 characters. What is hashed is hostile, and
 * nobody can make two keys meet.
 */
public final class KeyHash {
    private static final int BYTES = 16;

    private KeyHash() {}

    /** The key of a list of texts. */
    public static String of(String... parts) {
        return of(List.of(), parts);
    }

    /** The key of a list of values and a list of texts. */
    public static String of(List<? extends Value.Scalar> values, String... parts) {
        ByteWriter writer = new ByteWriter();
        writer.scalars(values);
        for (String part : parts) {
            writer.text(part);
        }
        byte[] hash = sha256().digest(writer.bytes());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, BYTES));
    }

    /** Of the content of a record: the same bytes have the same. */
    public static String ofBytes(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha256().digest(bytes), BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
