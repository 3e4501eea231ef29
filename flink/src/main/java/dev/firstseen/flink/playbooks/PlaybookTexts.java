package dev.firstseen.flink.playbooks;

import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.wire.Coding;
import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.PlaybookReader;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.playbook.Step;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Playbook files, as they are sent to all machines. */
public record PlaybookTexts(List<Text> texts) implements Serializable {

    /** How much later than its own time a record may be there: what Microsoft takes at most. */
    private static final Duration ARRIVING = Duration.ofDays(1);

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
        PlaybookVersion read = PlaybookVersion.read(paths);
        unusable.addAll(read.unusable().problems());
        return read.texts();
    }

    /** The playbooks in them. */
    public Playbooks playbooks() {
        PlaybookReader reader = PlaybookFolder.reader(MicrosoftFields.INSTANCE);
        return new Playbooks(texts.stream()
                .map(text -> playbook(text, reader))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Optional<Playbook> playbook(Text text, PlaybookReader reader) {
        return reader.read(text.file(), text.text()).playbook();
    }

    /** Those of some files. */
    public PlaybookTexts among(Set<String> files) {
        return new PlaybookTexts(
                texts.stream().filter(text -> files.contains(text.file())).toList());
    }

    /**
     * What follows when the files have been looked at: those that cannot be used now go on as they were, unless their
     * playbooks are there in others, and where nothing is left nothing changes.
     */
    public PlaybookTexts changed(PlaybookVersion read) {
        PlaybookReader reader = PlaybookFolder.reader(MicrosoftFields.INSTANCE);
        List<Text> now = new ArrayList<>(read.texts().texts());
        Set<String> there = new HashSet<>();
        read.texts().playbooks().all().forEach(playbook -> there.add(playbook.id()));
        for (Text text : texts) {
            if (read.unusable().has(text.file())
                    && playbook(text, reader).filter(of -> !there.add(of.id())).isEmpty()) {
                now.add(text);
            }
        }
        return now.isEmpty() ? this : new PlaybookTexts(now);
    }

    /**
     * Which of them ask for more than is kept, each in a sentence: what is older is not there when a case is looked at last.
     *
     * @param retention how long records are kept
     */
    public List<String> beyond(Duration retention) {
        List<String> beyond = new ArrayList<>();
        for (Playbook playbook : playbooks().all()) {
            Duration asked = longest(playbook, Measure::before)
                    .plus(longest(playbook, Measure::after))
                    .plus(ARRIVING);
            if (asked.compareTo(retention) > 0) {
                beyond.add(
                        "%s asks until %s after an alert for records of %s before it, and they are kept for %s: what is older is not there, and counts as if it had not been. Give [archive] a 'retention' of %s."
                                .formatted(
                                        playbook.file(),
                                        Durations.written(longest(playbook, Measure::after)
                                                .plus(ARRIVING)),
                                        Durations.written(longest(playbook, Measure::before)),
                                        Durations.written(retention),
                                        Durations.written(asked)));
            }
        }
        return beyond;
    }

    private static Duration longest(Playbook playbook, Function<Measure, Duration> reach) {
        Optional<Duration> longest = playbook.steps().stream()
                .map(Step::measures)
                .flatMap(List::stream)
                .map(reach)
                .max(Comparator.naturalOrder());
        return longest.orElse(Duration.ZERO);
    }

    /** How they are written. */
    public record OfPlaybookTexts() implements Coding<PlaybookTexts> {

        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(PlaybookTexts texts, ByteWriter to) {
            to.list(texts.texts(), (text, writer) -> {
                writer.text(text.file());
                writer.text(text.text());
            });
        }

        @Override
        public PlaybookTexts read(ByteReader from, int version) {
            return new PlaybookTexts(from.list(reader -> new Text(reader.text(), reader.text())));
        }
    }
}
