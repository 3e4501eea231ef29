package dev.firstseen.bench.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** All chance in the generator: seeded, so that the same seed gives the same company and the same logs. */
final class Dice {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.ISO_8859_1);
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Dice for one purpose, so that a change in one part of the logs leaves the others as they were. */
    Dice(long seed, String purpose) {
        this(seed * 0x9E37_79B9_7F4A_7C15L + purpose.hashCode());
    }

    long bits() {
        return random.nextLong();
    }

    /** A number from 0 to {@code bound} - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String guid() {
        return guid(random.nextLong(), random.nextLong());
    }

    /** A GUID of version 4 made of the given bits. */
    static String guid(long high, long low) {
        long first = (high & ~0xF000L) | 0x4000L;
        long second = (low & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        byte[] text = new byte[36];
        int at = 0;
        for (int digit = 0; digit < 32; digit++) {
            if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                text[at++] = '-';
            }
            long half = digit < 16 ? first : second;
            text[at++] = HEX[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** {@code digits} upper-case hexadecimal digits. */
    String hex(int digits) {
        char[] text = new char[digits];
        for (int i = 0; i < digits; i++) {
            text[i] = Character.toUpperCase((char) HEX[random.nextInt(16)]);
        }
        return new String(text);
    }

    /** {@code length} characters of base64, as Exchange's item identifiers end. */
    String base64(int length) {
        byte[] text = new byte[length];
        long bits = 0;
        for (int i = 0; i < length; i++) {
            if (i % 10 == 0) {
                bits = random.nextLong();
            }
            text[i] = (byte) BASE64.charAt((int) bits & 63);
            bits >>>= 6;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
