package dev.firstseen.flink.settings;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.flink.PipelineSettings;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.source.WatermarkSettings;
import dev.firstseen.runtime.configuration.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the configuration file of the service for a job. What means the same is written the same; what a job cannot do is
 * a mistake, told with its place, and the table {@code [flink]} says the rest.
 */
public final class JobSettingsReader {
    private static final Duration LATENESS = Duration.ofMinutes(5);
    private static final Duration RETENTION = Duration.ofDays(30);

    private final Problems problems = new Problems();
    private final Path file;
    private final Function<String, Optional<String>> environment;

    private JobSettingsReader(Path file, Function<String, Optional<String>> environment) {
        this.file = file;
        this.environment = environment;
    }

    /**
     * What reading gave.
     *
     * @param settings empty where there is a mistake
     * @param problems all mistakes, and what is doubtful
     */
    public record Reading(Optional<JobSettings> settings, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param file for messages; relative paths begin at its folder
     * @param environment gives the value of an environment variable, where it is set
     */
    public static Reading read(Path file, String text, Function<String, Optional<String>> environment) {
        JobSettingsReader reader = new JobSettingsReader(file, environment);
        Optional<JobSettings> settings = TomlFile.read(file.toString(), text, reader.problems)
                .map(reader::top)
                .filter(_ -> !reader.problems.hasErrors());
        return new Reading(settings, reader.problems.all());
    }

    private JobSettings top(TomlSection toml) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of("."));
        Section top = new Section(toml, folder, environment);
        FlinkSection flink = new FlinkSection(toml.section("flink").map(top::with));
        Optional<Section> time = toml.section("time").map(top::with);
        Optional<Section> rules = toml.section("rules").map(top::with);
        Optional<Section> archive = toml.section("archive").map(top::with);
        Optional<Section> networks = toml.section("networks").map(top::with);
        Refusals.of(toml, rules, archive);
        TimeMode mode = mode(flink.bounded(), time);
        boolean bounded = mode == TimeMode.BOUNDED;
        String name = flink.name();
        JobSettings settings = new JobSettings(
                name,
                sources(top, mode),
                sinks(top, name),
                flink.notices(),
                rules(top, rules),
                flink.rulesPoll(bounded, rules),
                new Enrichment(table(networks, "as_db"), table(networks, "geo_db")),
                mode,
                new WatermarkSettings(
                        time.flatMap(section -> section.duration("lateness")).orElse(LATENESS), flink.idle()),
                flink.remembered(bounded ? PipelineSettings.ALWAYS : Duration.ofDays(1)),
                flink.kept(bounded ? PipelineSettings.ALWAYS : Duration.ZERO),
                investigation(rules, archive, bounded),
                flink.checkpoints(),
                flink.parallelism());
        Combinations.about(settings, toml, time.map(Section::toml), flink);
        for (Optional<Section> each : List.of(time, rules, archive, networks)) {
            each.ifPresent(section -> section.toml().warnOfUnknown());
        }
        flink.warnOfUnknown();
        toml.warnOfUnknown();
        return settings;
    }

    private static String table(Optional<Section> networks, String key) {
        return networks.flatMap(section -> section.path(key))
                .map(Path::toString)
                .orElse("");
    }

    private static TimeMode mode(boolean bounded, Optional<Section> time) {
        String word = time.flatMap(section -> section.text("counts")).orElse(bounded ? "occurred" : "available");
        return switch (word) {
            case "occurred" -> bounded ? TimeMode.BOUNDED : TimeMode.EVENT;
            case "available" -> {
                if (bounded) {
                    time.ifPresent(
                            section -> section.toml()
                                    .error(
                                            section.toml().valuePlace("counts"),
                                            "a bounded job counts by the records' own time: write \"occurred\", or leave it out"));
                }
                yield bounded ? TimeMode.BOUNDED : TimeMode.ARRIVAL;
            }
            default -> {
                time.ifPresent(section -> section.toml()
                        .error(
                                section.toml().valuePlace("counts"),
                                "the time that counts is \"available\" or \"occurred\", not \"%s\"".formatted(word)));
                yield TimeMode.ARRIVAL;
            }
        };
    }

    /** Those named; else those that Firstseen brings along, where it knows where it is. */
    private static List<Path> rules(Section top, Optional<Section> rules) {
        List<Path> named = rules.map(section -> section.paths("paths")).orElse(List.of());
        if (!named.isEmpty()) {
            return named;
        }
        String home = System.getProperty("firstseen.home");
        if (home == null) {
            top.toml()
                    .error(
                            rules.map(section -> section.toml().place())
                                    .orElse(top.toml().place()),
                            "name the rules: [rules] paths = [\"rules\"]");
            return List.of();
        }
        return List.of(Path.of(home, "rules"));
    }

    private static Optional<JobSettings.Investigation> investigation(
            Optional<Section> rules, Optional<Section> archive, boolean bounded) {
        Duration usual = bounded ? PipelineSettings.ALWAYS : RETENTION;
        return rules.map(section -> section.paths("playbooks"))
                .filter(playbooks -> !playbooks.isEmpty())
                .map(playbooks -> new JobSettings.Investigation(
                        playbooks,
                        archive.flatMap(section -> section.duration("retention"))
                                .orElse(usual)));
    }

    private List<SourceSettings> sources(Section top, TimeMode mode) {
        List<SourceSettings> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TomlSection toml : top.toml().sections("source")) {
            Section section = top.with(toml);
            section.name(names)
                    .ifPresent(name -> JobSource.read(section, name, mode).ifPresent(sources::add));
            toml.warnOfUnknown();
        }
        if (names.isEmpty()) {
            top.toml().error(top.toml().place(), "there is no [[source]]: nothing would be read");
        }
        return sources;
    }

    private List<SinkSettings> sinks(Section top, String job) {
        List<SinkSettings> sinks = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TomlSection toml : top.toml().sections("sink")) {
            Section section = top.with(toml);
            section.name(names)
                    .ifPresent(name -> JobSink.read(section, name, job).ifPresent(sinks::add));
            toml.warnOfUnknown();
        }
        if (names.isEmpty()) {
            top.toml().error(top.toml().place(), "there is no [[sink]]: alerts would be told nobody");
        }
        return sinks;
    }
}
