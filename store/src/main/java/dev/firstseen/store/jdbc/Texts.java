package dev.firstseen.store.jdbc;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Texts as bytes and back without loss: UTF-8, where half of a surrogate pair, which UTF-8 has no place for, takes the
 * three bytes that its number would. Logs hold such halves, and PostgreSQL's own texts could not even hold a zero.
 */
final class Texts {
    private Texts() {}

    static byte[] bytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isHalf(text, i)) {
                return bytesWithHalves(text);
            }
            if (Character.isSurrogate(text.charAt(i))) {
                i++;
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isHalf(String text, int i) {
        char c = text.charAt(i);
        return Character.isSurrogate(c)
                && !(Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1)));
    }

    private static byte[] bytesWithHalves(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 8);
        for (int i = 0; i < text.length(); ) {
            if (isHalf(text, i)) {
                char half = text.charAt(i);
                bytes.write(0xe0 | half >> 12);
                bytes.write(0x80 | half >> 6 & 0x3f);
                bytes.write(0x80 | half & 0x3f);
                i++;
            } else {
                int end = i + Character.charCount(text.codePointAt(i));
                bytes.writeBytes(text.substring(i, end).getBytes(StandardCharsets.UTF_8));
                i = end;
            }
        }
        return bytes.toByteArray();
    }

    static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    static String text(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        return text.indexOf('\ufffd') < 0 ? text : textWithHalves(bytes, offset, offset + length);
    }

    private static String textWithHalves(byte[] bytes, int offset, int end) {
        StringBuilder text = new StringBuilder(end - offset);
        int begin = offset;
        for (int i = offset; i + 2 < end; i++) {
            if ((bytes[i] & 0xff) == 0xed && (bytes[i + 1] & 0xff) >= 0xa0) {
                text.append(new String(bytes, begin, i - begin, StandardCharsets.UTF_8));
                text.append((char) (0xd000 | (bytes[i + 1] & 0x3f) << 6 | bytes[i + 2] & 0x3f));
                i += 2;
                begin = i + 1;
            }
        }
        return text.append(new String(bytes, begin, end - begin, StandardCharsets.UTF_8))
                .toString();
    }
}
