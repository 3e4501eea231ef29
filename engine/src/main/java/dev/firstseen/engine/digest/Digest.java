package dev.firstseen.engine.digest;

import dev.firstseen.engine.event.Value;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.UUID;

/**
 * A SHA-256 digest of parts, each added with its kind and length, so that no two lists of parts read the same: who writes
 * into a log must not be able to make what is different look alike. The same on every machine and in every version. For
 * use by one thread; whatever it gives, it is begun anew after that.
 */
public final class Digest {
    private static final char COUNT = 'n';
    private static final char TEXT = 's';

    private final MessageDigest sha;

    public Digest() {
        try {
            sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    /** Adds a text; in UTF-16, which keeps lone surrogates apart where UTF-8 would not. */
    public Digest add(char kind, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * (text.length() + 1) + Integer.BYTES);
        bytes.putChar(kind).putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes.putChar(text.charAt(i));
        }
        sha.update(bytes.array());
        return this;
    }

    public Digest add(String text) {
        return add(TEXT, text);
    }

    /** Adds a value with its type, so that 1 and "1" differ. */
    public Digest add(Value.Scalar value) {
        char kind = switch (value) {
            case Value.Text _ -> TEXT;
            case Value.Whole _ -> 'i';
            case Value.Decimal _ -> 'd';
            case Value.Truth _ -> 'b';
        };
        return add(kind, value.text());
    }

    /** Adds a list as one part. */
    public Digest addTexts(Collection<String> texts) {
        count(texts);
        texts.forEach(this::add);
        return this;
    }

    /** Adds a list as one part. */
    public Digest addValues(Collection<Value.Scalar> values) {
        count(values);
        values.forEach(this::add);
        return this;
    }

    private void count(Collection<?> parts) {
        add(COUNT, Integer.toString(parts.size()));
    }

    /** Its beginning as a UUID of version 8 (RFC 9562, made by a rule of one's own). */
    public String uuid() {
        ByteBuffer hash = ByteBuffer.wrap(sha.digest());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    /** Its first eight bytes. */
    public long number() {
        return ByteBuffer.wrap(sha.digest()).getLong();
    }
}
