package dev.firstseen.deliver.sink.file;

import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.terminal.Visible;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends notices, one a line, and is sure that they are on the disk before it says so. A line that a crash left torn is
 * cut off: its notice was not taken and comes again. A new file can be read by its owner only.
 */
public final class NdjsonFileSink implements Sink {
    private static final int BLOCK = 64 << 10;
    private static final String NO_FOLDER = "its folder is not there";
    private static final String NOT_ALLOWED = "it may not be written";

    private final FileSettings settings;
    private @Nullable FileChannel open;

    public NdjsonFileSink(FileSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "file " + Visible.of(settings.file().toString());
    }

    @Override
    public Optional<String> obstacle() {
        Path file = settings.file().toAbsolutePath();
        Path folder = Objects.requireNonNullElse(file.getParent(), file);
        Optional<String> why = Optional.empty();
        if (!Files.isDirectory(folder)) {
            why = Optional.of(NO_FOLDER);
        } else if (Files.isDirectory(file)) {
            why = Optional.of("it is a folder");
        } else if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            why = Optional.of(NOT_ALLOWED);
        }
        return why.map(this::sentence);
    }

    @Override
    public Delivery deliver(List<Notice> notices) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Notice notice : notices) {
            lines.writeBytes(settings.payload().bytes(notice));
            lines.write('\n');
        }
        try {
            append(lines.toByteArray());
            return Delivery.all(notices.size(), Outcome.Taken.TAKEN);
        } catch (IOException failure) {
            // Opened anew next time, so that what was half written is cut off.
            close();
            return Delivery.all(notices.size(), new Outcome.Retry(sentence(reason(failure))));
        }
    }

    private String sentence(String reason) {
        return name() + ": " + Visible.of(reason) + '.';
    }

    /** Of these two the JDK says no more than the file's name. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case NoSuchFileException _ -> NO_FOLDER;
            case AccessDeniedException _ -> NOT_ALLOWED;
            default -> String.valueOf(failure.getMessage());
        };
    }

    private void append(byte[] lines) throws IOException {
        FileChannel channel = open == null ? open() : open;
        open = channel;
        if (channel.size() >= settings.largest()) {
            close();
            rotate();
            channel = open();
            open = channel;
        }
        ByteBuffer rest = ByteBuffer.wrap(lines);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    private FileChannel open() throws IOException {
        Path file = settings.file().toAbsolutePath();
        FileAttribute<?>[] owner =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        boolean isNew = !Files.exists(file);
        FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), owner);
        try {
            cutTornLine(channel);
            if (isNew) {
                forceFolder(file);
            }
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        return channel;
    }

    /** The name of a new file is in its folder, which has to reach the disk too; not every system lets a folder be forced. */
    private static void forceFolder(Path file) {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException unsupported) {
            return;
        }
    }

    /** Searches the last line end from the end of the file, and goes on writing there. */
    private static void cutTornLine(FileChannel channel) throws IOException {
        long end = channel.size();
        while (end > 0) {
            int length = (int) Math.min(BLOCK, end);
            ByteBuffer block = ByteBuffer.allocate(length);
            while (block.hasRemaining() && channel.read(block, end - length + block.position()) >= 0) {}
            int last = length - 1;
            while (last >= 0 && block.get(last) != '\n') {
                last--;
            }
            if (last >= 0) {
                end = end - length + last + 1;
                break;
            }
            end -= length;
        }
        channel.truncate(end);
        channel.position(end);
    }

    private void rotate() throws IOException {
        for (int number = settings.kept() - 1; number >= 1; number--) {
            Path from = full(number);
            if (Files.exists(from)) {
                Files.move(from, full(number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(settings.file(), full(1), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path full(int number) {
        return settings.file().resolveSibling(settings.file().getFileName() + "." + number);
    }

    @Override
    public void close() {
        FileChannel channel = open;
        open = null;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // All that was taken was forced to the disk before.
                return;
            }
        }
    }
}
