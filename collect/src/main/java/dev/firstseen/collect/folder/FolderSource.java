package dev.firstseen.collect.folder;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.time.SourceClock;
import java.nio.file.Files;

/**
 * Reads the files of a folder and of all below it. A file of JSON lines is followed while it grows; any other is read once,
 * when it has not changed from one look to the next, and again when it changes later. Records became available when they
 * were read.
 */
public record FolderSource(String name, FolderSettings settings, SourceClock clock) implements Source {

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        new FolderRun(name, settings, clock, cursor, intake, Files::newByteChannel).run();
    }
}
