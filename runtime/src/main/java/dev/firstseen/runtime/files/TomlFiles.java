package dev.firstseen.runtime.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files in TOML on disk: rules and playbooks. */
public final class TomlFiles {

    /** A rule or a playbook is a few kilobytes; what is larger is none. */
    private static final int LARGEST = 1 << 20;

    private TomlFiles() {}

    /** Takes what is in a file. */
    @FunctionalInterface
    public interface Taker {
        void take(String file, String text);
    }

    /** Takes a sentence for a file or folder that cannot be read. */
    @FunctionalInterface
    public interface Unreadable {
        void take(Path path, String sentence);
    }

    /** Reads files, and all {@code .toml} files below folders, by name. One that cannot be read keeps no other from it. */
    public static void each(List<Path> paths, Taker taker, Unreadable unreadable) {
        for (Path path : paths) {
            List<String> sentences = new ArrayList<>();
            for (Path file : below(path, sentences)) {
                try {
                    taker.take(file.toString(), text(file));
                } catch (IOException failure) {
                    unreadable.take(file, unreadable(file, failure));
                }
            }
            sentences.forEach(sentence -> unreadable.take(path, sentence));
        }
    }

    /**
     * The file itself, or all {@code .toml} files below a folder, by name.
     *
     * @param unreadable takes a sentence where there is none
     */
    public static List<Path> below(Path path, List<String> unreadable) {
        if (!Files.exists(path)) {
            unreadable.add(path + ": there is no such file or folder.");
            return List.of();
        }
        if (Files.isRegularFile(path)) {
            return List.of(path);
        }
        try (Stream<Path> below = Files.walk(path)) {
            return below.filter(file -> file.toString().endsWith(".toml") && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException | UncheckedIOException failure) {
            unreadable.add(unreadable(path, failure));
            return List.of();
        }
    }

    public static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new IOException("it is larger than a megabyte, which no rule or playbook is");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public static String unreadable(Path path, Exception failure) {
        return path + " cannot be read: " + failure.getMessage();
    }
}
