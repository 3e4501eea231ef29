package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.diagnostic.Suggestion;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.toml.TomlSection;
import dev.firstseen.investigation.playbook.Measure.Lane;
import dev.firstseen.investigation.playbook.Measure.Whose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one step of a playbook. */
final class StepReader {
    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final Kql EVERYTHING = new Kql.Everything();

    private final TomlSection section;
    private final Fields fields;
    private final Collection<String> knownDatasets;
    private final Conditions conditions;
    private final Collection<String> learned;
    private final PlaceholderCheck known;

    /** @param learned what earlier steps learn */
    StepReader(
            TomlSection section,
            Fields fields,
            Collection<String> knownDatasets,
            Conditions conditions,
            Collection<String> learned) {
        this.section = section;
        this.fields = fields;
        this.knownDatasets = knownDatasets;
        this.conditions = conditions;
        this.learned = learned;
        this.known = new PlaceholderCheck(fields, learned);
    }

    Step read() {
        String id = section.requiredString("id");
        String question = section.requiredString("question");
        List<String> datasets = datasets();
        Window window = Window.of(section);
        List<TomlSection> written = section.sections("measure");
        List<Measure> measures = new ArrayList<>();
        for (TomlSection each : written) {
            Measure measure = measure(each, datasets, window);
            if (measures.stream().anyMatch(other -> other.name().equals(measure.name()))) {
                each.error(
                        each.valuePlace("name"), "there is another measure '" + measure.name() + "' before this one");
            }
            measures.add(measure);
        }
        LearnsReader learnsReader = new LearnsReader(measures, fields);
        Learns learns = section.section("learn").map(learnsReader::read).orElse(Learns.NOTHING);
        List<String> inVerdicts = new ArrayList<>(learned);
        inVerdicts.addAll(learns.byName().keySet());
        VerdictReader verdicts = new VerdictReader(
                conditions, new StepFields(measures, fields), new PlaceholderCheck(fields, inVerdicts), learnsReader);
        for (int i = 0; i < written.size(); i++) {
            verdicts.addFound(written.get(i), measures.get(i).name());
            written.get(i).warnOfUnknown();
        }
        section.sections("verdict").forEach(verdicts::add);
        section.warnOfUnknown();
        return new Step(id, question, datasets, measures, verdicts.inOrder(), learns);
    }

    private List<String> datasets() {
        section.require("datasets");
        List<String> datasets = section.strings("datasets");
        for (int i = 0; i < datasets.size(); i++) {
            if (!knownDatasets.contains(datasets.get(i))) {
                section.warning(
                        section.itemPlace("datasets", i),
                        "'" + datasets.get(i) + "' is no known dataset" + suggestion(datasets.get(i), knownDatasets));
            }
        }
        return datasets;
    }

    /** Those that a measure names for itself, which must be of its step. */
    private static List<String> datasets(TomlSection each, List<String> ofStep) {
        if (!each.has("datasets")) {
            return ofStep;
        }
        List<String> datasets = each.strings("datasets");
        for (int i = 0; i < datasets.size(); i++) {
            if (!ofStep.contains(datasets.get(i))) {
                each.error(
                        each.itemPlace("datasets", i),
                        "'" + datasets.get(i) + "' is none of the datasets of the step"
                                + suggestion(datasets.get(i), ofStep));
            }
        }
        return datasets;
    }

    /** How far around the alert is looked; nowhere where both are zero. */
    private record Window(Duration before, Duration after) {
        static Window of(TomlSection each) {
            return new Window(
                    each.has("before") ? PlaybookReader.duration(each, "before") : Duration.ZERO,
                    each.has("after") ? PlaybookReader.duration(each, "after") : Duration.ZERO);
        }

        boolean isEmpty() {
            return before.isZero() && after.isZero();
        }
    }

    private Measure measure(TomlSection each, List<String> ofStep, Window windowOfStep) {
        String name = each.requiredString("name");
        if (!name.isBlank() && (!NAME.matcher(name).matches() || name.equals("alert") || name.equals("learned"))) {
            each.error(
                    each.valuePlace("name"),
                    "a measure's name is of small letters, digits and _, and neither 'alert' nor 'learned', not '"
                            + name + "'");
        }
        Whose whose = word(each, "whose", Whose.values()).orElse(Whose.ACCOUNT);
        List<String> datasets = datasets(each, ofStep);
        Window own = Window.of(each);
        Window window = own.isEmpty() ? windowOfStep : own;
        if (window.isEmpty()) {
            each.error(each.place(), "a measure or its step needs 'before' or 'after', or its window is empty");
        }
        Optional<Kql> query = conditions.ofEvents(each, "query", fields, known);
        List<FieldPath> groupBy = new ArrayList<>();
        List<String> names = each.strings("group_by");
        for (int i = 0; i < names.size(); i++) {
            if (fields.typeOf(names.get(i)).isEmpty()) {
                each.warning(
                        each.itemPlace("group_by", i),
                        "'" + names.get(i) + "' is no known field"
                                + suggestion(names.get(i), fields.byName().keySet()));
            }
            if (!names.get(i).isBlank()) {
                groupBy.add(FieldPath.of(names.get(i)));
            }
        }
        Optional<Lane> lane = word(each, "lane", Lane.values());
        String label = lane.isPresent()
                ? each.requiredString("label")
                : each.string("label").orElse(name);
        return new Measure(
                name, whose, datasets, window.before(), window.after(), query.orElse(EVERYTHING), groupBy, lane, label);
    }

    static <E extends Enum<E>> Optional<E> word(TomlSection each, String key, E[] all) {
        Optional<String> written = each.string(key);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<E> found = Arrays.stream(all)
                .filter(one -> spelled(one).equals(written.get()))
                .findFirst();
        if (found.isEmpty()) {
            List<String> words = Arrays.stream(all).map(StepReader::spelled).toList();
            each.error(
                    each.valuePlace(key),
                    "'" + key + "' must be one of " + String.join(", ", words) + ", not '" + written.get() + "'"
                            + suggestion(written.get(), words));
        }
        return found;
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String suggestion(String written, Collection<String> words) {
        return Suggestion.nearest(written, words)
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("");
    }
}
