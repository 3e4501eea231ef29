package dev.firstseen.microsoft.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Tells texts in UTF-8 from those in the code page of somebody's machine. */
public final class Utf8 {

    private Utf8() {}

    /** Where the first character stands that is not well formed, counted from the offset; -1 where all are. */
    public static int firstBroken(byte[] bytes, int offset, int length) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CharBuffer out = CharBuffer.allocate(Math.clamp(length, 16, 1 << 12));
        CoderResult result = decoder.decode(in, out, true);
        while (result.isOverflow()) {
            result = decoder.decode(in, out.clear(), true);
        }
        return result.isError() ? in.position() - offset : -1;
    }
}
