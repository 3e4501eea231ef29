package dev.firstseen.collect.folder;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** How files are opened to be read: as the file system does it, unless a test makes it fail. */
interface Opener {
    SeekableByteChannel open(Path file) throws IOException;
}
