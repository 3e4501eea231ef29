package dev.firstseen.engine.check;

import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.lint.Finding;
import java.util.List;

/**
 * A rule file or a playbook, checked. Texts are empty where the file has none.
 *
 * @param parts what a playbook asks for, each judged by itself where there is data; a rule has none
 * @param problems what reading it told: errors, then warnings
 * @param findings what looking through it found
 */
public record CheckedRule(
        String file,
        String id,
        String name,
        String type,
        Verdict verdict,
        List<CheckedPart> parts,
        List<Problem> problems,
        List<Finding> findings) {

    public CheckedRule {
        parts = List.copyOf(parts);
        problems = List.copyOf(problems);
        findings = List.copyOf(findings);
    }

    /** The type of a playbook; a rule's is what its file says. */
    public static final String PLAYBOOK = "playbook";

    /** The errors among the problems. */
    public List<Problem> errors() {
        return problems(Problem.Severity.ERROR);
    }

    /** The warnings among the problems. */
    public List<Problem> warnings() {
        return problems(Problem.Severity.WARNING);
    }

    private List<Problem> problems(Problem.Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .toList();
    }
}
