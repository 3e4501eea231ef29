package dev.firstseen.runtime.investigation;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.playbook.SharedRemedies;
import dev.firstseen.microsoft.dataset.Dataset;
import dev.firstseen.runtime.files.TomlFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What was read of playbook files. One that is broken never keeps the others from being used.
 *
 * @param playbooks those without a mistake
 * @param problems what is wrong or doubtful in the files
 * @param unreadable files that could not be opened, each as a sentence
 */
public record PlaybookFolder(Playbooks playbooks, List<Problem> problems, List<String> unreadable) {
    private static final String REMEDIES = "remedies.toml";

    public PlaybookFolder {
        problems = List.copyOf(problems);
        unreadable = List.copyOf(unreadable);
    }

    /** What reads playbooks over all datasets, with the remedies that come along. */
    public static PlaybookReader reader(Fields fields) {
        return new PlaybookReader(
                fields, Dataset.all().stream().map(Dataset::name).toList(), sharedRemedies());
    }

    /** The remedies that come along, which playbooks use by name. */
    static SharedRemedies sharedRemedies() {
        try (InputStream in = Objects.requireNonNull(PlaybookFolder.class.getResourceAsStream(REMEDIES))) {
            return SharedRemedies.read(REMEDIES, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads files, and all {@code .toml} files below folders. */
    public static PlaybookFolder read(List<Path> paths, Fields fields) {
        PlaybookReader reader = reader(fields);
        List<Playbook> playbooks = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        TomlFiles.each(
                paths,
                (file, text) -> {
                    PlaybookReader.Reading reading = reader.read(file, text);
                    problems.addAll(reading.problems());
                    reading.playbook().ifPresent(playbooks::add);
                },
                (_, sentence) -> unreadable.add(sentence));
        return new PlaybookFolder(new Playbooks(playbooks), problems, unreadable);
    }
}
