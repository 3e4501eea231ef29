package dev.firstseen.flink;

import dev.firstseen.engine.diagnostic.Problems;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.settings.JobSettingsReader;
import dev.firstseen.flink.sink.Sinks;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.Sources;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** {@code flink run firstseen-flink.jar SETTINGS}, or with {@code --local} all in one process. */
public final class FirstseenJob {
    private static final int UNUSABLE = 2;

    private FirstseenJob() {}

    /** Submits the job that a settings file describes. */
    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean local = rest.remove("--local");
        if (rest.size() != 1) {
            System.err.println("Give the file with the job's settings, and --local to run it in this process.");
            System.exit(UNUSABLE);
        }
        Optional<JobSettings> settings = read(Path.of(rest.getFirst()), System.err);
        if (settings.isEmpty()) {
            System.exit(UNUSABLE);
        }
        run(settings.orElseThrow(), local, Instant.now(), System.err);
    }

    /** Reads a settings file; what is wrong in it is told. */
    static Optional<JobSettings> read(Path file, PrintStream errors) throws IOException {
        Problems problems = new Problems();
        Optional<JobSettings> settings = JobSettingsReader.read(file, Files.readString(file), problems);
        problems.all().forEach(problem -> errors.println(problem.place() + ": " + problem.message()));
        return settings;
    }

    /** Puts the job together and runs it; a bounded one to its end. */
    static void run(JobSettings settings, boolean local, Instant now, PrintStream errors) throws Exception {
        List<String> unusable = new ArrayList<>();
        RuleBook rules = RuleBook.read(settings.rules(), now.toEpochMilli(), unusable);
        unusable.forEach(errors::println);
        if (rules.texts().isEmpty()) {
            throw new IllegalArgumentException("There is no rule to run.");
        }
        Configuration configuration = configuration(settings.checkpoints());
        StreamExecutionEnvironment job = local
                ? StreamExecutionEnvironment.createLocalEnvironment(
                        Math.max(1, settings.parallelism() > 0 ? settings.parallelism() : processors()), configuration)
                : StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        if (settings.parallelism() > 0) {
            job.setParallelism(settings.parallelism());
        }
        assemble(job, settings, rules);
        job.execute("firstseen");
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Adds everything from sources to sinks. */
    static void assemble(StreamExecutionEnvironment job, JobSettings settings, RuleBook rules) {
        job.setMaxParallelism(PipelineSettings.MOST_PARALLEL);
        job.getConfig().enableObjectReuse();
        job.enableCheckpointing(settings.checkpoints().interval().toMillis(), CheckpointingMode.EXACTLY_ONCE);
        DataStream<Portion> portions = Sources.of(job, settings.source(), settings.mode(), settings.watermarks());
        Pipeline pipeline = Pipeline.of(
                portions,
                new PipelineSettings(
                        rules, settings.tables(), settings.mode(), settings.remembered(), settings.kept()));
        Sinks.alerts(pipeline.alerts(), settings.sink());
        settings.notices().ifPresent(folder -> Sinks.notices(pipeline.notices(), folder));
    }

    /** What Flink is told besides the job: where state is. */
    static Configuration configuration(JobSettings.Checkpoints checkpoints) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, checkpoints.rocksdb() ? "rocksdb" : "hashmap");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        checkpoints.folder().ifPresent(folder -> {
            configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
            configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder);
        });
        return configuration;
    }
}
