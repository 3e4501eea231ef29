package dev.firstseen.deliver.check;

import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.engine.check.CheckedRule;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.lint.Finding;
import dev.firstseen.engine.lint.Lint;
import dev.firstseen.deliver.terminal.Visible;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A report in Markdown: the verdicts by type, of each file and with their reasons, and what reading and linting found. */
public final class CheckMarkdown implements CheckFormat {

    /** A thousand files that say the same need not be told one by one. */
    private static final int MOST_FILES = 50;

    private static final int MOST_ROWS = 500;

    @Override
    public void write(CheckReport report, Appendable out) throws IOException {
        out.append("# Check of %,d rule files\n".formatted(report.rules().size()));
        data(report, out);
        byType(report, out);
        files(report, out);
        reasons(report, out);
        warnings(report, out);
        lints(report, out);
    }

    private static void files(CheckReport report, Appendable out) throws IOException {
        if (report.rules().size() > MOST_ROWS) {
            return;
        }
        out.append(
                "\n## Files\n\n| file | type | verdict | errors | warnings | lint |\n|---|---|---|---:|---:|---:|\n");
        for (CheckedRule rule : report.rules()) {
            out.append("| `%s` | %s | %s | %,d | %,d | %,d |\n"
                    .formatted(
                            code(name(rule)),
                            cell(rule.type()),
                            rule.verdict().word(),
                            rule.errors().size(),
                            rule.warnings().size(),
                            rule.findings().size()));
        }
    }

    private static void data(CheckReport report, Appendable out) throws IOException {
        if (report.records().isEmpty()) {
            return;
        }
        out.append("\nData:\n\n| dataset | records |\n|---|---:|\n");
        for (Map.Entry<String, Long> dataset : report.records().get().entrySet()) {
            out.append("| %s | %,d |\n".formatted(cell(dataset.getKey()), dataset.getValue()));
        }
    }

    private static void byType(CheckReport report, Appendable out) throws IOException {
        List<String> verdicts = List.copyOf(report.counts().keySet());
        SortedMap<String, SortedMap<String, Long>> types = new TreeMap<>();
        for (CheckedRule rule : report.rules()) {
            String type = rule.type().isEmpty() ? "(none)" : rule.type();
            types.computeIfAbsent(type, _ -> new TreeMap<>())
                    .merge(rule.verdict().word(), 1L, Long::sum);
        }
        out.append("\n## Verdicts\n\n| type | ")
                .append(String.join(" | ", verdicts))
                .append(" |\n|---|")
                .append("---:|".repeat(verdicts.size()))
                .append('\n');
        for (Map.Entry<String, SortedMap<String, Long>> type : types.entrySet()) {
            row(cell(type.getKey()), type.getValue(), verdicts, out);
        }
        row("all", report.counts(), verdicts, out);
    }

    private static void row(String name, Map<String, Long> counts, List<String> verdicts, Appendable out)
            throws IOException {
        out.append("| ").append(name);
        for (String verdict : verdicts) {
            out.append(" | %,d".formatted(counts.getOrDefault(verdict, 0L)));
        }
        out.append(" |\n");
    }

    private static void reasons(CheckReport report, Appendable out) throws IOException {
        SortedMap<String, Long> awaits = new TreeMap<>();
        List<CheckedRule> told = new ArrayList<>();
        for (CheckedRule rule : report.rules()) {
            switch (rule.verdict()) {
                case Verdict.Runs _, Verdict.Live _, Verdict.NoData _ -> {}
                case Verdict.Unsupported unsupported ->
                    awaits.merge(
                            "%s waits for %s".formatted(unsupported.construct(), unsupported.awaits()), 1L, Long::sum);
                case Verdict.Invalid _, Verdict.Blind _ -> told.add(rule);
            }
        }
        if (!awaits.isEmpty()) {
            out.append("\n## Unsupported\n\n| reason | files |\n|---|---:|\n");
            counted(awaits, out);
        }
        if (told.isEmpty()) {
            return;
        }
        out.append("\n## Invalid and blind\n\n");
        for (CheckedRule rule : told.subList(0, Math.min(MOST_FILES, told.size()))) {
            out.append("- %s `%s`\n".formatted(rule.verdict().word(), code(name(rule))));
            for (String sentence : Wording.why(rule)) {
                out.append("  - %s\n".formatted(cell(sentence)));
            }
            for (Problem error : rule.errors()) {
                out.append("  - %d:%d: %s\n"
                        .formatted(error.place().line(), error.place().column(), cell(error.message())));
            }
        }
        if (told.size() > MOST_FILES) {
            out.append("- and %,d more\n".formatted(told.size() - MOST_FILES));
        }
    }

    private static void warnings(CheckReport report, Appendable out) throws IOException {
        List<CheckedRule> warned = report.rules().stream()
                .filter(rule -> !rule.warnings().isEmpty())
                .toList();
        long warnings =
                warned.stream().mapToLong(rule -> rule.warnings().size()).sum();
        out.append(
                "\n## Lint\n\nReading the rules gave %,d warnings in %,d files.\n".formatted(warnings, warned.size()));
        if (warned.isEmpty() || warned.size() > MOST_FILES) {
            return;
        }
        out.append('\n');
        for (CheckedRule rule : warned) {
            for (Problem warning : rule.warnings()) {
                out.append("- `%s` %d:%d: %s\n"
                        .formatted(
                                code(name(rule)),
                                warning.place().line(),
                                warning.place().column(),
                                cell(warning.message())));
            }
        }
    }

    private static void lints(CheckReport report, Appendable out) throws IOException {
        Map<Lint, Long> findings = new EnumMap<>(Lint.class);
        Map<Lint, Long> files = new EnumMap<>(Lint.class);
        for (CheckedRule rule : report.rules()) {
            rule.findings().forEach(finding -> findings.merge(finding.lint(), 1L, Long::sum));
            rule.findings().stream().map(Finding::lint).distinct().forEach(lint -> files.merge(lint, 1L, Long::sum));
        }
        if (findings.isEmpty()) {
            return;
        }
        out.append("\n| lint | weight | looks for | findings | files |\n|---|---|---|---:|---:|\n");
        List<Lint> ordered = new ArrayList<>(findings.keySet());
        ordered.sort(Comparator.comparing(Lint::weight).thenComparing(Comparator.naturalOrder()));
        for (Lint lint : ordered) {
            out.append("| %s | %s | %s | %,d | %,d |\n"
                    .formatted(lint.id(), lint.weight().word(), lint.subject(), findings.get(lint), files.get(lint)));
        }
    }

    private static void counted(SortedMap<String, Long> counts, Appendable out) throws IOException {
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            out.append("| %s | %,d |\n".formatted(cell(count.getKey()), count.getValue()));
        }
    }

    private static String name(CheckedRule rule) {
        return rule.file()
                .substring(Math.max(rule.file().lastIndexOf('/'), rule.file().lastIndexOf('\\')) + 1);
    }

    /** A text that neither ends a cell nor begins a tag, a link or emphasis. */
    private static String cell(String text) {
        return Visible.of(text).replaceAll("([\\\\`*_{}\\[\\]<>#|&])", "\\\\$1");
    }

    private static String code(String text) {
        return Visible.of(text).replace('`', '\'').replace('|', '/');
    }
}
