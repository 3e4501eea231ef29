package dev.firstseen.investigation.answer;

import dev.firstseen.investigation.playbook.Measure;
import dev.firstseen.investigation.playbook.Step;
import java.util.List;

/** What came of asking one step. */
public sealed interface Answer {

    Step step();

    /**
     * It was asked.
     *
     * @param measured what each measure found, in their order
     * @param unmeasured the measures that could not be asked, in their order
     * @param said the verdicts that hold, in their order
     */
    record Answered(Step step, List<Measured> measured, List<Unmeasured> unmeasured, List<Said> said)
            implements Answer {
        public Answered {
            measured = List.copyOf(measured);
            unmeasured = List.copyOf(unmeasured);
            said = List.copyOf(said);
        }
    }

    /**
     * A measure of a step that could not be asked, where others could.
     *
     * @param why a sentence: which dataset or which value of the alert is missing
     */
    record Unmeasured(Measure measure, String why) {}

    /**
     * It could not be asked, which is a finding of its own.
     *
     * @param why a sentence: which dataset or which value of the alert is missing
     */
    record NotAsked(Step step, String why) implements Answer {}
}
