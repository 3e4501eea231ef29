package dev.firstseen.investigation.incident;

import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.answer.Said;
import dev.firstseen.investigation.incident.Assessment.Contribution;
import dev.firstseen.investigation.incident.Assessment.Grade;
import dev.firstseen.investigation.playbook.Playbook;
import java.util.ArrayList;
import java.util.List;

/** Weighs answers. */
final class Assessments {

    private Assessments() {}

    static Assessment of(Playbook playbook, List<Answer> answers) {
        Playbook.Scale scale = playbook.scale();
        List<Contribution> contributions = new ArrayList<>();
        int sum = scale.base();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Answered answered) {
                for (Said said : answered.said()) {
                    int points = said.verdict().weight();
                    if (points != 0) {
                        contributions.add(new Contribution(answer.step().id(), said.sentence(), points));
                        sum += points;
                    }
                }
            }
        }
        int score = Math.clamp(sum, 0, 100);
        Grade grade = score >= scale.compromise()
                ? Grade.LIKELY_COMPROMISE
                : score >= scale.suspicious() ? Grade.SUSPICIOUS : Grade.PROBABLY_BENIGN;
        return new Assessment(score, grade, scale.base(), contributions);
    }
}
