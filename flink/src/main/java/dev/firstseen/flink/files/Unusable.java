package dev.firstseen.flink.files;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.runtime.files.TomlFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What could not be used when folders were looked at.
 *
 * @param broken files that cannot be used, and folders that cannot be read
 * @param problems what is wrong or doubtful, in sentences
 */
public record Unusable(List<String> broken, List<String> problems) {

    public Unusable {
        broken = List.copyOf(broken);
        problems = List.copyOf(problems);
    }

    /** Takes what is in a file. */
    @FunctionalInterface
    public interface Taker {
        /**
         * Uses a file, if it can.
         *
         * @param problems takes what is wrong or doubtful, in sentences
         * @return whether it could
         */
        boolean take(String file, String text, List<String> problems);
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static Unusable among(List<Path> paths, Taker taker) {
        List<String> broken = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        TomlFiles.each(
                paths,
                (file, text) -> {
                    if (!taker.take(file, text, problems)) {
                        broken.add(file);
                    }
                },
                (path, sentence) -> {
                    broken.add(path.toString());
                    problems.add(sentence);
                });
        return new Unusable(broken, problems);
    }

    /** Whether a file could not be used, or the folder that it was in. */
    public boolean has(String file) {
        return broken.stream()
                .anyMatch(name -> name.equals(file) || Path.of(file).startsWith(Path.of(name)));
    }

    /** Writes it down, to be {@linkplain #read read} again. */
    public void write(ByteWriter to) {
        to.list(broken, (text, writer) -> writer.text(text));
        to.list(problems, (text, writer) -> writer.text(text));
    }

    /** As it was written. */
    public static Unusable read(ByteReader from) {
        return new Unusable(from.list(ByteReader::text), from.list(ByteReader::text));
    }
}
