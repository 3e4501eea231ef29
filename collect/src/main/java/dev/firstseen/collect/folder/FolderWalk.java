package dev.firstseen.collect.folder;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.microsoft.container.Contents;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the files of a folder and of all below it. What cannot be looked into is told, and the rest found. One thread uses it. */
final class FolderWalk {

    /** So many that cannot be looked into are told one by one. */
    private static final int MOST_TOLD = 100;

    private final FolderSettings settings;
    private final SourceClock clock;
    private final Intake intake;
    private final Map<String, Health> closed = new TreeMap<>();
    private final Set<String> nowClosed = new HashSet<>();

    FolderWalk(FolderSettings settings, SourceClock clock, Intake intake) {
        this.settings = settings;
        this.clock = clock;
        this.intake = intake;
    }

    /**
     * The files there are now, by their names below the folder.
     *
     * @throws IOException where the folder itself cannot be read
     */
    SortedMap<String, Path> files() throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        nowClosed.clear();
        Path folder = settings.folder().toRealPath();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!Unfinished.is(String.valueOf(file.getFileName())) && Files.isRegularFile(file)) {
                    files.put(folder.relativize(file).toString(), file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path entry, IOException failure) throws IOException {
                return passOver(entry, failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path entry, @Nullable IOException failure) throws IOException {
                return failure == null ? FileVisitResult.CONTINUE : passOver(entry, failure);
            }

            private FileVisitResult passOver(Path entry, IOException failure) throws IOException {
                if (entry.equals(folder)) {
                    throw failure;
                }
                if (!(failure instanceof NoSuchFileException)) {
                    close(folder.relativize(entry).toString(), failure);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    /** An entry cannot be read now. It is told once, until it can. */
    void close(String name, IOException failure) {
        nowClosed.add(name);
        if (closed.size() < MOST_TOLD || closed.containsKey(name)) {
            String sentence =
                    "It cannot be read, and the rest is read without it: %s".formatted(Contents.sentence(failure));
            closed.computeIfAbsent(name, any -> new Health(name, intake))
                    .failing(clock.now(), sentence, clock.now().plus(settings.poll()));
        }
    }

    /** The look is over: what could be read again, or is gone, is no trouble any more. */
    void end() {
        closed.entrySet().removeIf(each -> {
            boolean over = !nowClosed.contains(each.getKey());
            if (over) {
                each.getValue().well();
            }
            return over;
        });
    }

    /** Whether a file, or a folder that it is in, cannot be looked into now, so that nobody knows whether it is there. */
    boolean isHidden(String name) {
        Path path = Path.of(name);
        for (int length = path.getNameCount(); length > 0; length--) {
            if (nowClosed.contains(path.subpath(0, length).toString())) {
                return true;
            }
        }
        return false;
    }
}
