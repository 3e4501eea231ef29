package dev.firstseen.engine.check;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.lint.Finding;
import java.util.List;

/**
 * A rule file, checked. Texts are empty where the file has none.
 *
 * @param problems what reading it told: errors, then warnings
 * @param findings what looking through it found
 */
public record CheckedRule(
        String file,
        String id,
        String name,
        String type,
        Verdict verdict,
        List<Problem> problems,
        List<Finding> findings) {

    public CheckedRule {
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }

    /** The errors among the problems. */
    public List<Problem> errors() {
        return problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .toList();
    }
}
