package dev.firstseen.collect.folder;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which folder, with all below it, and how often to look.
 *
 * @param poll a file that is read once has to be unchanged for as long
 */
public record FolderSettings(Path folder, Duration poll) {

    public FolderSettings {
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("the poll interval is above 0");
        }
    }

    public static FolderSettings of(Path folder) {
        return new FolderSettings(folder, Duration.ofSeconds(1));
    }
}
