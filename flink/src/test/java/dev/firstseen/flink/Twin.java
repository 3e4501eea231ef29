package dev.firstseen.flink;

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
final class Twin {
    static final Path ROOT = Path.of(System.getProperty("firstseen.root"));
    static final long NOW = Instant.parse("2026-03-26T00:00:00Z").toEpochMilli();

    private static final Pattern RAISED = Pattern.compile("^\\{\"@timestamp\":\"[^\"]*\",");

    private Twin() {}

    static RuleBook rules(Path... paths) {
        List<String> unusable = new ArrayList<>();
        RuleBook book = RuleBook.read(List.of(paths), NOW, unusable);
        if (!unusable.isEmpty()) {
            throw new IllegalArgumentException(unusable.toString());
        }
        return book;
    }

    /** The documents of all alerts that are shown, without the time at which they were raised, sorted. */
    static List<String> documents(RuleBook book, Path logs) throws IOException {
        List<CompiledRule> rules = book.rules().stream()
                .map(RunningRule::rule)
                .map(rule -> CompiledRule.of(rule, MicrosoftFields.INSTANCE, book.now()))
                .toList();
        try (Contents contents = Contents.of(List.of(logs), InputStream.nullInputStream());
                ScanResult result = Scan.run(ScanPlan.of(rules, Enrichment.BUNDLED.open()), contents)) {
            List<Alert> shown = SuppressionScan.apply(result.alerts(), MicrosoftFields.INSTANCE, EventTime.OCCURRED)
                    .shown();
            StringBuilder lines = new StringBuilder();
            new Ndjson(Instant.EPOCH, Enrichment.BUNDLED.tables()).write(shown, lines);
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
