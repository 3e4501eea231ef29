package dev.firstseen.flink.playbooks;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.files.TomlFiles;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found when the playbooks' folders were looked at.
 *
 * @param texts those that can be used
 * @param broken files that cannot, and folders that cannot be read
 * @param problems what is wrong or doubtful, in sentences
 */
public record PlaybookVersion(PlaybookTexts texts, List<String> broken, List<String> problems) {

    public PlaybookVersion {
        broken = List.copyOf(broken);
        problems = List.copyOf(problems);
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static PlaybookVersion read(List<Path> paths) {
        PlaybookReader reader = PlaybookFolder.reader(MicrosoftFields.INSTANCE);
        List<PlaybookTexts.Text> texts = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Path path : paths) {
            int before = problems.size();
            List<Path> files = TomlFiles.below(path, problems);
            if (problems.size() > before || !Files.exists(path)) {
                broken.add(path.toString());
            }
            for (Path file : files) {
                try {
                    PlaybookTexts.Text text = new PlaybookTexts.Text(file.toString(), TomlFiles.text(file));
                    PlaybookReader.Reading reading = reader.read(text.file(), text.text());
                    reading.problems().forEach(problem -> problems.add(problem.render()));
                    if (reading.playbook().isPresent()) {
                        texts.add(text);
                    } else {
                        broken.add(text.file());
                    }
                } catch (IOException failure) {
                    broken.add(file.toString());
                    problems.add(TomlFiles.unreadable(file, failure));
                }
            }
        }
        return new PlaybookVersion(new PlaybookTexts(texts), broken, problems);
    }

    /** Whether a file could not be used, or the folder that it was in. */
    boolean isBroken(String file) {
        return broken.stream()
                .anyMatch(name -> name.equals(file) || Path.of(file).startsWith(Path.of(name)));
    }

    /** For Flink. */
    public static CodedType<PlaybookVersion> type() {
        return new CodedType<>(PlaybookVersion.class, new OfPlaybookVersion());
    }

    /** How it is written. */
    public record OfPlaybookVersion() implements Coding<PlaybookVersion> {
        private static final PlaybookTexts.OfPlaybookTexts TEXTS = new PlaybookTexts.OfPlaybookTexts();

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(PlaybookVersion read, ByteWriter to) {
            to.whole(TEXTS.version());
            TEXTS.write(read.texts(), to);
            to.list(read.broken(), (text, writer) -> writer.text(text));
            to.list(read.problems(), (text, writer) -> writer.text(text));
        }

        @Override
        public PlaybookVersion read(ByteReader from, int version) {
            return new PlaybookVersion(
                    TEXTS.read(from, (int) from.whole()), from.list(ByteReader::text), from.list(ByteReader::text));
        }
    }
}
