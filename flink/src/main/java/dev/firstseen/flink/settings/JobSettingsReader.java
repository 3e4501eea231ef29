package dev.firstseen.flink.settings;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.rule.Durations;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.flink.PipelineSettings;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.source.SecretValue;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.source.WatermarkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a job's settings. All mistakes of the file are told, each with its place. */
public final class JobSettingsReader {
    private static final String CONNECTION_STRING =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\""
                    + " password=\"%s\";";
    private static final String JAAS = "sasl.jaas.config";

    private final Path folder;
    private final TomlSection top;

    private JobSettingsReader(Path folder, TomlSection top) {
        this.folder = folder;
        this.top = top;
    }

    /**
     * Reads the text of a file.
     *
     * @param file for messages; paths of rules begin at its folder
     * @param problems where mistakes are told
     * @return empty where there are mistakes
     */
    public static Optional<JobSettings> read(Path file, String text, Problems problems) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        Optional<JobSettings> settings = TomlFile.read(file.toString(), text, problems)
                .flatMap(top -> new JobSettingsReader(folder, top).read());
        return problems.hasErrors() ? Optional.empty() : settings;
    }

    private Optional<JobSettings> read() {
        top.require("source", "sink", "rules");
        TimeMode mode = mode();
        Optional<SourceSettings> source = top.section("source").flatMap(section -> source(section, mode));
        Optional<SinkSettings> sink = top.section("sink").flatMap(this::sink);
        List<Path> rules = top.strings("rules").stream().map(folder::resolve).toList();
        Enrichment tables = new Enrichment(
                top.string("as_table").map(this::local).orElse(""),
                top.string("geo_table").map(this::local).orElse(""));
        boolean bounded = mode == TimeMode.BOUNDED;
        Duration always = bounded ? PipelineSettings.ALWAYS : Duration.ZERO;
        WatermarkSettings watermarks = new WatermarkSettings(
                duration(top, "out_of_orderness", Duration.ofMinutes(5)), duration(top, "idle", Duration.ofMinutes(1)));
        Duration remembered = duration(top, "remember_ids", bounded ? PipelineSettings.ALWAYS : Duration.ofDays(1));
        Duration kept = duration(top, "keep_earlier", always);
        Optional<String> notices = top.string("notices").map(this::uri);
        int parallelism = parallelism();
        JobSettings.Checkpoints checkpoints = checkpoints();
        top.warnOfUnknown();
        if (source.isEmpty() || sink.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new JobSettings(
                source.get(),
                sink.get(),
                notices,
                rules,
                tables,
                mode,
                watermarks,
                remembered,
                kept,
                checkpoints,
                parallelism));
    }

    private TimeMode mode() {
        String word = top.string("time").orElse("arrival");
        for (TimeMode mode : TimeMode.values()) {
            if (mode.name().toLowerCase(Locale.ROOT).equals(word)) {
                return mode;
            }
        }
        top.error(top.valuePlace("time"), "'time' must be bounded, event or arrival, not '" + word + "'");
        return TimeMode.ARRIVAL;
    }

    private Optional<SourceSettings> source(TomlSection section, TimeMode mode) {
        String type = section.requiredString("type");
        Optional<SourceSettings> source = switch (type) {
            case "files" -> {
                if (mode == TimeMode.ARRIVAL) {
                    section.error(
                            section.valuePlace("type"),
                            "files have no time of arrival: set 'time' to bounded or event");
                }
                section.require("paths");
                yield Optional.of(new SourceSettings.Files(
                        section.strings("paths").stream().map(this::uri).toList(),
                        duration(section, "poll", Duration.ofSeconds(10))));
            }
            case "kafka", "event_hubs" -> Optional.of(kafka(section, type.equals("event_hubs")));
            default -> {
                section.error(
                        section.valuePlace("type"),
                        "'type' of a source must be files, kafka or event_hubs, not '" + type + "'");
                yield Optional.empty();
            }
        };
        section.warnOfUnknown();
        return source;
    }

    private SourceSettings kafka(TomlSection section, boolean eventHubs) {
        section.require("topics");
        Map<String, String> properties = properties(section);
        Map<String, SecretValue> secrets = secrets(section);
        String brokers;
        if (eventHubs) {
            brokers = section.requiredString("namespace") + ":9093";
            properties.putIfAbsent("security.protocol", "SASL_SSL");
            properties.putIfAbsent("sasl.mechanism", "PLAIN");
            secrets.put(JAAS, new SecretValue(section.requiredString("connection_string_env"), CONNECTION_STRING));
        } else {
            brokers = section.requiredString("brokers");
        }
        return new SourceSettings.Kafka(
                brokers,
                section.strings("topics"),
                section.string("group").orElse("firstseen"),
                section.flag("from_latest").orElse(false),
                properties,
                secrets);
    }

    private Optional<SinkSettings> sink(TomlSection section) {
        String type = section.requiredString("type");
        Optional<SinkSettings> sink = switch (type) {
            case "files" -> Optional.of(new SinkSettings.Files(uri(section.requiredString("folder"))));
            case "kafka" ->
                Optional.of(new SinkSettings.Kafka(
                        section.requiredString("brokers"),
                        section.requiredString("topic"),
                        section.string("transactions").orElse("firstseen"),
                        properties(section),
                        secrets(section)));
            default -> {
                section.error(
                        section.valuePlace("type"), "'type' of a sink must be files or kafka, not '" + type + "'");
                yield Optional.empty();
            }
        };
        section.warnOfUnknown();
        return sink;
    }

    /** Properties of the client. What would be secret in them is refused. */
    private static Map<String, String> properties(TomlSection section) {
        Map<String, String> properties = new LinkedHashMap<>();
        section.section("properties").ifPresent(table -> {
            for (String name : table.keys()) {
                if (name.equals(JAAS) || name.contains("password")) {
                    table.error(
                            table.valuePlace(name),
                            "'" + name
                                    + "' is a secret: put it into the environment and name the variable in 'secrets'");
                }
                table.scalar(name).ifPresent(value -> properties.put(name, value));
            }
        });
        return properties;
    }

    private static Map<String, SecretValue> secrets(TomlSection section) {
        Map<String, SecretValue> secrets = new LinkedHashMap<>();
        section.section("secrets").ifPresent(table -> {
            for (String name : table.keys()) {
                table.string(name).ifPresent(variable -> secrets.put(name, new SecretValue(variable, "%s")));
            }
        });
        return secrets;
    }

    private JobSettings.Checkpoints checkpoints() {
        Optional<TomlSection> section = top.section("checkpoints");
        Duration interval = section.map(table -> duration(table, "interval", Duration.ofSeconds(30)))
                .orElse(Duration.ofSeconds(30));
        Optional<String> where =
                section.flatMap(table -> table.string("folder")).map(this::uri);
        boolean rocksdb = section.flatMap(table -> table.flag("rocksdb")).orElse(true);
        section.ifPresent(TomlSection::warnOfUnknown);
        return new JobSettings.Checkpoints(where, interval, rocksdb);
    }

    private int parallelism() {
        long parallelism = top.whole("parallelism").orElse(0L);
        if (parallelism < 0 || parallelism > PipelineSettings.MOST_PARALLEL) {
            top.error(
                    top.valuePlace("parallelism"),
                    "'parallelism' goes from 1 to " + PipelineSettings.MOST_PARALLEL + ", not " + parallelism);
            return 0;
        }
        return (int) parallelism;
    }

    private static Duration duration(TomlSection section, String key, Duration otherwise) {
        Optional<String> text = section.string(key);
        if (text.isEmpty()) {
            return otherwise;
        }
        Optional<Duration> duration =
                text.get().equals("always") ? Optional.of(PipelineSettings.ALWAYS) : Durations.plain(text.get());
        if (duration.isEmpty()) {
            section.error(
                    section.valuePlace(key),
                    "'" + key + "' must be a number with s, m, h, d or w, such as 5m, not '" + text.get() + "'");
        }
        return duration.orElse(otherwise);
    }

    private String local(String path) {
        return folder.resolve(path).toString();
    }

    /** A path of this machine, or an address of one of Flink's file systems. */
    private String uri(String path) {
        return path.contains("://") ? path : folder.resolve(path).toUri().toString();
    }
}
