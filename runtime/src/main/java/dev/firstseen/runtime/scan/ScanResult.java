package dev.firstseen.runtime.scan;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.detection.Tally;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.SequencedMap;

/**
 * What a scan found and what it read.
 *
 * @param alerts of all rules, those that were kept, by time, then rule and event
 * @param tallies of each rule
 * @param exports one report for each content that was opened, by name
 * @param refusals what could not even be opened
 * @param coverage which hours of which log were observed
 * @param matching how many records matched a rule, before duplicates were left out
 * @param duplicates how many of these were there before, by id
 * @param differing how many duplicates differ in content
 * @param repeatedRecords how many of all records had been there before, by id; only an audit tells
 * @param repeatedUncertain whether there were too many records to remember the ids of all
 * @param kept what holds the bytes of the alerts' events, until the result is closed
 */
public record ScanResult(
        List<Alert> alerts,
        SequencedMap<Rule, Tally> tallies,
        List<ExportReport> exports,
        List<Contents.Refusal> refusals,
        Coverage coverage,
        long matching,
        long duplicates,
        long differing,
        OptionalLong repeatedRecords,
        boolean repeatedUncertain,
        List<? extends Closeable> kept)
        implements Closeable {

    public ScanResult {
        alerts = List.copyOf(alerts);
        exports = List.copyOf(exports);
        refusals = List.copyOf(refusals);
        kept = List.copyOf(kept);
    }

    public long records() {
        return exports.stream().mapToLong(ExportReport::records).sum();
    }

    public long rejected() {
        return exports.stream().mapToLong(ExportReport::rejectedRecords).sum();
    }

    /** Lets go of the events; what their alerts hold beyond id and time cannot be read any more. */
    @Override
    public void close() throws IOException {
        for (Closeable each : kept) {
            each.close();
        }
    }
}
