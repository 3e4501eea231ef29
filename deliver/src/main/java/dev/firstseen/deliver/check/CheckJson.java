package dev.firstseen.deliver.check;

import dev.firstseen.engine.check.CheckReport;
import dev.firstseen.engine.check.CheckedPart;
import dev.firstseen.engine.check.CheckedRule;
import dev.firstseen.engine.check.Sighting;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.diagnostic.Place;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.lint.Finding;
import dev.firstseen.engine.presence.Presence;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.SortedSet;

/** For programs: one JSON object with {@code verdicts}, {@code data} and {@code rules}, whose keys stay as they are. */
public final class CheckJson implements CheckFormat {

    @Override
    public void write(CheckReport report, Appendable out) throws IOException {
        SequencedMap<String, Value> verdicts = new LinkedHashMap<>();
        report.counts().forEach((word, count) -> verdicts.put(word(word), Value.of(count)));
        SequencedMap<String, Value> whole = new LinkedHashMap<>();
        whole.put("files", Value.of((long) report.rules().size()));
        whole.put("verdicts", Value.of(verdicts));
        report.records().ifPresent(records -> {
            SequencedMap<String, Value> data = new LinkedHashMap<>();
            records.forEach((dataset, count) -> data.put(dataset, Value.of(count)));
            whole.put("data", Value.of(data));
        });
        whole.put("rules", list(report.rules().stream().map(CheckJson::rule).toList()));
        out.append(JsonWriter.text(Value.of(whole))).append('\n');
    }

    private static Value rule(CheckedRule rule) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("file", Value.of(rule.file()));
        members.put("rule_id", Value.of(rule.id()));
        members.put("name", Value.of(rule.name()));
        members.put("type", Value.of(rule.type()));
        judge(rule.verdict(), members);
        if (!rule.parts().isEmpty()) {
            members.put("parts", list(rule.parts().stream().map(CheckJson::part).toList()));
        }
        members.put(
                "problems",
                list(rule.problems().stream().map(CheckJson::problem).toList()));
        members.put(
                "findings",
                list(rule.findings().stream().map(CheckJson::finding).toList()));
        return Value.of(members);
    }

    private static Value part(CheckedPart part) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("name", Value.of(part.name()));
        judge(part.verdict(), members);
        return Value.of(members);
    }

    private static void judge(Verdict verdict, SequencedMap<String, Value> members) {
        members.put("verdict", Value.of(word(verdict.word())));
        switch (verdict) {
            case Verdict.Runs _, Verdict.Invalid _ -> {}
            case Verdict.Unsupported unsupported -> {
                SequencedMap<String, Value> inner = placed(unsupported.place());
                inner.put("construct", Value.of(unsupported.construct()));
                inner.put("awaits", Value.of(unsupported.awaits()));
                members.put("unsupported", Value.of(inner));
            }
            case Verdict.Live(List<Sighting> datasets) -> members.put("datasets", sightings(datasets));
            case Verdict.Blind(List<Sighting> datasets) -> members.put("datasets", sightings(datasets));
            case Verdict.NoData(List<String> wanted) -> members.put("wanted", Value.of(wanted));
        }
    }

    private static Value problem(Problem problem) {
        SequencedMap<String, Value> members = placed(problem.place());
        members.put("severity", Value.of(problem.severity().name().toLowerCase(Locale.ROOT)));
        members.put("message", Value.of(problem.message()));
        return Value.of(members);
    }

    private static Value finding(Finding finding) {
        SequencedMap<String, Value> members = placed(finding.place());
        members.put("lint", Value.of(finding.lint().id()));
        members.put("weight", Value.of(finding.lint().weight().word()));
        members.put("message", Value.of(finding.message()));
        return Value.of(members);
    }

    private static SequencedMap<String, Value> placed(Place place) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("line", Value.of((long) place.line()));
        members.put("column", Value.of((long) place.column()));
        return members;
    }

    private static Value sightings(List<Sighting> datasets) {
        return list(datasets.stream().map(CheckJson::sighting).toList());
    }

    private static Value sighting(Sighting seen) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("dataset", Value.of(seen.dataset()));
        members.put("records", Value.of(seen.records()));
        members.put("matches", Value.of(seen.matches()));
        members.put("lacking", list(seen.lacking().stream().map(CheckJson::lack).toList()));
        members.put("alternatives", Value.of(seen.alternatives()));
        return Value.of(members);
    }

    private static Value lack(Sighting.Lack lack) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        members.put("field", Value.of(lack.field()));
        if (lack.presence() instanceof Presence.Hollow(SortedSet<String> words, boolean always)) {
            members.put("values", Value.of(words));
            members.put("always", Value.of(always));
        }
        return Value.of(members);
    }

    /** A verdict's word as a key: without blanks. */
    private static String word(String word) {
        return word.replace(' ', '_');
    }

    private static Value list(List<Value> items) {
        return new Value.Items(items);
    }
}
