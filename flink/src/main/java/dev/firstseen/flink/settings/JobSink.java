package dev.firstseen.flink.settings;

import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.runtime.configuration.Section;
import dev.firstseen.runtime.configuration.SinkSection;
import java.util.List;
import java.util.Optional;

/** Reads one {@code [[sink]]} for a job. */
final class JobSink {
    private static final List<String> TYPES = List.of("kafka", "folder", "elasticsearch");

    private JobSink() {}

    static Optional<SinkSettings> read(Section section, String name, String job) {
        Refusals.refuse(
                section.toml(),
                "messages_per_minute",
                "a job on Flink tells every alert: leave 'messages_per_minute' out");
        String type = section.required("type");
        return switch (type) {
            case "kafka" -> kafka(section, name, job);
            case "elasticsearch" -> elasticsearch(section, name);
            case "folder" -> {
                section.required("path");
                yield Addresses.of(section, "path").map(path -> new SinkSettings.Files(name, path));
            }
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("type"),
                                Refusals.sentence("sink", type, TYPES)
                                        + (type.equals("file")
                                                ? ": many tasks write at once, so it is a folder of files"
                                                : ""));
                section.toml().knows(section.toml().keys());
                yield Optional.empty();
            }
        };
    }

    private static Optional<SinkSettings> kafka(Section section, String name, String job) {
        return SinkSection.kafka(section).flatMap(settings -> {
            if (settings.payload() != Payload.ECS) {
                section.toml()
                        .error(
                                section.toml().valuePlace("format"),
                                "a job on Flink writes ECS: leave 'format' out, or write \"ecs\"");
                return Optional.empty();
            }
            return Optional.of(new SinkSettings.Kafka(name, settings, job + "-" + name));
        });
    }

    private static Optional<SinkSettings> elasticsearch(Section section, String name) {
        return SinkSection.elasticsearch(section).flatMap(settings -> {
            if (settings.dataStream()) {
                section.toml()
                        .error(
                                section.toml().valuePlace("data_stream"),
                                "an alert is told again when others are counted on it, and what is in a data stream"
                                        + " cannot be replaced: name an index");
                return Optional.empty();
            }
            return Optional.of(new SinkSettings.Elasticsearch(name, settings));
        });
    }
}
