package dev.firstseen.flink.alert;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RunningRule;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.export.RecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes whole alerts of findings: with the rule's texts and the event's document. */
final class AlertWriting {
    private final Map<String, Rule> rules = new HashMap<>();
    private final UnaryOperator<Event> enrichment;
    private final List<String> tables;

    AlertWriting(Enrichment enrichment) {
        this.enrichment = enrichment.open();
        this.tables = enrichment.tables();
    }

    /** Takes rules in; those known before stay, since what they found may still be on its way. */
    void learn(RuleBook book) {
        for (RunningRule rule : book.rules()) {
            rules.put(rule.memory().called(), rule.rule());
        }
    }

    /** The alert; empty where its rule has not arrived here yet. */
    Optional<AlertText> write(Finding finding, Instant raised) {
        Rule rule = rules.get(finding.match().memory().called());
        if (rule == null) {
            return Optional.empty();
        }
        Alert alert = alert(finding, rule, event(finding.match()));
        StringBuilder line = new StringBuilder();
        try {
            new Ndjson(raised, tables).write(List.of(alert), line);
        } catch (IOException memoryCannotFail) {
            throw new UncheckedIOException(memoryCannotFail);
        }
        return Optional.of(
                new AlertText(alert.id(), raised.toEpochMilli(), line.toString().strip()));
    }

    private Event event(Match match) {
        try {
            return enrichment.apply(
                    RecordReader.ofKind(match.kind(), AuditSettings.NONE).read(match.record()));
        } catch (Rejected changed) {
            throw new IllegalStateException("a record that was read before cannot be read again", changed);
        }
    }

    private static Alert alert(Finding finding, Rule rule, Event event) {
        String id = finding.id();
        Alert alert = switch (finding.found()) {
            case Found.Matched matched -> new Alert.Match(id, rule, event);
            case Found.FirstSeen seen -> new Alert.FirstSeen(id, rule, event, seen.term(), seen.history());
            case Found.Crossed crossed ->
                new Alert.Threshold(
                        id,
                        rule,
                        event,
                        finding.match().brought().getFirst().key(),
                        crossed.count(),
                        crossed.cardinality(),
                        crossed.first(),
                        crossed.last());
        };
        return finding.suppressed().isPresent()
                ? alert.with(finding.suppressed().get())
                : alert;
    }
}
