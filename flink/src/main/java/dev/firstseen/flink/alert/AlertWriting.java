package dev.firstseen.flink.alert;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.rules.RunningRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Makes whole alerts of findings: with the rule's texts and the event's document. */
final class AlertWriting {
    private final Map<String, Rule> rules = new HashMap<>();
    private final Map<String, RuleText> texts = new HashMap<>();
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
        texts.putAll(book.byName());
    }

    /** The alert; empty where its rule has not arrived here yet. */
    Optional<Delivered> write(Finding finding, Instant raised) {
        Rule rule = rules.get(finding.match().memory().called());
        if (rule == null) {
            return Optional.empty();
        }
        Alert alert = finding.alert(rule, enrichment);
        StringBuilder line = new StringBuilder();
        try {
            new Ndjson(raised, tables).write(List.of(alert), line);
        } catch (IOException memoryCannotFail) {
            throw new UncheckedIOException(memoryCannotFail);
        }
        return Optional.of(new Delivered.AlertRaised(
                alert.id(), raised.toEpochMilli(), line.toString().strip()));
    }

    /** The text of the rule of a finding that was written. */
    RuleText text(Finding finding) {
        return Objects.requireNonNull(texts.get(finding.match().memory().called()));
    }
}
