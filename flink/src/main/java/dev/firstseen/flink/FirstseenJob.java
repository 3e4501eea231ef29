package dev.firstseen.flink;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.settings.JobSettingsReader;
import dev.firstseen.flink.wire.NewerStateException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.flink.client.program.ProgramParametrizationException;
import org.apache.flink.util.ExceptionUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine;

/**
 * {@code firstseen flink --local}, all in one process, and what {@code flink run} submits to a cluster. Exit status of the
 * former: 0 as it should be, 2 unusable input, 70 where the job failed.
 */
@Command(
        name = "firstseen flink",
        description = "Runs the rules as a job on Apache Flink.",
        mixinStandardHelpOptions = true,
        version = "firstseen 0.1.0")
public final class FirstseenJob implements Callable<Integer> {
    private static final int UNUSABLE = 2;
    private static final int FAILED = 70;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration, as of 'firstseen watch', with a table [flink]. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("firstseen.toml");

    @Option(names = "--local", description = "Run it in this process, not on a cluster.")
    private boolean local;

    @Option(
            names = "--resume",
            paramLabel = "FOLDER",
            description = "With --local: go on from this checkpoint or savepoint.")
    private Optional<String> resumed = Optional.empty();

    @Option(names = "--trace", description = "Where a job fails, print where in the program.")
    private boolean trace;

    private boolean submitted;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Submits the job to the cluster of the environment, and with {@code --local} runs it here. */
    public static void main(String[] arguments) throws ProgramParametrizationException {
        FirstseenJob command = new FirstseenJob();
        int status = command.execute(new PrintWriter(System.err, true, StandardCharsets.UTF_8), arguments);
        if (status == 0) {
            return;
        }
        if (List.of(arguments).contains("--local")) {
            System.exit(status);
        }
        // The command of a cluster does not end its process; this ends it with what was said above.
        throw new ProgramParametrizationException(command.end());
    }

    /** Runs the command and gives the exit status. */
    static int run(PrintWriter errors, String... arguments) {
        return new FirstseenJob().execute(errors, arguments);
    }

    int execute(PrintWriter errors, String... arguments) {
        return new CommandLine(this)
                .setErr(errors)
                .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, errors))
                .execute(arguments);
    }

    /** What became of the job that did not end well, in a sentence. */
    String end() {
        return submitted ? "The job was submitted, and failed." : "The job was not submitted.";
    }

    private int failed(Exception failure, PrintWriter errors) {
        Optional<String> unusable = unusable(failure);
        if (unusable.isPresent()) {
            errors.println("firstseen: " + visible(unusable.get()));
            return UNUSABLE;
        }
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        // A sentence of Java's own says little without its kind.
        errors.println("firstseen: the job %s: %s"
                .formatted(submitted ? "failed" : "could not be submitted", visible(cause.toString())));
        if (trace) {
            errors.println(visible(ExceptionUtils.stringifyException(failure).replace("\t", "    ")));
        } else {
            errors.println("firstseen: where in the program is told with --trace.");
        }
        return FAILED;
    }

    /** What the user can mend, in a sentence; Flink packs what fails in a task into exceptions of its own. */
    static Optional<String> unusable(Throwable failure) {
        return failure instanceof UnusableJobException
                ? Optional.ofNullable(failure.getMessage())
                : ExceptionUtils.findThrowableSerializedAware(
                                failure, NewerStateException.class, FirstseenJob.class.getClassLoader())
                        .map(Throwable::getMessage);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter errors = spec.commandLine().getErr();
        JobSettings settings = read(file, errors);
        Submission.of(settings, Instant.now(), sentence -> errors.println(visible(sentence)))
                .run(local, resumed, () -> submitted = true);
        return 0;
    }

    /** Reads the configuration; all that is wrong with it is said at once. */
    private static JobSettings read(Path file, PrintWriter errors) {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException none) {
            throw new UnusableJobException("There is no %s; name the configuration with --config.".formatted(file));
        } catch (IOException unreadable) {
            throw new UnusableJobException("%s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
        JobSettingsReader.Reading reading =
                JobSettingsReader.read(file, text, name -> Optional.ofNullable(System.getenv(name)));
        reading.problems().forEach(problem -> errors.println(visible(problem.render())));
        return reading.settings()
                .orElseThrow(() -> new UnusableJobException("The configuration cannot be used as it is."));
    }

    private static String visible(String text) {
        return text.lines().map(Visible::of).collect(Collectors.joining("\n"));
    }
}
