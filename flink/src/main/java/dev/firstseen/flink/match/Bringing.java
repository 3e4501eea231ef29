package dev.firstseen.flink.match;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.suppression.Groups;
import dev.firstseen.flink.rules.RunningRule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** What events that match bring to the keys of a rule. Not safe for use by several threads. */
final class Bringing {
    private final Groups groups = new Groups(MicrosoftFields.INSTANCE);
    private final Consumer<Notice> notices;

    /** @param notices takes what cannot be used of an event */
    Bringing(Consumer<Notice> notices) {
        this.notices = notices;
    }

    /** For each key of the event what it brings; none where it has no value that counts. */
    List<Brought> of(RunningRule rule, Event event) {
        return switch (rule.rule().detection()) {
            case Detection.Query _ ->
                List.of(new Brought(List.of(), List.of(), group(new Alert.Match("", rule.rule(), event))));
            case Detection.NewTerms newTerms -> terms(rule, newTerms, event);
            case Detection.Threshold threshold -> counted(rule, threshold, event);
        };
    }

    private Optional<Group> group(Alert alert) {
        return alert.rule()
                .suppression()
                .flatMap(suppression -> groups.of(alert)
                        .map(terms -> new Group(suppression.duration().toMillis(), terms)));
    }

    private List<Brought> terms(RunningRule rule, Detection.NewTerms newTerms, Event event) {
        Map<Value.Scalar, List<List<Value.Scalar>>> byFirst = new LinkedHashMap<>();
        for (Term term : read(rule, newTerms.fields(), event)) {
            byFirst.computeIfAbsent(term.first(), any -> new ArrayList<>()).add(term.values());
        }
        Optional<Group> group = group(new Alert.Match("", rule.rule(), event));
        List<Brought> brought = new ArrayList<>();
        byFirst.forEach((first, terms) -> brought.add(new Brought(List.of(first), terms, group)));
        return brought;
    }

    private List<Brought> counted(RunningRule rule, Detection.Threshold threshold, Event event) {
        List<List<Value.Scalar>> keys = threshold.fields().isEmpty()
                ? List.of(List.of())
                : read(rule, threshold.fields(), event).stream()
                        .map(Term::values)
                        .toList();
        List<List<Value.Scalar>> values = threshold
                .cardinality()
                .map(counted -> read(rule, List.of(counted.field()), event).stream()
                        .map(Term::values)
                        .toList())
                .orElse(List.of());
        return keys.stream()
                .map(key -> new Brought(
                        key,
                        values,
                        group(new Alert.Threshold(
                                "", rule.rule(), event, key, 1, OptionalLong.empty(), event.time(), event.time()))))
                .toList();
    }

    private List<Term> read(RunningRule rule, List<FieldPath> fields, Event event) {
        TermReader.Reading reading = new TermReader(fields, MicrosoftFields.INSTANCE).read(event);
        if (reading.leftOut() > 0) {
            tell(
                    "left out",
                    "It has more than %,d combinations of values.".formatted(TermReader.MOST_COMBINATIONS),
                    rule,
                    event,
                    reading.leftOut());
        }
        if (reading.unusable() > 0) {
            tell("unusable", "Values that their field's type cannot hold.", rule, event, reading.unusable());
        }
        return reading.terms();
    }

    private void tell(String kind, String reason, RunningRule rule, Event event, long count) {
        notices.accept(new Notice(kind, reason, rule.rule().id(), event.tenant(), event.id(), event.time(), count));
    }
}
