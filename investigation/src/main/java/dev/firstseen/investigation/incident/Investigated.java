package dev.firstseen.investigation.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.investigation.answer.Answer;
import dev.firstseen.investigation.playbook.Playbook;
import java.util.List;

/**
 * An alert with the answers to its playbook's questions, in the order of the steps.
 *
 * @param further how many more alerts of its rule would have got the same answers
 */
public record Investigated(Alert alert, int further, Playbook playbook, List<Answer> answers, Assessment assessment) {

    public Investigated {
        answers = List.copyOf(answers);
    }
}
