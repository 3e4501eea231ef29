package dev.firstseen.flink.playbooks;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.files.Unusable;
import dev.firstseen.flink.wire.CodedType;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What was found when the playbooks' folders were looked at.
 *
 * @param texts those that can be used
 */
public record PlaybookVersion(PlaybookTexts texts, Unusable unusable) {

    /** Reads files, and all {@code .toml} files below folders. */
    public static PlaybookVersion read(List<Path> paths) {
        PlaybookReader reader = PlaybookFolder.reader(MicrosoftFields.INSTANCE);
        List<PlaybookTexts.Text> texts = new ArrayList<>();
        Unusable unusable = Unusable.among(paths, (file, text, problems) -> {
            PlaybookReader.Reading reading = reader.read(file, text);
            reading.problems().forEach(problem -> problems.add(problem.render()));
            reading.playbook().ifPresent(_ -> texts.add(new PlaybookTexts.Text(file, text)));
            return reading.playbook().isPresent();
        });
        return new PlaybookVersion(new PlaybookTexts(texts), unusable);
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
            read.unusable().write(to);
        }

        @Override
        public PlaybookVersion read(ByteReader from, int version) {
            return new PlaybookVersion(TEXTS.read(from, (int) from.whole()), Unusable.read(from));
        }
    }
}
