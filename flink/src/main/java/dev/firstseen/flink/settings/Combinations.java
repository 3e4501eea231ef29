package dev.firstseen.flink.settings;

import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.TimeMode;
import java.time.Duration;
import java.util.Optional;

/** What each table may say, but not together with another. */
final class Combinations {
    private static final Duration SHORT = Duration.ofDays(1);

    /** Transactions end a quarter of an hour after they began, which a checkpoint's own time is part of. */
    private static final Duration LONGEST_BETWEEN_TRANSACTIONS = Duration.ofMinutes(10);

    /** What is then left for a checkpoint and a restart is short. */
    private static final Duration LONG_BETWEEN_TRANSACTIONS = Duration.ofMinutes(5);

    private Combinations() {}

    static void about(JobSettings settings, TomlSection top, Optional<TomlSection> time, FlinkSection flink) {
        Duration lateness = settings.watermarks().outOfOrderness();
        if (settings.mode() == TimeMode.EVENT
                && settings.sources().stream().anyMatch(SourceSettings.Files.class::isInstance)
                && lateness.compareTo(SHORT) < 0) {
            TomlSection where = time.orElse(top);
            where.warning(
                    where.has("lateness") ? where.valuePlace("lateness") : where.place(),
                    "files come in no order of time: a record that is older, by more than the 'lateness', than one before it"
                            + " may raise no alert and is told as late; give a 'lateness' as long as an export reaches back,"
                            + " or [flink] bounded = true");
        }
        if (settings.sinks().stream().anyMatch(SinkSettings.Kafka.class::isInstance)) {
            transactions(settings.checkpoints().interval(), flink);
        }
    }

    private static void transactions(Duration interval, FlinkSection flink) {
        if (interval.compareTo(LONGEST_BETWEEN_TRANSACTIONS) > 0) {
            flink.error(
                    "checkpoint_interval",
                    "with a sink of type \"kafka\" it is at most 10m: brokers end a transaction, and with it what was not"
                            + " yet committed, after 15 minutes");
        } else if (interval.compareTo(LONG_BETWEEN_TRANSACTIONS) > 0) {
            flink.warning(
                    "checkpoint_interval",
                    "with a sink of type \"kafka\" it leaves %d minutes for a checkpoint and for a restart after a failure:"
                                    .formatted(Duration.ofMinutes(15)
                                            .minus(interval)
                                            .toMinutes())
                            + " brokers end a transaction after 15 minutes, and what was not yet committed is lost; give"
                            + " at most 5m");
        }
    }
}
