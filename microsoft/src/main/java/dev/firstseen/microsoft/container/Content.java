package dev.firstseen.microsoft.container;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.OptionalLong;

/**
 * Something to read: a file, an entry of an archive, or standard input.
 *
 * @param name for messages; an entry of an archive is named {@code archive.zip!/entry}
 * @param most how many bytes may come of it unpacked, however often it is compressed; empty where that depends on how many
 *     are stored
 */
public record Content(String name, Opener opener, OptionalLong most) {

    /** Opens the content as stored, still compressed where it is. */
    @FunctionalInterface
    public interface Opener {
        ReadableByteChannel open() throws IOException;
    }

    public Content(String name, Opener opener) {
        this(name, opener, OptionalLong.empty());
    }

    /** Bytes that are there already. */
    public static Content held(String name, byte[] bytes) {
        return new Content(name, () -> Heading.putBack(bytes, Channels.newChannel(InputStream.nullInputStream())));
    }

    /**
     * Opens the content as UTF-8 without a byte order mark, unpacked.
     *
     * @throws ReadFailure where what it is stored on does not give it, here and when the channel is read
     * @throws IOException where it is damaged, or something that is not read here; the message is a sentence
     */
    public ReadableByteChannel open() throws IOException {
        ReadableByteChannel stored = stored();
        try {
            return Encoding.utf8(Compression.unpacked(stored, most));
        } catch (IOException | RuntimeException failure) {
            stored.close();
            throw failure;
        }
    }

    private ReadableByteChannel stored() throws IOException {
        try {
            return opener.open();
        } catch (IOException failure) {
            throw ReadFailure.of(failure);
        }
    }
}
