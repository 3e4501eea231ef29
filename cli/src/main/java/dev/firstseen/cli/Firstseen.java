package dev.firstseen.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command. Exit status: 0 as it should be, 1 something was found that was asked about (alerts, rules that fail), 2
 * unusable input.
 */
@Command(
        name = "firstseen",
        description = "Finds account takeovers in Microsoft 365 logs with detection rules in Elastic's format.",
        mixinStandardHelpOptions = true,
        version = "firstseen 0.1.0",
        subcommands = {
            ScanCommand.class,
            InvestigateCommand.class,
            NormalizeCommand.class,
            AsnCommand.class,
            RulesCommand.class,
            WatchCommand.class,
            InitCommand.class,
            StatusCommand.class,
            HistoryCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:It is done.",
            "1:Something was found that was asked about: alerts (with --fail-on-alert), rules that fail, cannot be used"
                    + " or are blind.",
            "2:Some input could not be read, or not to its end (what was read still counts); or it could not run or"
                    + " write.",
            "70:A mistake of ours."
        },
        footer = {
            // It has a class path of its own, so the launcher runs it.
            "%n'firstseen flink' runs the rules as a job on Apache Flink; see 'firstseen flink --help'.",
            "%nIn the environment: FIRSTSEEN_HEAP=2g gives more memory, COLUMNS=200 makes tables wider, NO_COLOR=1 leaves"
                    + " out colours."
        })
public final class Firstseen implements Runnable {

    static final int FOUND = 1;
    static final int UNUSABLE = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("scan") && !List.of(arguments).contains("--rules")) {
            OwnRules.readAhead();
        }
        System.exit(run(arguments));
    }

    /** Runs the command as {@link #main} does, and gives the exit status instead of ending the process. */
    public static int run(String... arguments) {
        return run(new PrintWriter(System.out, true, System.out.charset()), arguments);
    }

    /** The same, with its output somewhere else. */
    static int run(PrintWriter out, String... arguments) {
        PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        try {
            return new CommandLine(new Firstseen())
                    .setOut(out)
                    .setErr(errors)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .setExecutionExceptionHandler((failure, line, parsed) -> failed(failure, errors))
                    .execute(arguments);
        } catch (OutOfMemoryError full) {
            return outOfMemory(errors);
        }
    }

    private static int outOfMemory(PrintWriter errors) {
        errors.printf(
                "firstseen: %,d MB of memory are not enough for this; more is given by FIRSTSEEN_HEAP=2g before the"
                        + " command.%n",
                Runtime.getRuntime().maxMemory() >> 20);
        return UNUSABLE;
    }

    private static int failed(Exception failure, PrintWriter errors) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                return outOfMemory(errors);
            }
        }
        if (failure instanceof UnusableInputException unusable) {
            errors.println("firstseen: " + VisibleLines.of(String.valueOf(unusable.getMessage())));
            return UNUSABLE;
        }
        if (failure instanceof IOException) {
            // Whoever read the output may have had enough of it, as head has.
            if (!"Broken pipe".equals(failure.getMessage())) {
                errors.println("firstseen: the output cannot be written: " + failure.getMessage());
            }
            return UNUSABLE;
        }
        errors.println("firstseen: this is a mistake in firstseen, please report it:");
        failure.printStackTrace(errors);
        return 70;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: scan, investigate, normalize, asn, rules, watch, init, status or history.");
    }
}
