package dev.firstseen.deliver.sink.file;

import dev.firstseen.deliver.sink.Payload;
import java.nio.file.Path;

/**
 * A file of notices.
 *
 * @param largest the size in bytes from which on a new file is begun
 * @param kept how many full files stay beside it, named {@code .1} (the newest) and so on; older ones are deleted
 */
public record FileSettings(Path file, Payload payload, long largest, int kept) {
    public FileSettings {
        if (largest < 1 || kept < 1) {
            throw new IllegalArgumentException("rotation of " + file + ": found " + largest + " bytes and " + kept
                    + " files, expected at least 1");
        }
    }
}
