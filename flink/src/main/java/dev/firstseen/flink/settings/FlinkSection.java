package dev.firstseen.flink.settings;

import dev.firstseen.flink.PipelineSettings;
import dev.firstseen.runtime.configuration.Section;
import java.time.Duration;
import java.util.Optional;

/** The table {@code [flink]}: what only a job on Flink is told. */
final class FlinkSection {
    private static final String ALWAYS = "always";
    /** Flink refuses to make checkpoints more often. */
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private final Optional<Section> section;

    FlinkSection(Optional<Section> section) {
        this.section = section;
    }

    String name() {
        return section.flatMap(table -> table.text("name")).orElse("firstseen");
    }

    boolean bounded() {
        return section.flatMap(table -> table.flag("bounded")).orElse(false);
    }

    Optional<String> notices() {
        return section.flatMap(table -> Addresses.of(table, "notices"));
    }

    Duration idle() {
        return section.flatMap(table -> table.duration("idle", SHORTEST)).orElse(Duration.ofMinutes(1));
    }

    Duration remembered(Duration usual) {
        return orAlways("remember_ids", usual);
    }

    Duration kept(Duration usual) {
        return orAlways("keep_earlier", usual);
    }

    Optional<Duration> rulesPoll(boolean bounded, Optional<Section> rules) {
        Optional<Duration> poll = section.flatMap(table -> table.duration("rules_poll"));
        boolean named = rules.isPresent() && rules.get().toml().has("paths");
        if (poll.isPresent() && (bounded || !named || !poll.get().isPositive())) {
            String why = bounded
                    ? "the rules of a bounded job do not change: leave 'rules_poll' out"
                    : named
                            ? "'rules_poll' is the time from one look to the next, such as \"30s\""
                            : "there are no rules to look at: name them in [rules] paths";
            section.ifPresent(table -> table.toml().error(table.toml().valuePlace("rules_poll"), why));
            return Optional.empty();
        }
        return poll;
    }

    JobSettings.Checkpoints checkpoints() {
        return new JobSettings.Checkpoints(
                section.flatMap(table -> Addresses.of(table, "checkpoints")),
                section.flatMap(table -> table.duration("checkpoint_interval", SHORTEST))
                        .orElse(Duration.ofSeconds(30)),
                section.flatMap(table -> table.flag("rocksdb")).orElse(true));
    }

    int parallelism() {
        long parallelism =
                section.flatMap(table -> table.toml().whole("parallelism")).orElse(0L);
        if (parallelism < 0 || parallelism > PipelineSettings.MOST_PARALLEL) {
            section.ifPresent(table -> table.toml()
                    .error(
                            table.toml().valuePlace("parallelism"),
                            "'parallelism' goes from 1 to %d, not %d"
                                    .formatted(PipelineSettings.MOST_PARALLEL, parallelism)));
            return 0;
        }
        return (int) parallelism;
    }

    private Duration orAlways(String key, Duration usual) {
        return section.flatMap(table -> table.toml().isString(key)
                                && table.text(key).filter(ALWAYS::equals).isPresent()
                        ? Optional.of(PipelineSettings.ALWAYS)
                        : table.duration(key))
                .orElse(usual);
    }

    void error(String key, String sentence) {
        section.ifPresent(table -> table.toml().error(table.toml().valuePlace(key), sentence));
    }

    void warning(String key, String sentence) {
        section.ifPresent(table -> table.toml().warning(table.toml().valuePlace(key), sentence));
    }

    void warnOfUnknown() {
        section.ifPresent(table -> table.toml().warnOfUnknown());
    }
}
