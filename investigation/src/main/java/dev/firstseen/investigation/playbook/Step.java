package dev.firstseen.investigation.playbook;

import java.util.List;

/**
 * One question of a playbook.
 *
 * @param id a short name, unique in its playbook
 * @param question as an analyst would ask it
 * @param datasets that can answer, unless a measure names its own; without any of them it could not be asked
 * @param measures what is counted, grouped or listed
 * @param verdicts what the measures mean; all that hold are said
 * @param learns names for later steps and remedies
 */
public record Step(
        String id,
        String question,
        List<String> datasets,
        List<Measure> measures,
        List<Verdict> verdicts,
        Learns learns) {

    public Step {
        datasets = List.copyOf(datasets);
        measures = List.copyOf(measures);
        verdicts = List.copyOf(verdicts);
    }

    /** Whether it may learn something of a name, by itself or with a verdict. */
    public boolean isToLearn(String name) {
        return learns.byName().containsKey(name)
                || verdicts.stream()
                        .anyMatch(verdict -> verdict.learns().byName().containsKey(name));
    }
}
