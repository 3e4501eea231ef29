package dev.firstseen.collect.folder;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.microsoft.container.Contents;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the files of a folder and of all below it. What cannot be looked into is told, and the rest found. One thread uses it. */
final class FolderWalk {

    /** So many that cannot be looked into are told one by one. */
    private static final int MOST_TOLD = 100;

    /** Stands in a text for bytes that are none. */
    private static final char UNTOLD = '\ufffd';

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

    /** A file as the walk found it. */
    record Found(Path path, BasicFileAttributes attributes) {}

    /**
     * The files there are now, by their names below the folder; links are followed. One that has several names is found by
     * the first of them.
     *
     * @throws IOException where the folder itself cannot be read
     */
    SortedMap<String, Found> files() throws IOException {
        SortedMap<String, Found> files = new TreeMap<>();
        nowClosed.clear();
        Path folder = settings.folder().toRealPath();
        Files.walkFileTree(
                folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new Walk(folder, files));
        return files;
    }

    private final class Walk extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final SortedMap<String, Found> files;
        private final Map<Object, String> names = new HashMap<>();

        Walk(Path folder, SortedMap<String, Found> files) {
            this.folder = folder;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes attributes) {
            return !entry.equals(folder) && isUnfinished(entry)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isUnfinished(file)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isRegularFile()) {
                try {
                    found(name(file), new Found(file, attributes));
                } catch (NoSuchFileException gone) {
                    // Moved away meanwhile: the next look finds it where it is.
                    return FileVisitResult.CONTINUE;
                }
            } else if (attributes.isSymbolicLink()) {
                close(name(file), new IOException("It is a link to nothing."));
            }
            return FileVisitResult.CONTINUE;
        }

        private void found(String name, Found file) throws IOException {
            Object key = file.attributes().fileKey();
            String other = key == null ? null : names.get(key);
            if (other != null && isLinked(file, files.get(other))) {
                if (other.compareTo(name) < 0) {
                    return;
                }
                files.remove(other);
            }
            if (key != null) {
                names.put(key, name);
            }
            files.put(name, file);
        }

        /** Whether links lead to the same file: some file systems give one number to several. */
        private static boolean isLinked(Found file, @Nullable Found other) throws IOException {
            return other != null && file.path().toRealPath().equals(other.path().toRealPath());
        }

        @Override
        public FileVisitResult visitFileFailed(Path entry, IOException failure) throws IOException {
            // What a link leads back to is read where it stands.
            return failure instanceof FileSystemLoopException ? FileVisitResult.CONTINUE : passOver(entry, failure);
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
                close(name(entry), failure);
            }
            return FileVisitResult.CONTINUE;
        }

        private String name(Path entry) {
            StringJoiner name = new StringJoiner("/");
            folder.relativize(entry).forEach(part -> name.add(text(part)));
            return name.toString();
        }
    }

    private static boolean isUnfinished(Path entry) {
        return Unfinished.is(String.valueOf(entry.getFileName()));
    }

    /** A name that cannot be told as text is another's as well; then its bytes are told, as in an address. */
    private static String text(Path part) {
        String text = part.toString();
        if (text.indexOf(UNTOLD) < 0) {
            return text;
        }
        String address = part.toUri().getRawPath();
        int end = address.endsWith("/") ? address.length() - 1 : address.length();
        return address.substring(address.lastIndexOf('/', end - 1) + 1, end);
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
        for (int end = name.length(); end > 0; end = name.lastIndexOf('/', end - 1)) {
            if (nowClosed.contains(name.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
