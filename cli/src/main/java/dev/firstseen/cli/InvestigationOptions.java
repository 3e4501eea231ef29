package dev.firstseen.cli;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.runtime.investigation.InvestigationPlan;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How alerts are investigated. */
final class InvestigationOptions {

    @Mixin
    private PlaybookOptions playbooks = new PlaybookOptions();

    @Option(
            names = "--incidents",
            description = "With --format ndjson: investigate, and write a line for each incident after the alerts.")
    private boolean incidents;

    @Option(
            names = "--in-full",
            paramLabel = "N",
            description =
                    "Investigate at most so many incidents, the worst by their alerts (default 50, at most 500); the"
                            + " others are named with the command that investigates them.")
    private int mostInFull = InvestigationPlan.USUAL_MOST_IN_FULL;

    boolean asksForIncidents() {
        return incidents;
    }

    /** An investigation reads its input a second time. */
    static void requireReadableTwice(List<Path> inputs) {
        for (Path input : inputs) {
            boolean standardInput = input.equals(Contents.STANDARD_INPUT);
            if (standardInput || Files.exists(input) && !Files.isRegularFile(input) && !Files.isDirectory(input)) {
                throw new UnusableInputException("An investigation reads its input twice, which %s cannot be."
                                .formatted(
                                        standardInput
                                                ? "standard input"
                                                : "the pipe " + VisibleLines.of(input.toString()))
                        + " Write it to a file first.");
            }
        }
    }

    Playbooks playbooks(PrintWriter errors) {
        return playbooks.read(errors);
    }

    InvestigationPlan plan(Playbooks playbooks, UnaryOperator<Event> enrichment) {
        if (mostInFull < 0 || mostInFull > InvestigationPlan.MOST_IN_FULL) {
            throw new UnusableInputException("--in-full takes a number of incidents from 0 to %,d, not %d."
                    .formatted(InvestigationPlan.MOST_IN_FULL, mostInFull));
        }
        return plan(playbooks, enrichment, mostInFull);
    }

    /** @param mostInFull how many incidents are investigated */
    static InvestigationPlan plan(Playbooks playbooks, UnaryOperator<Event> enrichment, int mostInFull) {
        return new InvestigationPlan(
                playbooks, enrichment, AuditSettings.NONE, Runtime.getRuntime().availableProcessors(), mostInFull);
    }
}
