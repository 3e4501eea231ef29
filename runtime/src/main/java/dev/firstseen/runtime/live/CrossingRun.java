package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.store.Counted;
import dev.firstseen.store.Ledger.EventKey;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Optional<TermReading> keys;
    private final Optional<TermReading> different;
    private final Crossings crossings;
    /** Events that were counted before, and at what time. */
    private final Map<EventKey, Long> moved = new HashMap<>();

    private final RecordFinder records;

    CrossingRun(
            LiveRule rule, Detection.Threshold detection, WindowCache windows, Counted counted, RecordFinder records) {
        this.rule = rule.rule();
        this.memory = rule.memory().number();
        this.detection = detection;
        this.keys = detection.fields().isEmpty() ? Optional.empty() : Optional.of(new TermReading(detection.fields()));
        this.different = detection.cardinality().map(each -> new TermReading(List.of(each.field())));
        this.crossings = new Crossings(detection, windows, counted);
        this.records = records;
    }

    @Override
    public List<AlertChange> run(List<Matched> matched) {
        Map<EventKey, Matched> byId = new HashMap<>();
        matched.forEach(each -> byId.put(each.key(), each));
        List<AlertChange> changes = new ArrayList<>();
        take(matched).forEach((key, ofKey) -> {
            for (Crossings.Change change : ofKey) {
                changed(key, change, byId).ifPresent(changes::add);
            }
        });
        return changes;
    }

    @Override
    public void remember(List<Matched> matched) {
        take(matched);
    }

    private SequencedMap<Counted.Key, List<Crossings.Change>> take(List<Matched> matched) {
        SequencedMap<Counted.Key, List<Counted.Entry>> byKey = new LinkedHashMap<>();
        Map<Counted.Key, List<Counted.Entry>> left = new HashMap<>();
        for (Matched each : matched) {
            Counted.Entry entry = entry(each, each.time(), differentOf(each));
            Long before = moved.get(each.key());
            for (Counted.Key key : keysOf(each)) {
                byKey.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry);
                if (before != null) {
                    left.computeIfAbsent(key, _ -> new ArrayList<>()).add(entry(each, before, List.of()));
                }
            }
        }
        SequencedMap<Counted.Key, List<Crossings.Change>> changes = new LinkedHashMap<>();
        byKey.forEach((key, entries) ->
                changes.put(key, crossings.add(key, left.getOrDefault(key, List.of()), entries)));
        return changes;
    }

    private static Counted.Entry entry(Matched matched, long time, List<Value.Scalar> different) {
        return new Counted.Entry(
                time, matched.event().dataset(), matched.event().id(), different);
    }

    /** Empty where there is nobody to tell of it. */
    private Optional<AlertChange> changed(Counted.Key key, Crossings.Change change, Map<EventKey, Matched> byId) {
        Counted.Entry entry = change.entry();
        String alert = AlertId.of(rule.id(), key.tenant(), entry.eventId(), key.values());
        if (change.now().isEmpty()) {
            return Optional.of(new AlertChange.Withdrawn(
                    alert, "Withdrawn: with the records that came late the threshold is not crossed here."));
        }
        Crossing crossing = change.now().get();
        Optional<Matched> known =
                Optional.ofNullable(byId.get(new EventKey(key.tenant(), entry.dataset(), entry.eventId())));
        Optional<Matched> cause =
                known.or(() -> records.find(alert, key.tenant(), entry.dataset(), entry.eventId(), entry.time()));
        if (cause.isEmpty() && change.before() && !records.wasRaised(alert)) {
            // It would have been, when it was known whom it is about: an exception has it.
            return Optional.empty();
        }
        Matched by = cause.orElseGet(() -> keyAlone(key, entry));
        return Optional.of(new AlertChange.Raised(alert(key, crossing, by), by, ""));
    }

    /** An event of which only is known what it counted for. */
    private Matched keyAlone(Counted.Key key, Counted.Entry entry) {
        Document.Builder document = new Document.Builder();
        for (int i = 0; i < detection.fields().size(); i++) {
            document.put(detection.fields().get(i), key.values().get(i));
        }
        Event event = new DocumentEvent(entry.eventId(), entry.time(), entry.dataset(), key.tenant(), document.build());
        return new Matched(event, new int[0], new byte[0], entry.time(), entry.time());
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
        return keys.map(reader -> reader.of(each.event()).stream()
                        .map(term -> new Counted.Key(memory, tenant, term.values()))
                        .toList())
                .orElseGet(() -> List.of(new Counted.Key(memory, tenant, List.of())));
    }

    private List<Value.Scalar> differentOf(Matched each) {
        return different
                .map(reader -> reader.of(each.event()).stream().map(Term::first).toList())
                .orElse(List.of());
    }

    @Override
    public PassedOver passedOver() {
        PassedOver ofKeys = keys.map(each -> each.and(PassedOver.NOTHING)).orElse(PassedOver.NOTHING);
        return different.map(each -> each.and(ofKeys)).orElse(ofKeys);
    }

    @Override
    public void moved(Matched to, long from) {
        moved.put(to.key(), from);
    }
}
