package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.investigation.playbook.Learns.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** Reads what is learned: names, each with a measure and its field, {@code "signins:source.ip"}, or several such. */
final class LearnsReader {
    private final List<Measure> measures;
    private final Fields fields;

    /** @param measures of the step */
    LearnsReader(List<Measure> measures, Fields fields) {
        this.measures = measures;
        this.fields = fields;
    }

    Learns read(TomlSection section) {
        SequencedMap<String, List<Source>> learns = new LinkedHashMap<>();
        for (String name : section.keys()) {
            List<Source> sources = new ArrayList<>();
            if (section.isArray(name)) {
                List<String> written = section.strings(name);
                for (int i = 0; i < written.size(); i++) {
                    source(section, section.itemPlace(name, i), written.get(i)).ifPresent(sources::add);
                }
            } else {
                source(section, section.valuePlace(name), section.requiredString(name))
                        .ifPresent(sources::add);
            }
            learns.put(name, sources);
        }
        return new Learns(learns);
    }

    private Optional<Source> source(TomlSection section, Place place, String written) {
        int colon = written.indexOf(':');
        String measure = colon < 0 ? "" : written.substring(0, colon);
        String field = colon < 0 ? written : written.substring(colon + 1);
        Optional<String> problem = measure.equals(Learns.ALERT) ? ofAlert(field) : ofMeasure(measure, field, written);
        problem.ifPresent(sentence -> section.error(place, sentence));
        return problem.isPresent() ? Optional.empty() : Optional.of(new Source(measure, FieldPath.of(field)));
    }

    private Optional<String> ofAlert(String field) {
        return fields.typeOf(field).isPresent()
                ? Optional.empty()
                : Optional.of("'" + field + "' is no known field of an alert's event"
                        + StepReader.suggestion(field, fields.byName().keySet()));
    }

    private Optional<String> ofMeasure(String measure, String field, String written) {
        Optional<Measure> source =
                measures.stream().filter(one -> one.name().equals(measure)).findFirst();
        if (source.isEmpty()) {
            return Optional.of("what is learned is written as MEASURE:FIELD with a measure of this step, not '"
                    + written + "'"
                    + StepReader.suggestion(
                            measure, measures.stream().map(Measure::name).toList()));
        }
        return source.get().groupBy().stream().anyMatch(path -> path.name().equals(field))
                ? Optional.empty()
                : Optional.of(
                        "the measure '" + measure + "' does not group by '" + field + "', so nothing is learned of it");
    }
}
