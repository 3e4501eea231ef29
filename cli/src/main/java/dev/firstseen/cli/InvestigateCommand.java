package dev.firstseen.cli;

import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.runtime.investigation.InvestigationPlan;
import dev.firstseen.runtime.investigation.UserInvestigation;
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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen investigate}: the page about a user, alert or not. */
@Command(
        name = "investigate",
        description =
                "Asks the questions of a playbook about one user, around the user's last device code grant, or the newest of"
                        + " the user's networks.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InvestigateCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, folders, archives.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--user",
            paramLabel = "NAME",
            required = true,
            description = "The user principal name, or the object id.")
    private String user = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "html (default), markdown or ndjson.")
    private OutputFormat format = OutputFormat.HTML;

    @Option(names = "-o", paramLabel = "FILE", description = "Write there instead of to standard output.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private PlaybookOptions questions = new PlaybookOptions();

    @Mixin
    private NetworkOptions networks = new NetworkOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        if (!format.tellsIncidents() && format != OutputFormat.NDJSON) {
            throw new ParameterException(
                    spec.commandLine(), "An investigation is written as html, markdown or ndjson.");
        }
        InvestigationOptions.requireReadableTwice(paths);
        Output.check(file, paths);
        Playbooks playbooks = questions.read(errors);
        InvestigationPlan plan = InvestigationOptions.plan(playbooks, networks.enrichment(), 1);
        try (Contents contents = Contents.of(paths, System.in)) {
            UserInvestigation found = UserInvestigation.of(user, contents, plan);
            ReadSummary.print(found.exports(), contents.refusals(), errors);
            if (found.result().incidents().isEmpty()) {
                throw new UnusableInputException(
                        "No record tells of '%s'. Name the whole user principal name, or the object id; capital and small letters are the same."
                                .formatted(VisibleLines.of(user)));
            }
            Findings.Story story = new Findings.Story(
                    found.result().incidents(),
                    found.result().unasked(),
                    List.of(),
                    new ScanReading(found.exports(), contents.refusals(), found.coverage())
                            .reading(playbooks, networks.tables()));
            try (Writer out = Output.open(file)) {
                new Findings(List.of(), Optional.of(story), networks.tables(), Instant.now())
                        .write(format, file.isEmpty(), out);
            }
            return ReadSummary.isOfEverything(found.exports(), contents.refusals()) ? 0 : Firstseen.UNUSABLE;
        }
    }
}
