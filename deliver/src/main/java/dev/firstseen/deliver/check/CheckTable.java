package dev.firstseen.deliver.check;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.engine.check.CheckedRule;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.lint.Finding;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** For a terminal: the verdict on each file, what is behind it, and at the end how many have each. */
public final class CheckTable implements CheckFormat {
    private static final String INDENT = "             ";

    @Override
    public void write(CheckReport report, Appendable out) throws IOException {
        for (CheckedRule rule : report.rules()) {
            write(rule, out);
        }
        if (report.records().isPresent()) {
            out.append("Data: ");
            String separator = "";
            for (Map.Entry<String, Long> dataset : report.records().get().entrySet()) {
                out.append(separator)
                        .append(Visible.of(dataset.getKey()))
                        .append(" ")
                        .append(Wording.records(dataset.getValue()));
                separator = ", ";
            }
            out.append(separator.isEmpty() ? "none.\n" : ".\n");
        }
        int files = report.rules().size();
        out.append("%,d file%s:".formatted(files, files == 1 ? "" : "s"));
        String separator = " ";
        for (Map.Entry<String, Long> count : report.counts().entrySet()) {
            out.append(separator).append("%,d %s".formatted(count.getValue(), count.getKey()));
            separator = ", ";
        }
        long findings = report.rules().stream()
                .mapToLong(rule -> rule.findings().size())
                .sum();
        out.append(separator).append("%,d lint finding%s.\n".formatted(findings, findings == 1 ? "" : "s"));
    }

    private static void write(CheckedRule rule, Appendable out) throws IOException {
        List<String> why = Wording.why(rule);
        out.append("%-12s %s\n".formatted(rule.verdict().word(), Visible.of(rule.file())));
        for (String sentence : why) {
            out.append(INDENT).append(Visible.of(sentence)).append('\n');
        }
        boolean invalid = rule.verdict() instanceof Verdict.Invalid;
        for (Problem problem : rule.problems()) {
            if (invalid && problem.severity() == Problem.Severity.ERROR) {
                for (String line : problem.render().lines().toList()) {
                    out.append(INDENT).append(Visible.of(line)).append('\n');
                }
            } else {
                out.append(INDENT)
                        .append("%d:%d: %s\n"
                                .formatted(
                                        problem.place().line(),
                                        problem.place().column(),
                                        Visible.of(problem.message())));
            }
        }
        for (Finding finding : rule.findings()) {
            out.append(INDENT)
                    .append("%d:%d: %s [%s]\n"
                            .formatted(
                                    finding.place().line(),
                                    finding.place().column(),
                                    Visible.of(finding.message()),
                                    finding.lint().id()));
        }
    }
}
