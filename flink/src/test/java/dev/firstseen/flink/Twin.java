package dev.firstseen.flink;

import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.engine.event.Event;
import dev.firstseen.flink.incident.InvestigationSettings;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.runtime.investigation.InvestigationPlan;
import dev.firstseen.runtime.investigation.Investigations;
import java.util.function.UnaryOperator;
import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.detection.CompiledRule;
import dev.firstseen.engine.detection.EventTime;
import dev.firstseen.engine.suppression.SuppressionScan;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RunningRule;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the scan answers: the oracle of the job. */
public final class Twin {
    public static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    static final long NOW = Instant.parse("2026-03-26T00:00:00Z").toEpochMilli();

    private static final Pattern RAISED = Pattern.compile("^\\{\"@timestamp\":\"[^\"]*\",");

    private Twin() {}

    public static RuleBook rules(Path... paths) {
        List<String> unusable = new ArrayList<>();
        RuleBook book = RuleBook.read(List.of(paths), NOW, unusable);
        if (!unusable.isEmpty()) {
            throw new IllegalArgumentException(unusable.toString());
        }
        return book;
    }

    /** Our own playbooks, and nothing forgotten. */
    public static final InvestigationSettings INVESTIGATION =
            new InvestigationSettings(playbooks(), PipelineSettings.ALWAYS);

    private static PlaybookTexts playbooks() {
        List<String> unusable = new ArrayList<>();
        PlaybookTexts texts = PlaybookTexts.read(List.of(ROOT.resolve("playbooks")), unusable);
        if (!unusable.isEmpty()) {
            throw new IllegalArgumentException(unusable.toString());
        }
        return texts;
    }

    /** The documents of all alerts that are shown, without the time at which they were raised, sorted. */
    static List<String> documents(RuleBook book, Path logs) throws IOException {
        return documents(book, logs, false);
    }

    /** The same, and those of all incidents. */
    public static List<String> documentsWithIncidents(RuleBook book, Path logs) throws IOException {
        return documents(book, logs, true);
    }

    private static List<String> documents(RuleBook book, Path logs, boolean incidents) throws IOException {
        List<CompiledRule> rules = book.rules().stream()
                .map(RunningRule::rule)
                .map(rule -> CompiledRule.of(rule, MicrosoftFields.INSTANCE, book.now()))
                .toList();
        UnaryOperator<Event> networks = Enrichment.BUNDLED.open();
        try (Contents contents = Contents.of(List.of(logs), InputStream.nullInputStream());
                ScanResult result = Scan.run(ScanPlan.of(rules, networks), contents)) {
            SuppressionScan suppression = new SuppressionScan(MicrosoftFields.INSTANCE, EventTime.OCCURRED);
            List<Alert> first = result.alerts().stream()
                    .filter(alert -> suppression.next(alert).isEmpty())
                    .toList();
            List<Alert> shown = first.stream().map(suppression::told).toList();
            StringBuilder lines = new StringBuilder();
            new Ndjson(Instant.EPOCH, Enrichment.BUNDLED.tables()).write(shown, lines);
            if (incidents) {
                Playbooks playbooks = INVESTIGATION.playbooks().playbooks();
                InvestigationPlan plan = new InvestigationPlan(
                        playbooks, networks, AuditSettings.NONE, 1, InvestigationPlan.MOST_IN_FULL);
                Investigations.Result investigated = Investigations.of(shown, result.coverage(), contents, plan);
                new IncidentNdjson(Instant.EPOCH).write(investigated.incidents(), lines);
            }
            return comparable(lines.toString().lines().toList());
        }
    }

    /** Without what differs from run to run. */
    static List<String> comparable(List<String> documents) {
        return documents.stream()
                .map(document -> RAISED.matcher(document).replaceFirst("{"))
                .sorted()
                .toList();
    }
}
