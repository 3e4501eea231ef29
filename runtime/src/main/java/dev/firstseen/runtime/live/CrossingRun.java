package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Counted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SequencedMap;

/** A {@code threshold} rule within one transaction. */
final class CrossingRun implements RuleRun {
    private final Rule rule;
    private final int memory;
    private final Detection.Threshold detection;
    private final Optional<TermReader> keys;
    private final Optional<TermReader> different;
    private final Crossings crossings;
    private final Counted counted;
    private final RecordFinder records;

    CrossingRun(
            LiveRule rule, Detection.Threshold detection, WindowCache windows, Counted counted, RecordFinder records) {
        this.rule = rule.rule();
        this.memory = rule.memory().number();
        this.detection = detection;
        this.keys = detection.fields().isEmpty()
                ? Optional.empty()
                : Optional.of(new TermReader(detection.fields(), MicrosoftFields.INSTANCE));
        this.different =
                detection.cardinality().map(each -> new TermReader(List.of(each.field()), MicrosoftFields.INSTANCE));
        this.crossings = new Crossings(detection, windows, counted);
        this.counted = counted;
        this.records = records;
    }

    @Override
    public List<AlertChange> run(List<Matched> matched) {
        SequencedMap<Counted.Key, List<Counted.Entry>> byKey = new LinkedHashMap<>();
        Map<String, Matched> byId = new LinkedHashMap<>();
        for (Matched each : matched) {
            byId.put(
                    id(
                            each.event().tenant(),
                            each.event().dataset(),
                            each.event().id()),
                    each);
            Counted.Entry entry = new Counted.Entry(
                    each.time(), each.event().dataset(), each.event().id(), differentOf(each));
            for (Counted.Key key : keysOf(each)) {
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
            }
        }
        List<AlertChange> changes = new ArrayList<>();
        byKey.forEach((key, entries) -> {
            for (Crossings.Change change : crossings.add(key, entries)) {
                changes.add(changed(key, change, byId));
            }
        });
        return changes;
    }

    private AlertChange changed(Counted.Key key, Crossings.Change change, Map<String, Matched> byId) {
        Counted.Entry entry = change.entry();
        String alert = AlertId.of(rule.id(), key.tenant(), entry.eventId(), key.values());
        if (!change.raised()) {
            return new AlertChange.Withdrawn(
                    alert, "Withdrawn: records that came late show that the threshold had been met before.");
        }
        Matched cause = byId.get(id(key.tenant(), entry.dataset(), entry.eventId()));
        if (cause == null) {
            cause = records.find(alert, key.tenant(), entry.dataset(), entry.eventId(), entry.time());
        }
        return new AlertChange.Raised(alert(key, change.crossing(), cause), cause, "");
    }

    private Alert alert(Counted.Key key, Crossing crossing, Matched cause) {
        return new Alert.Threshold(
                AlertId.of(rule, cause.event(), key.values()),
                rule,
                cause.event(),
                key.values(),
                crossing.count(),
                detection.cardinality().isPresent() ? OptionalLong.of(crossing.different()) : OptionalLong.empty(),
                crossing.first(),
                crossing.last());
    }

    private List<Counted.Key> keysOf(Matched each) {
        String tenant = each.event().tenant();
        return keys.map(reader -> reader.read(each.event()).terms().stream()
                        .map(term -> new Counted.Key(memory, tenant, term.values()))
                        .toList())
                .orElseGet(() -> List.of(new Counted.Key(memory, tenant, List.of())));
    }

    private List<Value.Scalar> differentOf(Matched each) {
        return different
                .map(reader -> reader.read(each.event()).terms().stream()
                        .map(Term::first)
                        .toList())
                .orElse(List.of());
    }

    private static String id(String tenant, String dataset, String event) {
        return tenant + "\0" + dataset + "\0" + event;
    }

    @Override
    public void moved(Matched to, long from) {
        for (Counted.Key key : keysOf(to)) {
            counted.remove(key, from, to.event().id());
            crossings.forget(key);
        }
    }
}
