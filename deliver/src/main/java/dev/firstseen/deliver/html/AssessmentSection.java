package dev.firstseen.deliver.html;

import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import java.util.ArrayList;
import java.util.List;

/** The score with everything that moved it, in the order of the questions. */
final class AssessmentSection {
    private static final double WIDTH = 120;

    private AssessmentSection() {}

    static Node of(Assessment assessment) {
        int up = assessment.contributions().stream()
                .mapToInt(Contribution::points)
                .reduce(Math.max(assessment.base(), 20), Math::max);
        int down = -assessment.contributions().stream()
                .mapToInt(Contribution::points)
                .reduce(0, Math::min);
        Axis axis = new Axis(WIDTH * down / (up + down), WIDTH / (up + down));
        List<Node> rows = new ArrayList<>();
        rows.add(axis.row(assessment.base(), "base", "Where every assessment of this playbook begins"));
        for (Contribution each : assessment.contributions()) {
            rows.add(axis.row(each.points(), each.step(), each.sentence()));
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

    /** Where nothing is, and how long a point. */
    private record Axis(double zero, double point) {

        Node row(int points, String step, String sentence) {
            double length = point * Math.abs(points);
            Element bar = Drawing.box(points < 0 ? zero - length : zero, 2, length, 10)
                    .with("rx", 2)
                    .styled(step.equals("base") ? "base" : points < 0 ? "down" : "up");
            return Element.of(
                    "li",
                    Element.of("span", (points < 0 ? "−" : "+") + Math.abs(points))
                            .styled("points"),
                    Element.of("svg", bar, Drawing.line(zero, 0, zero, 14).styled("tick"))
                            .with("viewBox", "0 0 " + (int) WIDTH + " 14")
                            .with("aria-hidden", "true")
                            .styled("share"),
                    Element.of(
                            "span",
                            new Text(sentence),
                            Element.of("small", Text.brief(step)).styled("step")));
        }
    }
}
