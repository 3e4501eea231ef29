package dev.firstseen.microsoft.container;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;

/** What a content is stored on did not give it. That tells nothing of the content, which another try may read. */
public final class ReadFailure extends IOException {

    private ReadFailure(IOException cause) {
        super(Contents.sentence(cause), cause);
    }

    /** A failure below all unpacking, as what it is; one that tells of the content, or that it is gone or closed, stays. */
    static IOException of(IOException failure) {
        return switch (failure) {
            case ZipException damaged -> damaged;
            case EOFException cutOff -> cutOff;
            case NoSuchFileException gone -> gone;
            case ClosedChannelException closed -> closed;
            case ReadFailure known -> known;
            default -> new ReadFailure(failure);
        };
    }
}
