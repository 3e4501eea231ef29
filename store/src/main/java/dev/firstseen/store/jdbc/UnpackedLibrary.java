package dev.firstseen.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where SQLite's library is unpacked. The driver takes it away when the process ends by itself, but not when it is killed;
 * in a folder of its own beside the database, what was left behind is found.
 */
final class UnpackedLibrary {
    private static final String PROPERTY = "org.sqlite.tmpdir";

    private UnpackedLibrary() {}

    /**
     * Takes away what killed processes left and has the library unpacked there, where no other folder is asked for. Only
     * for a process that keeps others from writing to the database.
     *
     * @throws IOException where the folder cannot be made or emptied
     */
    static void beside(Path database) throws IOException {
        Path folder = database.resolveSibling(database.getFileName() + ".library");
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder, OwnersOnly.folder());
        }
        for (Path left : content(folder)) {
            Files.delete(left);
        }
        // It is loaded once in a process, however many databases that opens.
        if (System.getProperty(PROPERTY) == null) {
            System.setProperty(PROPERTY, folder.toString());
        }
    }

    private static List<Path> content(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(each -> each.getFileName().toString().startsWith("sqlite-"))
                    .toList();
        } catch (UncheckedIOException unreadable) {
            throw unreadable.getCause();
        }
    }
}
