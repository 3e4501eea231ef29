package dev.firstseen.cli;

import dev.firstseen.deliver.check.CheckFormat;
import dev.firstseen.deliver.check.CheckJson;
import dev.firstseen.deliver.check.CheckMarkdown;
import dev.firstseen.deliver.check.CheckTable;
import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.runtime.rules.LogCensus;
import dev.firstseen.runtime.rules.RuleCheck;
import dev.firstseen.runtime.rules.RuleFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen rules check}: what each rule file and playbook is worth. */
@Command(
        name = "check",
        description =
                "Says of each rule file and playbook whether it runs, what keeps it from running, and what in it is hardly meant;"
                        + " with --data also whether it can find anything there. Exit status 1 where one is invalid or blind.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RulesCheckCommand implements Callable<Integer> {

    private enum Format {
        TABLE,
        JSON,
        MARKDOWN;

        CheckFormat writer() {
            return switch (this) {
                case TABLE -> new CheckTable();
                case JSON -> new CheckJson();
                case MARKDOWN -> new CheckMarkdown();
            };
        }
    }

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Rule files and playbooks, or folders of them.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description =
                    "Logs to try the rules on: files, folders, archives, or - for standard input; may be repeated.")
    private List<Path> data = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (default), json or markdown.")
    private Format format = Format.TABLE;

    @Option(names = "-o", paramLabel = "FILE", description = "Write the report there instead of to standard output.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private NetworkOptions networks = new NetworkOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        Output.check(file, paths);
        Output.check(file, data);
        RuleCheck check = RuleCheck.read(paths, MicrosoftFields.INSTANCE);
        check.unreadable().forEach(sentence -> errors.println(VisibleLines.of(sentence)));
        CheckReport report = check.report(data.isEmpty() ? Optional.empty() : Optional.of(census(check, errors)));
        if (report.rules().isEmpty()) {
            throw new UnusableInputException("There is no rule file or playbook to check.");
        }
        try (Writer out = Output.open(file)) {
            format.writer().write(report, out);
        }
        if (!check.unreadable().isEmpty()) {
            return Firstseen.UNUSABLE;
        }
        return report.hasFailures() ? Firstseen.FOUND : 0;
    }

    private LogCensus census(RuleCheck check, PrintWriter errors) throws IOException {
        try (Contents contents = Contents.of(data, System.in)) {
            LogCensus census = LogCensus.of(
                    contents,
                    RuleFolder.compile(check.rules(), MicrosoftFields.INSTANCE, Instant.now()),
                    networks.enrichment(),
                    Runtime.getRuntime().availableProcessors());
            ReadSummary.print(census.reports(), contents.refusals(), errors);
            if (census.passedOver() > 0) {
                errors.printf("%,d records were not counted: they name too many datasets.%n", census.passedOver());
            }
            if (census.uncounted() > 0) {
                errors.printf(
                        "%,d values were not counted: their records name too many fields, or too deep ones. In their logs no"
                                + " rule is called blind.%n",
                        census.uncounted());
            }
            if (!contents.refusals().isEmpty() || ReadSummary.isOfNothing(census.reports())) {
                throw new UnusableInputException("The data cannot be read.");
            }
            return census;
        }
    }
}
