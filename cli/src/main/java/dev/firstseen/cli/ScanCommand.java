package dev.firstseen.cli;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.exception.Exemption;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.suppression.SuppressionScan;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.investigation.Investigations;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
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

/** {@code firstseen scan}: rules over exports. */
@Command(
        name = "scan",
        description = "Runs detection rules over exports of Microsoft 365 logs and tells what they find.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ScanCommand implements Callable<Integer> {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files, folders, archives, or - for standard input.")
    private List<Path> paths = new ArrayList<>();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            description = "Run only this rule: its name, a part of it, or its id; may be repeated.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "table (default), ndjson, csv, ocsf; html or markdown, for which the alerts are investigated.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "-o", paramLabel = "FILE", description = "Write the alerts there instead of to standard output.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = Times.InstantConverter.class,
            description = "Report only what happened at or after this time (2026-03-01 or 2026-03-01T08:00:00Z); what"
                    + " came before is still history.")
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = Times.InstantConverter.class,
            description = "Report only what happened before this time.")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--history-window",
            paramLabel = "DURATION",
            converter = Times.DurationConverter.class,
            description = "Use this window (7d, 36h) instead of the one each new_terms rule brings.")
    private Optional<Duration> historyWindow = Optional.empty();

    @Option(
            names = "--time",
            paramLabel = "TIME",
            description = "Which time of a record counts: occurred (default), or ingested, which only ready ECS"
                    + " documents have.")
    private EventTime time = EventTime.OCCURRED;

    @Mixin
    private ExceptionOptions exceptions = new ExceptionOptions();

    @Mixin
    private SuppressionOptions suppression = new SuppressionOptions();

    @Mixin
    private InvestigationOptions investigation = new InvestigationOptions();

    @Mixin
    private NetworkOptions networks = new NetworkOptions();

    @Option(
            names = "--audit",
            description = "Parse every record, not only those a rule can match, and count all that are broken or"
                    + " repeated.")
    private boolean audit;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Write each rejected record there: file, line, reason.")
    private Optional<Path> rejects = Optional.empty();

    @Option(
            names = "--fail-on-alert",
            description = "Exit with status 1 where alerts were found, other than building blocks.")
    private boolean failOnAlert;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter errors = spec.commandLine().getErr();
        requireIncidentsToBeTold();
        Output.check(file, paths);
        Output.check(rejects, paths);
        Instant now = Instant.now();
        RuleFolder folder = rules.read(errors);
        List<Rule> chosen = RuleOptions.named(names, folder.rules());
        if (chosen.isEmpty()) {
            throw new UnusableInputException("There is no rule to run.");
        }
        Outcome outcome = outcome(exceptions.read(chosen, now, errors), errors);
        if (investigates()) {
            InvestigationOptions.requireReadableTwice(paths);
        }
        try (Contents contents = Contents.of(paths, System.in);
                ScanResult result = Scan.run(plan(chosen, now), contents, outcome::shows)) {
            return tell(result, contents, outcome, now, errors);
        }
    }

    private void requireIncidentsToBeTold() {
        if (investigation.asksForIncidents() && !format.tellsIncidents() && format != OutputFormat.NDJSON) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--incidents goes with --format ndjson; html and markdown tell incidents anyway, and the other"
                            + " formats have no place for them.");
        }
    }

    private boolean investigates() {
        return format.tellsIncidents() || (format == OutputFormat.NDJSON && investigation.asksForIncidents());
    }

    private ScanPlan plan(List<Rule> chosen, Instant now) {
        return new ScanPlan(
                RuleFolder.compile(chosen, MicrosoftFields.INSTANCE, now),
                scope(),
                networks.enrichment(),
                AuditSettings.NONE,
                audit,
                true,
                Runtime.getRuntime().availableProcessors());
    }

    private Outcome outcome(Optional<Exemptions> exemptions, PrintWriter errors) {
        return new Outcome(exemptions, new SuppressionScan(MicrosoftFields.INSTANCE, time), new Outcome.Listing() {
            @Override
            public void excepted(Alert alert, Exemption exemption) {
                exceptions.list(alert, exemption, errors);
            }

            @Override
            public void suppressed(Alert alert, String on) {
                suppression.list(alert, on, errors);
            }
        });
    }

    private int tell(ScanResult result, Contents contents, Outcome outcome, Instant now, PrintWriter errors)
            throws IOException {
        Shown shown = new Shown(result.alerts().stream().map(outcome::told).toList());
        boolean nothingRead = ReadSummary.isOfNothing(result.exports());
        if (!nothingRead || file.isPresent()) {
            write(result, shown, contents, now, errors);
        }
        if (rejects.isPresent()) {
            try (Writer out = Output.open(rejects)) {
                RejectsFile.write(result.exports(), out);
            }
        }
        ScanSummary.print(result, outcome, shown, errors);
        if (nothingRead || !ReadSummary.isOfEverything(result.exports(), result.refusals())) {
            return Firstseen.UNUSABLE;
        }
        return failOnAlert && !shown.standalone().isEmpty() ? Firstseen.FOUND : 0;
    }

    private void write(ScanResult result, Shown shown, Contents contents, Instant now, PrintWriter errors)
            throws IOException {
        boolean everything = format != OutputFormat.TABLE || suppression.showsBuildingBlocks();
        Optional<Findings.Story> story =
                investigates() ? Optional.of(story(shown.alerts(), result, contents, errors)) : Optional.empty();
        try (Writer out = Output.open(file)) {
            new Findings(everything ? shown.alerts() : shown.standalone(), story, networks.tables(), now)
                    .write(format, file.isEmpty(), out);
        }
    }

    private Scope scope() {
        try {
            return new Scope(time, since, until, historyWindow);
        } catch (IllegalArgumentException impossible) {
            throw new ParameterException(spec.commandLine(), impossible.getMessage(), impossible);
        }
    }

    private Findings.Story story(List<Alert> alerts, ScanResult result, Contents contents, PrintWriter errors) {
        Playbooks playbooks = investigation.playbooks(errors);
        Investigations.Result found = Investigations.of(
                alerts, result.coverage(), contents, investigation.plan(playbooks, networks.enrichment()));
        return new Findings.Story(
                found.incidents(),
                found.unasked(),
                found.nameless(),
                new ScanReading(result.exports(), result.refusals(), result.coverage())
                        .reading(playbooks, networks.tables()));
    }
}
