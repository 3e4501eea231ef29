package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.event.FieldPath;
import java.util.List;
import java.util.SequencedMap;

/**
 * One question of a playbook.
 *
 * @param id a short name, unique in its playbook
 * @param question as an analyst would ask it
 * @param datasets that can answer; without any of them it could not be asked
 * @param measures what is counted, grouped or listed
 * @param verdicts what the measures mean; all that hold are said
 * @param learns names for later steps and remedies, each with the measure and field whose values it stands for
 */
public record Step(
        String id,
        String question,
        List<String> datasets,
        List<Measure> measures,
        List<Verdict> verdicts,
        SequencedMap<String, Learned> learns) {

    public Step {
        datasets = List.copyOf(datasets);
        measures = List.copyOf(measures);
        verdicts = List.copyOf(verdicts);
    }

    /** Where a learned value comes from. */
    public record Learned(String measure, FieldPath field) {}
}
