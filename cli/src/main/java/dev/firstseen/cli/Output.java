package dev.firstseen.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where results go: a file, or standard output. Always UTF-8. */
final class Output {

    private static final int BUFFER = 1 << 16;

    private Output() {}

    static Writer open(Optional<Path> file) {
        if (file.isEmpty()) {
            return new BufferedWriter(
                    new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), BUFFER);
        }
        try {
            return Files.newBufferedWriter(file.get(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw unwritable(
                    file.get(),
                    Files.isDirectory(file.get())
                            ? "it is a folder"
                            : failure instanceof AccessDeniedException
                                    ? "that is not allowed"
                                    : String.valueOf(failure.getMessage()));
        }
    }

    /**
     * Refuses a file that could not be written, or would be written over what is read, before anything is read.
     *
     * @param inputs files and folders
     */
    static void check(Optional<Path> file, List<Path> inputs) {
        if (file.isEmpty()) {
            return;
        }
        Path parent = file.get().toAbsolutePath().getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            throw unwritable(file.get(), "its folder is not there");
        }
        if (!Files.isRegularFile(file.get())) {
            return;
        }
        for (Path input : inputs) {
            if (holds(input, file.get())) {
                throw new UnusableInputException(
                        "%s is there already and belongs to what is read (%s): name a file elsewhere, or delete it first."
                                .formatted(file.get(), input));
            }
        }
    }

    private static boolean holds(Path input, Path file) {
        try {
            return Files.exists(input) && file.toRealPath().startsWith(input.toRealPath());
        } catch (IOException unknown) {
            return false;
        }
    }

    private static UnusableInputException unwritable(Path file, String why) {
        return new UnusableInputException("%s cannot be written: %s.".formatted(file, why));
    }

    /** Whether a person looks at standard output. */
    @SuppressWarnings("SystemConsoleNull") // It may still be null, by its own documentation.
    static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    static boolean colour() {
        String unwanted = System.getenv("NO_COLOR");
        return isTerminal() && (unwanted == null || unwanted.isEmpty());
    }

    /** In characters; what the shell tells, else a usual one. */
    static int width() {
        String columns = System.getenv("COLUMNS");
        if (columns != null && columns.matches("[0-9]{1,4}")) {
            return Math.clamp(Integer.parseInt(columns), 60, 200);
        }
        return 120;
    }
}
