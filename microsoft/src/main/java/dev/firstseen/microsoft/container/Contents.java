package dev.firstseen.microsoft.container;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is to be read, found from paths: a file, a folder with all below it, a zip archive with all its entries, a pipe, or
 * {@code -} for standard input. The last two can be read once. Contents come sorted by name, so that a run is the same everywhere.
 */
public final class Contents implements Closeable {

    /** The name that means standard input. */
    public static final Path STANDARD_INPUT = Path.of("-");

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
                found.addStream("standard input", standardInput);
            } else {
                found.addPath(path);
            }
        }
        return found;
    }

    /**
     * A file, or all entries of the archive that it is.
     *
     * @param opener of the file as it is stored
     * @throws ReadFailure where what it is stored on does not give it
     * @throws IOException where it is an archive that is damaged
     */
    public static Contents ofFile(Path file, Content.Opener opener) throws IOException {
        Contents found = new Contents();
        try {
            found.addFile(file, opener);
            return found;
        } catch (IOException failure) {
            throw ReadFailure.of(failure);
        }
    }

    public List<Content> contents() {
        return List.copyOf(contents);
    }

    public List<Refusal> refusals() {
        return List.copyOf(refusals);
    }

    private void addPath(Path path) {
        if (Files.isDirectory(path)) {
            addFolder(path);
        } else if (Files.isRegularFile(path)) {
            addFile(path);
        } else if (Files.exists(path)) {
            addPipe(path);
        } else {
            refusals.add(new Refusal(path.toString(), "There is no such file or folder."));
        }
    }

    private void addFolder(Path folder) {
        FolderFiles files = FolderFiles.below(folder);
        refusals.addAll(files.refusals());
        files.files().forEach(this::addFile);
    }

    private void addFile(Path file) {
        try {
            addFile(file, () -> FileChannel.open(file, StandardOpenOption.READ));
        } catch (IOException failure) {
            refusals.add(new Refusal(file.toString(), sentence(failure)));
        }
    }

    private void addFile(Path file, Content.Opener opener) throws IOException {
        if (isZip(opener)) {
            addArchive(file.toString(), file);
        } else {
            contents.add(new Content(file.toString(), opener));
        }
    }

    /** A pipe, such as the shell makes of {@code <(zcat b.gz)}, or a device. */
    private void addPipe(Path pipe) {
        try {
            InputStream in = Files.newInputStream(pipe);
            open.add(in);
            addStream(pipe.toString(), in);
        } catch (IOException failure) {
            refusals.add(new Refusal(pipe.toString(), sentence(failure)));
        }
    }

    /** What can be read once only. */
    private void addStream(String name, InputStream stream) {
        try {
            Heading whole = Heading.of(Channels.newChannel(stream), 4);
            if (Compression.isZip(whole.bytes())) {
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
        Archive archive = Archive.open(name, file);
        open.addFirst(archive);
        contents.addAll(archive.contents());
        refusals.addAll(archive.refusals());
    }

    private static boolean isZip(Content.Opener opener) throws IOException {
        try (ReadableByteChannel channel = opener.open()) {
            return Compression.isZip(Heading.of(channel, 4).bytes());
        }
    }

    /** What an exception of the file system says, as a sentence. */
    public static String sentence(Exception failure) {
        // Of a file the JDK's own message is its name, which is told beside this.
        String message = failure instanceof FileSystemException ofFile ? ofFile.getReason() : failure.getMessage();
        if (failure instanceof AccessDeniedException) {
            return "Reading it is not allowed.";
        }
        if (failure instanceof NoSuchFileException) {
            return "It is not there.";
        }
        if (failure instanceof NotDirectoryException) {
            return "It is no folder.";
        }
        if (message == null) {
            return "It cannot be read (%s).".formatted(failure.getClass().getSimpleName());
        }
        if (failure instanceof EOFException && !message.endsWith(".")) {
            return "It is cut off in the middle of what is packed.";
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
