package dev.firstseen.cli;

import java.io.BufferedWriter;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            throw new UnusableInputException("%s cannot be written: %s".formatted(file.get(), failure.getMessage()));
        }
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
