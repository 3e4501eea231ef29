package dev.firstseen.microsoft.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The name of a member of JSON objects. Logs have a few hundred, which come again in every record: the first {@value
 * #MOST} have a number, by which they are told apart and under which other things may be noted about them. Names beyond,
 * which only a hostile log has, have none and are told apart by their text. Immutable; safe for use by many threads.
 */
public final class MemberName {

    /** How many names have a number, from 0. */
    public static final int MOST = 4_096;

    /** The number of all names that have none of their own. */
    static final int NO_NUMBER = -1;

    private static final int LONGEST = 100;
    private static final int PLACES = 4 * MOST;
    /** So many names may want one place. The seed keeps a log from making more do. */
    private static final int MOST_STEPS = 16;

    private static final long SEED = new SplittableRandom().nextLong();
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final Map<String, MemberName> BY_TEXT = new ConcurrentHashMap<>();
    private static final AtomicReferenceArray<MemberName> BY_NUMBER = new AtomicReferenceArray<>(MOST);
    /** Those of ASCII characters only, by the hash of their bytes. */
    private static final AtomicReferenceArray<MemberName> BY_BYTES = new AtomicReferenceArray<>(PLACES);

    private final String text;
    private final int number;
    private final byte[] bytes;
    private final long hash;
    /** Of a name shorter than a word its bytes, and which of a word's bits they are. */
    private final long word;

    private final long wordBits;

    private MemberName(String text, int number, byte[] bytes) {
        this.text = text;
        this.number = number;
        this.bytes = bytes;
        this.hash = hash(bytes, 0, bytes.length);
        int length = Math.min(bytes.length, Long.BYTES);
        this.word = (long) WORD.get(Arrays.copyOf(bytes, Math.max(bytes.length, Long.BYTES)), 0);
        this.wordBits = length == 0 ? 0 : -1L >>> (Long.SIZE - Byte.SIZE * length);
    }

    public static MemberName of(String text) {
        MemberName known = BY_TEXT.get(text);
        if (known != null) {
            return known;
        }
        return text.length() > LONGEST || BY_TEXT.size() >= MOST ? unnumbered(text) : numbered(text);
    }

    private static MemberName unnumbered(String text) {
        return new MemberName(text, NO_NUMBER, new byte[0]);
    }

    private static synchronized MemberName numbered(String text) {
        MemberName known = BY_TEXT.get(text);
        if (known != null) {
            return known;
        }
        int number = BY_TEXT.size();
        if (number >= MOST) {
            return unnumbered(text);
        }
        MemberName name = new MemberName(text, number, text.getBytes(StandardCharsets.UTF_8));
        BY_NUMBER.set(number, name);
        BY_TEXT.put(text, name);
        if (isPlain(text)) {
            int place = (int) (name.hash & (PLACES - 1));
            for (int step = 0; step < MOST_STEPS; step++) {
                if (BY_BYTES.compareAndSet((place + step) & (PLACES - 1), null, name)) {
                    break;
                }
            }
        }
        return name;
    }

    private static boolean isPlain(String text) {
        return text.chars().allMatch(c -> c < 0x80 && c != '"' && c != '\\');
    }

    /** The name of these bytes, all ASCII characters; null for one that has no number. */
    static @Nullable MemberName of(byte[] bytes, int from, int to) {
        long hash = hash(bytes, from, to);
        int place = (int) (hash & (PLACES - 1));
        for (int step = 0; step < MOST_STEPS; step++) {
            MemberName name = BY_BYTES.get((place + step) & (PLACES - 1));
            if (name == null) {
                break;
            }
            if (name.hash == hash && Arrays.equals(name.bytes, 0, name.bytes.length, bytes, from, to)) {
                return name;
            }
        }
        if (to - from > LONGEST || BY_TEXT.size() >= MOST) {
            return null;
        }
        MemberName name = of(new String(bytes, from, to - from, StandardCharsets.US_ASCII));
        return name.number == NO_NUMBER ? null : name;
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = SEED + to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) WORD.get(bytes, at)) * ODD;
            hash ^= hash >>> 32;
        }
        long rest = 0;
        for (; at < to; at++) {
            rest = rest << Byte.SIZE | bytes[at] & 0xff;
        }
        hash = (hash ^ rest) * ODD;
        return hash ^ hash >>> 32;
    }

    static MemberName numbered(int number) {
        return BY_NUMBER.get(number);
    }

    public String text() {
        return text;
    }

    /** From 0 to {@link #MOST}; negative where the name has none. */
    public int number() {
        return number;
    }

    int length() {
        return bytes.length;
    }

    /** Whether the name, and a quote after it, stand at a place before the end. Only of names that have a number. */
    boolean standsAt(byte[] json, int at, int end) {
        int length = bytes.length;
        int close = at + length;
        if (close >= end || json[close] != '"') {
            return false;
        }
        if (length < Long.BYTES) {
            return at + Long.BYTES <= json.length
                    ? (((long) WORD.get(json, at) ^ word) & wordBits) == 0
                    : Arrays.equals(bytes, 0, length, json, at, close);
        }
        int last = length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if ((long) WORD.get(bytes, i) != (long) WORD.get(json, at + i)) {
                return false;
            }
        }
        return (long) WORD.get(bytes, last) == (long) WORD.get(json, at + last);
    }

    /** Whether the texts are the same. */
    boolean isSame(MemberName other) {
        return number >= 0 && other.number >= 0 ? number == other.number : text.equals(other.text);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MemberName name && text.equals(name.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
