package dev.firstseen.flink.incident;

import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.files.TomlFiles;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Playbook files, as they are sent to all machines. */
public record PlaybookTexts(List<Text> texts) implements Serializable {
    public PlaybookTexts {
        texts = List.copyOf(texts);
    }

    /** One file: its name, for messages, and what is in it. */
    public record Text(String file, String text) implements Serializable {}

    /**
     * Reads files, and all {@code .toml} files below folders; what cannot be used is told and left out.
     *
     * @param unusable takes a sentence for each mistake
     */
    public static PlaybookTexts read(List<Path> paths, List<String> unusable) {
        PlaybookReader reader = PlaybookFolder.reader(MicrosoftFields.INSTANCE);
        List<Text> texts = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : TomlFiles.below(path, unusable)) {
                try {
                    Text text = new Text(file.toString(), TomlFiles.text(file));
                    PlaybookReader.Reading reading = reader.read(text.file(), text.text());
                    reading.problems().forEach(problem -> unusable.add(problem.render()));
                    if (reading.playbook().isPresent()) {
                        texts.add(text);
                    }
                } catch (IOException failure) {
                    unusable.add(TomlFiles.unreadable(file, failure));
                }
            }
        }
        return new PlaybookTexts(texts);
    }

    /** The playbooks in them. */
    public Playbooks playbooks() {
        PlaybookReader reader = PlaybookFolder.reader(MicrosoftFields.INSTANCE);
        List<Playbook> playbooks = new ArrayList<>();
        for (Text text : texts) {
            reader.read(text.file(), text.text()).playbook().ifPresent(playbooks::add);
        }
        return new Playbooks(playbooks);
    }
}
