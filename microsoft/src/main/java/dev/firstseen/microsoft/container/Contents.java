package dev.firstseen.microsoft.container;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * All that is to be read, found from paths: a file, a folder with all below it, a zip archive with all its entries, or
 * {@code -} for standard input. Contents come sorted by name, so that a run is the same everywhere.
 */
public final class Contents implements Closeable {

    /** The name that means standard input. */
    public static final Path STANDARD_INPUT = Path.of("-");

    private static final int MOST_ENTRIES = 100_000;

    private final List<Content> contents = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();

    private Contents() {}

    /**
     * Something that cannot be read.
     *
     * @param why a sentence
     */
    public record Refusal(String name, String why) {}

    /** Finds everything below the paths. What cannot be looked into is among the {@link #refusals()}. */
    public static Contents of(List<Path> paths, InputStream standardInput) {
        Contents found = new Contents();
        for (Path path : paths) {
            if (path.equals(STANDARD_INPUT)) {
                found.addStandardInput(standardInput);
            } else {
                found.addPath(path);
            }
        }
        return found;
    }

    public List<Content> contents() {
        return List.copyOf(contents);
    }

    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    private void addPath(Path path) {
        if (!Files.exists(path)) {
            refusals.add(new Refusal(path.toString(), "There is no such file or folder."));
            return;
        }
        try (Stream<Path> below = Files.walk(path, FileVisitOption.FOLLOW_LINKS)) {
            below.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .forEach(this::addFile);
        } catch (IOException | UncheckedIOException failure) {
            refusals.add(new Refusal(path.toString(), sentence(failure)));
        }
    }

    private void addFile(Path file) {
        String name = file.toString();
        try {
            if (isZip(file)) {
                addArchive(name, file);
            } else {
                contents.add(new Content(name, () -> FileChannel.open(file, StandardOpenOption.READ)));
            }
        } catch (IOException failure) {
            refusals.add(new Refusal(name, sentence(failure)));
        }
    }

    private void addStandardInput(InputStream standardInput) {
        String name = "standard input";
        ReadableByteChannel channel = Channels.newChannel(standardInput);
        try {
            byte[] magic = Heading.peek(channel, 4);
            ReadableByteChannel whole = Heading.putBack(magic, channel);
            if (Compression.isZip(magic)) {
                // An archive's directory is at its end: it has to be on disk.
                Path copy = Files.createTempFile("firstseen", ".zip");
                open.add(() -> Files.deleteIfExists(copy));
                Files.copy(Channels.newInputStream(whole), copy, StandardCopyOption.REPLACE_EXISTING);
                addArchive(name, copy);
            } else {
                contents.add(new Content(name, () -> whole));
            }
        } catch (IOException failure) {
            refusals.add(new Refusal(name, sentence(failure)));
        }
    }

    private void addArchive(String name, Path file) throws IOException {
        ZipFile archive = new ZipFile(file.toFile());
        open.addFirst(archive);
        if (archive.getEntry("[Content_Types].xml") != null) {
            refusals.add(new Refusal(name, "It is an Office document: save it as CSV."));
            return;
        }
        List<Content> entries = new ArrayList<>();
        Enumeration<? extends ZipEntry> all = archive.entries();
        while (all.hasMoreElements()) {
            ZipEntry entry = all.nextElement();
            if (entry.isDirectory()) {
                continue;
            }
            if (entries.size() == MOST_ENTRIES) {
                refusals.add(new Refusal(
                        name, "It has more than %,d entries; the rest was not read.".formatted(MOST_ENTRIES)));
                break;
            }
            entries.add(new Content(
                    name + "!/" + entry.getName(),
                    () -> Channels.newChannel(
                            Inflation.bounded(archive.getInputStream(entry), entry::getCompressedSize))));
        }
        entries.sort(Comparator.comparing(Content::name));
        contents.addAll(entries);
    }

    private static boolean isZip(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Compression.isZip(Heading.peek(channel, 4));
        }
    }

    /** What an exception of the file system says, as a sentence. */
    public static String sentence(Exception failure) {
        String message = failure.getMessage();
        if (failure instanceof java.nio.file.AccessDeniedException) {
            return "Reading it is not allowed.";
        }
        if (message == null) {
            return "It cannot be read (%s).".formatted(failure.getClass().getSimpleName());
        }
        return message.endsWith(".") ? message : "It cannot be read: %s.".formatted(message);
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : open) {
            each.close();
        }
    }
}
