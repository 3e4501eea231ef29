package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import java.util.ArrayList;
import java.util.List;

/** The score with everything that moved it, in the order of the questions. */
final class AssessmentSection {
    private static final double HALF = 60;

    private AssessmentSection() {}

    static Node of(Assessment assessment) {
        int most = Math.max(
                20,
                assessment.contributions().stream()
                        .mapToInt(each -> Math.abs(each.points()))
                        .max()
                        .orElse(0));
        List<Node> rows = new ArrayList<>();
        rows.add(row(assessment.base(), most, "base", "Where every assessment of this playbook begins"));
        for (Contribution each : assessment.contributions()) {
            rows.add(row(each.points(), most, each.step(), each.sentence()));
        }
        return Element.of(
                "section",
                Element.of("h3", "Assessment"),
                Element.of("p", sum(assessment)),
                Element.of("ol", rows).styled("contributions"));
    }

    private static String sum(Assessment assessment) {
        int sum = assessment.base()
                + assessment.contributions().stream()
                        .mapToInt(Contribution::points)
                        .sum();
        String held = sum == assessment.score()
                ? ""
                : " The points sum up to " + sum + "; a score is held between 0 and 100.";
        return "Score " + assessment.score() + " of 100: " + assessment.grade().words() + "." + held
                + " The severity of the rule is not changed by it.";
    }

    private static Node row(int points, int most, String step, String sentence) {
        double length = HALF * Math.abs(points) / most;
        Element bar = Drawing.box(points < 0 ? HALF - length : HALF, 2, length, 10)
                .with("rx", 2)
                .styled(step.equals("base") ? "base" : points < 0 ? "down" : "up");
        return Element.of(
                "li",
                Element.of("span", (points < 0 ? "−" : "+") + Math.abs(points)).styled("points"),
                Element.of("svg", Drawing.line(HALF, 0, HALF, 14).styled("tick"), bar)
                        .with("viewBox", "0 0 " + (int) (2 * HALF) + " 14")
                        .with("aria-hidden", "true")
                        .styled("share"),
                Element.of("span", new Text(sentence), Element.of("small", Text.brief(step)).styled("step")));
    }
}
