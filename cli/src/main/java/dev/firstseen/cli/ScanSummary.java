package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.coverage.Stretch;
import dev.firstseen.engine.detection.Tally;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

/** What a scan read and decided, for people. */
final class ScanSummary {

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private static final int MOST_LOGS = 10;
    private static final int MOST_GAPS = 5;

    private ScanSummary() {}

    static void print(ScanResult result, Outcome outcome, Shown shown, PrintWriter out) {
        ReadSummary.print(result.exports(), result.refusals(), out);
        printCoverage(result.coverage(), out);
        out.printf("%s matched a rule", ReadSummary.counted(result.matching(), "record"));
        if (result.duplicates() > 0) {
            out.printf(", %,d of them there before by Id", result.duplicates());
        }
        if (result.differing() > 0) {
            out.printf(" (%,d with other content)", result.differing());
        }
        out.println(".");
        if (result.repeatedRecords().isPresent()) {
            out.printf(
                    "Of all records, %,d had been there before by Id%s.%n",
                    result.repeatedRecords().getAsLong(),
                    result.repeatedUncertain() ? " at least; there were too many to remember them all" : "");
        } else {
            out.println(
                    "Records that no rule can match were not parsed: --audit counts the broken and repeated among them.");
        }
        for (Map.Entry<Rule, Tally> each : result.tallies().entrySet()) {
            printTally(each.getKey(), each.getValue(), out);
        }
        printBeyondMaxSignals(outcome.shown(), out);
        out.printf("%s.", ReadSummary.counted(shown.standalone().size(), "alert"));
        if (outcome.excepted() > 0) {
            out.printf(" %,d more not shown, by exception (--list-excepted).", outcome.excepted());
        }
        if (outcome.suppressed() > 0) {
            out.printf(
                    " %,d more counted on an earlier one, by suppression (--list-suppressed).", outcome.suppressed());
        }
        if (shown.buildingBlocks() > 0) {
            out.printf(" %,d more are building blocks of others (--building-blocks).", shown.buildingBlocks());
        }
        out.println();
    }

    /** Elastic would have raised no more in one run; here nothing is cut off. */
    private static void printBeyondMaxSignals(Map<Rule, Long> alerts, PrintWriter out) {
        alerts.forEach((rule, count) -> {
            if (count > rule.maxSignals()) {
                out.printf(
                        "%s: %s, %,d more than its max_signals of %,d for one run, which is not applied.%n",
                        Visible.of(rule.name()),
                        ReadSummary.counted(count, "alert"),
                        count - rule.maxSignals(),
                        rule.maxSignals());
            }
        });
    }

    private static void printTally(Rule rule, Tally tally, PrintWriter out) {
        if (tally.withoutTerm() > 0) {
            out.printf(
                    "%s: %s matched without a value in one of the rule's fields and could not be judged.%n",
                    Visible.of(rule.name()), ReadSummary.counted(tally.withoutTerm(), "event"));
        }
        if (tally.unusableValues() > 0) {
            out.printf(
                    "%s: %s could not be read as the field's type.%n",
                    Visible.of(rule.name()), ReadSummary.counted(tally.unusableValues(), "value"));
        }
        if (tally.combinationsLeftOut() > 0) {
            out.printf(
                    "%s: %s of one event's values left out, too many.%n",
                    Visible.of(rule.name()), ReadSummary.counted(tally.combinationsLeftOut(), "combination"));
        }
    }

    private static void printCoverage(Coverage coverage, PrintWriter out) {
        int printed = 0;
        for (Map.Entry<Coverage.Log, ObservedHours> log : coverage.logs().entrySet()) {
            ObservedHours hours = log.getValue();
            if (hours.isEmpty()) {
                continue;
            }
            if (printed++ == MOST_LOGS) {
                out.printf("  and %,d more logs.%n", coverage.logs().size() - MOST_LOGS);
                return;
            }
            List<Stretch> silences = hours.silences(1);
            long silent = silences.stream().mapToLong(Stretch::hours).sum();
            out.printf(
                    "%s of tenant %s: records in %s; %s without any in between.%n",
                    Visible.of(log.getKey().dataset()),
                    log.getKey().tenant().isEmpty()
                            ? "(none named)"
                            : Visible.of(log.getKey().tenant()),
                    ReadSummary.counted(hours.count(), "hour"),
                    ReadSummary.counted(silent, "hour"));
            List<Stretch> gaps = hours.gaps();
            for (Stretch gap : gaps.subList(0, Math.min(MOST_GAPS, gaps.size()))) {
                out.printf(
                        "  not observed: %s to %s UTC%n",
                        HOUR.format(Instant.ofEpochMilli(gap.from())), HOUR.format(Instant.ofEpochMilli(gap.to())));
            }
            if (gaps.size() > MOST_GAPS) {
                out.printf("  and %,d more gaps.%n", gaps.size() - MOST_GAPS);
            }
        }
    }
}
