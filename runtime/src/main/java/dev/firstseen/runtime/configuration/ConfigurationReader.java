package dev.firstseen.runtime.configuration;

import dev.firstseen.collect.Source;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.engine.toml.TomlFile;
import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.runtime.live.LiveTime;
import dev.firstseen.runtime.watch.Keeping;
import dev.firstseen.runtime.watch.Outlet;
import dev.firstseen.store.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/** Reads the configuration file of the service. */
public final class ConfigurationReader {
    private static final Duration LATENESS = Duration.ofDays(7);
    private static final Duration RETENTION = Duration.ofDays(30);
    /** Which names are of one account is written down once a day, and must not be forgotten before it is again. */
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(2);

    private final Problems problems = new Problems();
    private final Path file;
    private final Function<String, Optional<String>> environment;
    private final SourceClock clock;

    private ConfigurationReader(Path file, Function<String, Optional<String>> environment, SourceClock clock) {
        this.file = file;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * What reading gave.
     *
     * @param configuration empty where there is a mistake
     * @param problems all mistakes, and what is doubtful
     */
    public record Reading<C>(Optional<C> configuration, List<Problem> problems) {
        public Reading {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads a file.
     *
     * @param file for messages, and its folder for relative paths
     * @param environment gives the value of an environment variable, where it is set
     * @param clock of the sources
     */
    public static Reading<Configuration> read(
            Path file, String text, Function<String, Optional<String>> environment, SourceClock clock) {
        ConfigurationReader reader = new ConfigurationReader(file, environment, clock);
        return reader.read(text, reader::top);
    }

    /** Reads of a file only what {@link Kept} holds; whatever else is wrong with it is not told. */
    public static Reading<Kept> readKept(Path file, String text, Function<String, Optional<String>> environment) {
        ConfigurationReader reader = new ConfigurationReader(file, environment, SourceClock.system());
        return reader.read(text, reader::kept);
    }

    private <C> Reading<C> read(String text, Function<TomlSection, Optional<C>> reading) {
        Optional<C> configuration =
                TomlFile.read(file.toString(), text, problems).flatMap(reading);
        return new Reading<>(configuration.filter(_ -> !problems.hasErrors()), problems.all());
    }

    private Section section(TomlSection toml) {
        Path folder = file.toAbsolutePath().getParent();
        return new Section(toml, folder == null ? Path.of("") : folder, environment);
    }

    private Optional<Kept> kept(TomlSection toml) {
        Section top = section(toml);
        Optional<Section> archive = toml.section("archive").map(top::with);
        return store(top)
                .map(store -> new Kept(
                        store,
                        toml.section("rules")
                                .map(top::with)
                                .map(section -> section.paths("paths"))
                                .orElse(List.of()),
                        archive.map(ConfigurationReader::archived).orElse(OptionalLong.empty())));
    }

    private static OptionalLong archived(Section archive) {
        Optional<Long> bytes = archive.size("max_size");
        return bytes.isPresent() ? OptionalLong.of(bytes.get()) : OptionalLong.empty();
    }

    private Optional<Configuration> top(TomlSection toml) {
        Section top = section(toml);
        Optional<StoreSettings> store = store(top);
        Optional<Section> rules = toml.section("rules").map(top::with);
        Optional<Section> time = toml.section("time").map(top::with);
        Optional<Section> archive = toml.section("archive").map(top::with);
        Optional<Section> operations = toml.section("operations").map(top::with);
        Optional<Section> networks = toml.section("networks").map(top::with);
        Configuration configuration = new Configuration(
                store.orElse(new StoreSettings.SqliteFile(Path.of("firstseen.db"))),
                rules.map(section -> section.allExisting("paths")).orElse(List.of()),
                rules.map(section -> section.allExisting("playbooks")).orElse(List.of()),
                rules.flatMap(section -> section.existing("exceptions")),
                time.map(this::time).orElse(LiveTime.AVAILABLE),
                time.flatMap(section -> section.duration("lateness")).orElse(LATENESS),
                archive.flatMap(section -> section.flag("records")).orElse(true),
                Keeping.of(
                        archive.flatMap(section -> section.duration("retention", SHORTEST_RETENTION))
                                .orElse(RETENTION),
                        archive.map(ConfigurationReader::archived).orElse(OptionalLong.empty())),
                operations.flatMap(section -> section.address("listen")),
                networks.flatMap(section -> section.existing("as_db")),
                networks.flatMap(section -> section.existing("geo_db")),
                sources(top),
                sinks(top));
        for (Optional<Section> each : List.of(rules, time, archive, operations, networks)) {
            each.ifPresent(section -> section.toml().warnOfUnknown());
        }
        toml.warnOfUnknown();
        return Optional.of(configuration);
    }

    private Optional<StoreSettings> store(Section top) {
        top.toml().require("store");
        return top.toml().section("store").map(top::with).flatMap(section -> {
            Optional<StoreSettings> settings;
            if (section.toml().has("url")) {
                String user = section.required("user");
                Optional<Secret> password = section.requiredSecret("password");
                settings = section.text("url")
                        .flatMap(url -> password.flatMap(
                                secret -> section.usable("url", () -> new StoreSettings.Postgres(url, user, secret))));
            } else {
                section.required("path");
                settings = section.path("path").map(StoreSettings.SqliteFile::new);
            }
            section.toml().warnOfUnknown();
            return settings;
        });
    }

    private LiveTime time(Section section) {
        String word = section.text("counts").orElse("available");
        return switch (word) {
            case "available" -> LiveTime.AVAILABLE;
            case "occurred" -> LiveTime.OCCURRED;
            default -> {
                section.toml()
                        .error(
                                section.toml().valuePlace("counts"),
                                "the time that counts is \"available\" or \"occurred\", not \"%s\"".formatted(word));
                yield LiveTime.AVAILABLE;
            }
        };
    }

    private List<Source> sources(Section top) {
        List<Source> sources = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (TomlSection toml : top.toml().sections("source")) {
            Section section = top.with(toml);
            section.name(names)
                    .ifPresent(name -> SourceSection.read(section, name, clock).ifPresent(sources::add));
            toml.warnOfUnknown();
        }
        if (names.isEmpty() && !top.toml().isMistaken("source")) {
            top.toml().error(top.toml().place(), "there is no [[source]]: nothing would be collected");
        }
        return sources;
    }

    private SequencedMap<String, Outlet> sinks(Section top) {
        SequencedMap<String, Outlet> sinks = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
        for (TomlSection toml : top.toml().sections("sink")) {
            Section section = top.with(toml);
            section.name(names).ifPresent(name -> SinkSection.read(section).ifPresent(sink -> sinks.put(name, sink)));
            toml.warnOfUnknown();
        }
        if (names.isEmpty() && !top.toml().isMistaken("sink")) {
            top.toml().warning(top.toml().place(), "there is no [[sink]]: alerts are kept and told nobody");
        }
        return sinks;
    }
}
