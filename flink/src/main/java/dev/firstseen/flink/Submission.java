package dev.firstseen.flink;

import dev.firstseen.flink.incident.InvestigationSettings;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleFolders;
import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.sink.Sinks;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.Sources;
import dev.firstseen.flink.tally.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/** A job as its settings describe it, with the rules that it begins with. */
final class Submission {

    /** In one process there is nobody to look after a job that fails again and again. */
    private static final int LOCAL_ATTEMPTS = 3;

    private final JobSettings settings;
    private final RuleBook rules;
    private final Optional<InvestigationSettings> investigation;
    private final Consumer<String> told;

    private Submission(
            JobSettings settings,
            RuleBook rules,
            Optional<InvestigationSettings> investigation,
            Consumer<String> told) {
        this.settings = settings;
        this.rules = rules;
        this.investigation = investigation;
        this.told = told;
    }

    /**
     * Reads the rules and the playbooks.
     *
     * @param told takes a sentence for each file that cannot be used, and what is to be said of the job
     */
    static Submission of(JobSettings settings, Instant now, Consumer<String> told) {
        List<String> unusable = new ArrayList<>();
        RuleBook rules = RuleBook.read(settings.rules(), now.toEpochMilli(), unusable);
        Optional<InvestigationSettings> investigation = settings.investigation()
                .map(how -> new InvestigationSettings(PlaybookTexts.read(how.playbooks(), unusable), how.retention()));
        unusable.forEach(told);
        investigation.ifPresent(how -> how.playbooks().beyond(how.retention()).forEach(told));
        if (rules.texts().isEmpty()) {
            throw new UnusableJobException("There is no rule to run.");
        }
        if (investigation.filter(how -> how.playbooks().texts().isEmpty()).isPresent()) {
            throw new UnusableJobException(
                    "There is no playbook to investigate by: name some, or leave 'playbooks' out.");
        }
        return new Submission(settings, rules, investigation, told);
    }

    /**
     * Puts the job together and runs it; a bounded one to its end.
     *
     * @param local whether in this process
     * @param resumed a checkpoint or savepoint to go on from, in this process
     * @param submitted run once Flink has taken the job
     */
    void run(boolean local, Optional<String> resumed, Runnable submitted) throws Exception {
        if (local) {
            LocalPaths.check(settings);
        }
        StreamExecutionEnvironment job = local ? local(resumed) : cluster(resumed);
        if (settings.parallelism() > 0) {
            job.setParallelism(settings.parallelism());
        }
        assemble(job);
        if (resumed.isPresent()) {
            new ResumedFrom(resumed.get()).check(job.getStreamGraph(false).getJobGraph());
        }
        told.accept("Rules: %,d. Sources: %d. Sinks: %d%s."
                .formatted(
                        rules.texts().size(),
                        settings.sources().size(),
                        settings.sinks().size(),
                        local ? ", in this process" : ""));
        job.registerJobListener(new Submitted(submitted));
        JobExecutionResult result = job.execute(settings.name());
        if (local) {
            told.accept("The job has ended: " + Tally.sentence(result));
        }
    }

    private record Submitted(Runnable then) implements JobListener {

        @Override
        public void onJobSubmitted(@Nullable JobClient job, @Nullable Throwable failure) {
            if (job != null) {
                then.run();
            }
        }

        @Override
        public void onJobExecuted(@Nullable JobExecutionResult result, @Nullable Throwable failure) {}
    }

    private StreamExecutionEnvironment cluster(Optional<String> resumed) {
        if (resumed.isPresent()) {
            throw new UnusableJobException("On a cluster a job goes on with 'flink run --fromSavepoint FOLDER'.");
        }
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        if (job instanceof LocalStreamEnvironment) {
            throw new UnusableJobException(
                    "There is no cluster here: run the job in this process with --local, or submit it with 'flink run'.");
        }
        return job;
    }

    private StreamExecutionEnvironment local(Optional<String> resumed) throws IOException {
        Configuration configuration = configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, LOCAL_ATTEMPTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        resumed.ifPresent(from -> configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from));
        if (settings.checkpoints().folder().isEmpty()) {
            // Flink's own choice, the memory of the job's leader, holds five megabytes.
            checkpoints(temporary().toUri().toString(), configuration);
        }
        int processors = Runtime.getRuntime().availableProcessors();
        return StreamExecutionEnvironment.createLocalEnvironment(
                settings.parallelism() > 0 ? settings.parallelism() : processors, configuration);
    }

    /** A folder that goes with the process: what is in it holds records. */
    private static Path temporary() throws IOException {
        Path folder = Files.createTempDirectory("firstseen-flink");
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform().unstarted(() -> FileUtils.deleteDirectoryQuietly(folder.toFile())));
        return folder;
    }

    /** Adds everything from sources to sinks. */
    void assemble(StreamExecutionEnvironment job) {
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.getConfig().enableObjectReuse();
        job.enableCheckpointing(settings.checkpoints().interval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        DataStream<Portion> portions = Sources.of(job, settings.sources(), settings.mode(), settings.watermarks());
        PipelineSettings between = new PipelineSettings(
                rules,
                settings.tables(),
                settings.mode(),
                settings.watermarks().outOfOrderness(),
                settings.remembered(),
                settings.kept(),
                investigation);
        Pipeline pipeline = settings.rulesPoll()
                .map(poll -> Pipeline.of(
                        portions,
                        new RuleFolders(settings.rules(), playbookFolders(), rules.now(), poll).in(job),
                        between))
                .orElseGet(() -> Pipeline.of(portions, between));
        settings.sinks().forEach(sink -> Sinks.of(pipeline.delivered(), sink));
        settings.notices().ifPresent(folder -> Sinks.notices(pipeline.notices(), folder));
    }

    private List<Path> playbookFolders() {
        return settings.investigation()
                .map(JobSettings.Investigation::playbooks)
                .orElse(List.of());
    }

    /** What Flink is told besides the job: where state is. */
    private Configuration configuration() {
        JobSettings.Checkpoints checkpoints = settings.checkpoints();
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, checkpoints.rocksdb() ? "rocksdb" : "hashmap");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        checkpoints.folder().ifPresent(folder -> checkpoints(folder, configuration));
        return configuration;
    }

    private static void checkpoints(String folder, Configuration configuration) {
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder);
    }
}
