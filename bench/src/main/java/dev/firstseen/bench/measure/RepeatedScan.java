package dev.firstseen.bench.measure;

import dev.firstseen.engine.detection.Scope;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The same scan several times in one JVM: {@code RepeatedScan RULES scan|audit TIMES PATH}. Prints the seconds of each
 * and the bytes read, unpacked.
 */
public final class RepeatedScan {

    private RepeatedScan() {}

    public static void main(String[] arguments) throws IOException {
        boolean audit = arguments[1].equals("audit");
        List<Rule> rules = RuleFolder.read(List.of(Path.of(arguments[0])), MicrosoftFields.INSTANCE)
                .rules();
        int times = Integer.parseInt(arguments[2]);
        Path path = Path.of(arguments[3]);
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            ScanResult result = scan(rules, audit, path);
            double seconds = (System.nanoTime() - start) / 1e9;
            long bytes =
                    result.exports().stream().mapToLong(ExportReport::bytes).sum();
            System.out.printf(Locale.ROOT, "%.4f %d%n", seconds, bytes);
        }
    }

    /** All that the command does between reading its options and writing: rules compiled, contents read, alerts made. */
    private static ScanResult scan(List<Rule> rules, boolean audit, Path path) throws IOException {
        ScanPlan plan = new ScanPlan(
                RuleFolder.compile(rules, MicrosoftFields.INSTANCE, Instant.now()),
                Scope.EVERYTHING,
                new NetworkEnrichment(Networks.bundled()),
                AuditSettings.NONE,
                audit,
                true,
                Runtime.getRuntime().availableProcessors());
        try (Contents contents = Contents.of(List.of(path), InputStream.nullInputStream())) {
            return Scan.run(plan, contents);
        }
    }
}
