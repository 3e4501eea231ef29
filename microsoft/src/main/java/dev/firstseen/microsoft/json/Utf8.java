package dev.firstseen.microsoft.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Tells texts in UTF-8 from those in the code page of somebody's machine. One thread uses it, for any number of texts. */
public final class Utf8 {

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final CharBuffer ignored = CharBuffer.allocate(1 << 12);

    /** Where the first character stands that is not well formed, counted from the offset; -1 where all are. */
    public int firstBroken(byte[] bytes, int offset, int length) {
        ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
        CoderResult result;
        decoder.reset();
        do {
            result = decoder.decode(in, ignored.clear(), true);
        } while (result.isOverflow());
        return result.isError() ? in.position() - offset : -1;
    }
}
