package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Suspicion;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was read, for people: in total, and of each file. */
final class ReadSummary {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    /** A folder may hold thousands of files: so many are named one by one, those with something to tell first. */
    private static final int MOST_FILES = 40;

    /** Of documents that bring their logs' names along, so many logs are named: those with most records. */
    private static final int MOST_LOGS = 40;

    private ReadSummary() {}

    static void print(List<ExportReport> exports, List<Contents.Refusal> refusals, PrintWriter out) {
        long records = exports.stream().mapToLong(ExportReport::records).sum();
        long rejected =
                exports.stream().mapToLong(ExportReport::rejectedRecords).sum();
        long bytes = exports.stream().mapToLong(ExportReport::bytes).sum();
        out.printf(
                "Read %s, %s: %s, %,d kept, %,d rejected.%n",
                counted(exports.size(), "file"), size(bytes), counted(records, "record"), records - rejected, rejected);
        Optional<Instant> first =
                exports.stream().flatMap(export -> export.first().stream()).min(Comparator.naturalOrder());
        Optional<Instant> last =
                exports.stream().flatMap(export -> export.last().stream()).max(Comparator.naturalOrder());
        if (first.isPresent() && last.isPresent()) {
            out.printf("Records were made from %s to %s UTC.%n", MINUTE.format(first.get()), MINUTE.format(last.get()));
        }
        printLogs(exports, out);
        printRejected(exports, out);
        printFiles(exports, out);
        for (Contents.Refusal refusal : refusals) {
            out.printf("  %s: %s%n", Visible.of(refusal.name()), Visible.of(refusal.why()));
        }
        for (ExportReport export : exports) {
            for (Map.Entry<Suspicion, Long> suspicion : new TreeMap<>(export.suspicions()).entrySet()) {
                out.printf(
                        "Suspicious: %s %s%s.%n",
                        Visible.of(export.name()),
                        suspicion.getKey().sentence(),
                        suspicion.getValue() > 1 ? " (%,d times)".formatted(suspicion.getValue()) : "");
            }
        }
    }

    /** Whether there was nothing that could be read at all, not even in part. */
    static boolean isOfNothing(List<ExportReport> exports) {
        return exports.stream().allMatch(export -> export.failure().isPresent() && export.records() == 0);
    }

    /** Whether all contents were read to their end, whatever became of their records. */
    static boolean isOfEverything(List<ExportReport> exports, List<Contents.Refusal> refusals) {
        return refusals.isEmpty()
                && exports.stream().allMatch(export -> export.failure().isEmpty());
    }

    private static void printLogs(List<ExportReport> exports, PrintWriter out) {
        Map<String, Long> byLog = new TreeMap<>();
        for (ExportReport export : exports) {
            export.datasets().forEach((name, count) -> byLog.merge(name, count, Long::sum));
        }
        byLog.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_LOGS)
                .sorted(Map.Entry.comparingByKey())
                .forEach(log -> out.printf("  %s: %s%n", Visible.of(log.getKey()), counted(log.getValue(), "record")));
        if (byLog.size() > MOST_LOGS) {
            out.printf("  and %,d more logs with as many records or fewer.%n", byLog.size() - MOST_LOGS);
        }
    }

    private static void printRejected(List<ExportReport> exports, PrintWriter out) {
        Map<Rejection.Reason, Long> byReason = new TreeMap<>();
        for (ExportReport export : exports) {
            export.rejected().forEach((reason, count) -> byReason.merge(reason, count, Long::sum));
        }
        byReason.forEach((reason, count) -> out.printf("  rejected: %,d × %s%n", count, reason.sentence()));
    }

    private static void printFiles(List<ExportReport> exports, PrintWriter out) {
        List<ExportReport> listed = new ArrayList<>(exports);
        listed.sort(
                Comparator.comparing((ExportReport export) -> export.failure().isEmpty())
                        .thenComparing(export -> export.rejectedRecords() == 0)
                        .thenComparing(ExportReport::name));
        for (ExportReport export : listed.subList(0, Math.min(MOST_FILES, listed.size()))) {
            List<String> parts = new ArrayList<>();
            if (export.records() > 0 || export.failure().isEmpty()) {
                parts.add(export.shape());
                parts.add(counted(export.records(), "record"));
            }
            if (export.rejectedRecords() > 0) {
                parts.add("%,d rejected".formatted(export.rejectedRecords()));
            }
            if (export.first().isPresent() && export.last().isPresent()) {
                parts.add("%s to %s"
                        .formatted(
                                MINUTE.format(export.first().get()),
                                MINUTE.format(export.last().get())));
            }
            export.failure().ifPresent(why -> parts.add(Visible.of(why)));
            out.printf("  %s: %s%n", Visible.of(export.name()), String.join("; ", parts));
        }
        if (listed.size() > MOST_FILES) {
            out.printf("  and %,d more files without a mistake or with fewer.%n", listed.size() - MOST_FILES);
        }
    }

    static String counted(long count, String what) {
        return "%,d %s%s".formatted(count, what, count == 1 ? "" : "s");
    }

    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return "%,d kB".formatted((bytes + 999) / 1000);
        }
        return bytes < 1_000_000_000 ? "%.1f MB".formatted(bytes / 1e6) : "%.2f GB".formatted(bytes / 1e9);
    }
}
