package dev.firstseen.investigation.answer;

import dev.firstseen.investigation.playbook.Step;
import java.util.List;

/** What came of asking one step. */
public sealed interface Answer {

    Step step();

    /**
     * It was asked.
     *
     * @param measured what each measure found, in their order
     * @param said the verdicts that hold, in their order
     */
    record Answered(Step step, List<Measured> measured, List<Said> said) implements Answer {
        public Answered {
            measured = List.copyOf(measured);
            said = List.copyOf(said);
        }
    }

    /**
     * It could not be asked, which is a finding of its own.
     *
     * @param why a sentence: which dataset or which value of the alert is missing
     */
    record NotAsked(Step step, String why) implements Answer {}
}
