package dev.firstseen.microsoft.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** UTF-8 of whatever Unicode encoding a text is in, told by its byte order mark or by where its zero bytes are. */
final class Encoding {

    private Encoding() {}

    static ReadableByteChannel utf8(ReadableByteChannel text) throws IOException {
        Heading heading = Heading.of(text, 4);
        byte[] head = heading.bytes();
        int first = at(head, 0);
        int second = at(head, 1);
        if (first == 0xef && second == 0xbb && at(head, 2) == 0xbf) {
            return Heading.putBack(Arrays.copyOfRange(head, 3, head.length), heading.rest());
        }
        if (first == 0xff && second == 0xfe) {
            return transcoded(Arrays.copyOfRange(head, 2, head.length), heading, StandardCharsets.UTF_16LE);
        }
        if (first == 0xfe && second == 0xff) {
            return transcoded(Arrays.copyOfRange(head, 2, head.length), heading, StandardCharsets.UTF_16BE);
        }
        if (first > 0 && second == 0 && at(head, 2) > 0 && at(head, 3) == 0) {
            return transcoded(head, heading, StandardCharsets.UTF_16LE);
        }
        if (first == 0 && second > 0 && at(head, 2) == 0 && at(head, 3) > 0) {
            return transcoded(head, heading, StandardCharsets.UTF_16BE);
        }
        return heading;
    }

    private static int at(byte[] bytes, int index) {
        return index < bytes.length ? bytes[index] & 0xff : -1;
    }

    private static ReadableByteChannel transcoded(byte[] head, Heading heading, Charset charset) {
        return new Transcoding(Heading.putBack(head, heading.rest()), charset);
    }

    /** Decodes and encodes in pieces; what is no character becomes U+FFFD, as in every decoder. */
    private static final class Transcoding implements ReadableByteChannel {
        private final ReadableByteChannel in;
        private final CharsetDecoder decoder;
        private final CharsetEncoder encoder = StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private final ByteBuffer coded = ByteBuffer.allocate(1 << 16).flip();
        private final CharBuffer characters = CharBuffer.allocate(1 << 16).flip();
        private final ByteBuffer utf8 = ByteBuffer.allocate(1 << 18).flip();
        private boolean ended;
        private boolean decoded;
        /** Why reading broke off: told once all that came before is read. */
        private @Nullable IOException broken;

        Transcoding(ReadableByteChannel in, Charset charset) {
            this.in = in;
            this.decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            while (!utf8.hasRemaining()) {
                if (decoded) {
                    if (broken != null) {
                        throw broken;
                    }
                    return -1;
                }
                more();
            }
            int count = Math.min(utf8.remaining(), into.remaining());
            into.put(utf8.slice().limit(count));
            utf8.position(utf8.position() + count);
            return count;
        }

        private void more() {
            if (!ended) {
                coded.compact();
                try {
                    ended = in.read(coded) < 0;
                } catch (IOException failed) {
                    broken = failed;
                    ended = true;
                }
                coded.flip();
            }
            characters.compact();
            CoderResult result = decoder.decode(coded, characters, ended);
            if (ended && result.isUnderflow()) {
                decoder.flush(characters);
                decoded = true;
            }
            characters.flip();
            utf8.compact();
            encoder.encode(characters, utf8, decoded);
            utf8.flip();
        }

        @Override
        public boolean isOpen() {
            return in.isOpen();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
