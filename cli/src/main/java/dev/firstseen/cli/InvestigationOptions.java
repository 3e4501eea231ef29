package dev.firstseen.cli;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.investigation.InvestigationPlan;
import dev.firstseen.runtime.investigation.PlaybookFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** How alerts are investigated. */
final class InvestigationOptions {

    @Option(
            names = "--playbooks",
            paramLabel = "PATH",
            description =
                    "A playbook or a folder of them; may be repeated. Firstseen's own are used where none is named.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--incidents",
            description = "With --format ndjson: investigate, and write a line for each incident after the alerts.")
    private boolean incidents;

    @Option(
            names = "--in-full",
            paramLabel = "N",
            description =
                    "Investigate at most so many incidents, the worst by their alerts (default 50); the others are"
                            + " named with the command that investigates them.")
    private int mostInFull = InvestigationPlan.USUAL_MOST_IN_FULL;

    boolean asksForIncidents() {
        return incidents;
    }

    /** An investigation reads its input a second time. */
    static void requireReadableTwice(List<Path> inputs) {
        if (inputs.contains(Contents.STANDARD_INPUT)) {
            throw new UnusableInputException("An investigation reads its input twice, which standard input cannot be."
                    + " Write it to a file first.");
        }
    }

    Playbooks playbooks(PrintWriter errors) {
        return playbooks(paths, errors);
    }

    /** Reads playbooks, Firstseen's own where none is named. */
    static Playbooks playbooks(List<Path> paths, PrintWriter errors) {
        List<Path> used = paths.isEmpty() ? List.of(OwnRules.home("playbooks", "--playbooks")) : paths;
        PlaybookFolder folder = PlaybookFolder.read(used, MicrosoftFields.INSTANCE);
        folder.unreadable().forEach(errors::println);
        folder.problems().forEach(problem -> errors.println(VisibleLines.of(problem.render())));
        return folder.playbooks();
    }

    InvestigationPlan plan(Playbooks playbooks, UnaryOperator<Event> enrichment) {
        if (mostInFull < 0) {
            throw new UnusableInputException(
                    "--in-full takes a number of incidents from 0 on, not " + mostInFull + ".");
        }
        return new InvestigationPlan(
                playbooks, enrichment, AuditSettings.NONE, Runtime.getRuntime().availableProcessors(), mostInFull);
    }
}
