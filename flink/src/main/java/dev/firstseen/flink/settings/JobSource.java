package dev.firstseen.flink.settings;

import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.runtime.configuration.Section;
import dev.firstseen.runtime.configuration.SourceSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one {@code [[source]]} for a job. */
final class JobSource {
    private static final List<String> TYPES = List.of("kafka", "folder");
    private static final Duration POLL = Duration.ofSeconds(10);

    private JobSource() {}

    static Optional<SourceSettings> read(Section section, String name, TimeMode mode) {
        String type = section.required("type");
        return switch (type) {
            case "kafka" -> SourceSection.kafka(section).map(settings -> new SourceSettings.Kafka(name, settings));
            case "folder" -> folder(section, name, mode);
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("type"),
                                Refusals.sentence("source", type, TYPES)
                                        + ": what others bring, let them put into a topic");
                section.toml().knows(section.toml().keys());
                yield Optional.empty();
            }
        };
    }

    private static Optional<SourceSettings> folder(Section section, String name, TimeMode mode) {
        if (mode == TimeMode.ARRIVAL) {
            section.toml()
                    .error(
                            section.toml().valuePlace("type"),
                            "files tell a cluster no time of arrival: write [time] counts = \"occurred\","
                                    + " or [flink] bounded = true");
        }
        section.required("path");
        Duration poll = section.duration("poll").orElse(POLL);
        return Addresses.of(section, "path").map(path -> new SourceSettings.Files(name, path, poll));
    }
}
