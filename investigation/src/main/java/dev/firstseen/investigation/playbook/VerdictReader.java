package dev.firstseen.investigation.playbook;

import dev.firstseen.engine.kql.FieldName;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.kql.Values;
import dev.firstseen.engine.toml.TomlSection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the verdicts of one step: those that stand alone, and those of measures on having found anything. */
final class VerdictReader {
    private static final Pattern TACTIC = Pattern.compile("TA\\d{4}");
    private static final String SAY = "say";
    private static final List<String> ONLY_WITH_SAY = List.of("weight", "tactic", "tell", "learn");

    private final Conditions conditions;
    private final StepFields fields;
    private final PlaceholderCheck known;
    private final LearnsReader learnsReader;
    private final List<Placed> read = new ArrayList<>();

    private record Placed(int line, Verdict verdict) {}

    /** @param known what sentences and queries may name beside what the step found */
    VerdictReader(Conditions conditions, StepFields fields, PlaceholderCheck known, LearnsReader learnsReader) {
        this.conditions = conditions;
        this.fields = fields;
        this.known = known;
        this.learnsReader = learnsReader;
    }

    /** One by itself. */
    void add(TomlSection each) {
        Kql when = conditions.ofFindings(each, "when", fields, known).orElse(new Kql.Everything());
        add(each, when);
        each.warnOfUnknown();
    }

    /** That of a measure, if it has one: it holds where the measure found anything. */
    void addFound(TomlSection measure, String name) {
        if (measure.has(SAY) || ONLY_WITH_SAY.stream().anyMatch(measure::has)) {
            Values.Literal none = Values.Literal.bare("0");
            add(measure, new Kql.Range(FieldName.of(name + ".count"), Kql.Bound.GREATER, none));
        }
    }

    private void add(TomlSection each, Kql when) {
        String say = each.requiredString(SAY);
        known.check(each, SAY, say, fields);
        long weight = each.whole("weight").orElse(0L);
        if (weight < -100 || weight > 100) {
            each.error(each.valuePlace("weight"), "'weight' must be from -100 to 100, not " + weight);
        }
        Optional<String> tactic = each.string("tactic");
        if (tactic.isPresent() && !TACTIC.matcher(tactic.get()).matches()) {
            each.error(
                    each.valuePlace("tactic"),
                    "'tactic' must be the id of an ATT&CK tactic such as TA0001, not '" + tactic.get() + "'");
        }
        boolean tell = each.flag("tell").orElse(false);
        Learns learns = each.section("learn").map(learnsReader::read).orElse(Learns.NOTHING);
        read.add(new Placed(each.place().line(), new Verdict(when, say, (int) weight, tactic, learns, tell)));
    }

    /** All of them as they stand in the file. */
    List<Verdict> inOrder() {
        return read.stream()
                .sorted(Comparator.comparingInt(Placed::line))
                .map(Placed::verdict)
                .toList();
    }
}
