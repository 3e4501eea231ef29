package dev.firstseen.flink.settings;

import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.source.WatermarkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * All that a job is told, from one file.
 *
 * @param name the job's, by which its transactions are told from those of others
 * @param sources where it reads
 * @param sinks where it delivers alerts
 * @param notices the folder for what could not be used; empty where it is only counted
 * @param rules folders and files of rules
 * @param rulesPoll how often they are looked at for changes; empty where they are read only when the job is submitted
 * @param tables that addresses are looked up in
 * @param mode which time counts
 * @param watermarks when the records up to a time are taken to be complete
 * @param remembered how long after its time the id of a record that matched is remembered
 * @param kept how much longer than a term can matter it is kept
 * @param investigation how alerts are investigated; empty where they are not
 * @param checkpoints how state is kept safe
 * @param parallelism of all operators; 0 where the cluster decides
 */
public record JobSettings(
        String name,
        List<SourceSettings> sources,
        List<SinkSettings> sinks,
        Optional<String> notices,
        List<Path> rules,
        Optional<Duration> rulesPoll,
        Enrichment tables,
        TimeMode mode,
        WatermarkSettings watermarks,
        Duration remembered,
        Duration kept,
        Optional<Investigation> investigation,
        Checkpoints checkpoints,
        int parallelism) {

    public JobSettings {
        sources = List.copyOf(sources);
        sinks = List.copyOf(sinks);
        rules = List.copyOf(rules);
    }

    /**
     * How alerts are investigated.
     *
     * @param playbooks files and folders of playbooks
     * @param retention how long records are kept for it
     */
    public record Investigation(List<Path> playbooks, Duration retention) {
        public Investigation {
            playbooks = List.copyOf(playbooks);
        }
    }

    /**
     * How state is kept safe.
     *
     * @param folder as Flink's file systems name it; empty where the cluster's own is used
     * @param interval between two checkpoints
     * @param rocksdb whether state is on disk, so that it may be larger than memory
     */
    public record Checkpoints(Optional<String> folder, Duration interval, boolean rocksdb) {}
}
