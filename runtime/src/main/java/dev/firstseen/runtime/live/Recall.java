package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.AlertReading;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Archive;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes stored alerts what they were when they were raised.
 *
 * @param rules by id
 * @param complete whether another rule is there no more; else it may come back
 */
record Recall(Map<String, Rule> rules, boolean complete, RecordReading reading) {
    Recall {
        rules = Map.copyOf(rules);
    }

    /** The alert; empty where its rule is no more, or what is stored of it cannot be read any more. */
    Optional<Alert> of(Stored stored) {
        Rule rule = rules.get(stored.rule());
        if (rule == null) {
            return Optional.empty();
        }
        List<ArchivedEvent> event = reading.events(
                new Archive.Found(stored.tenant(), stored.dataset(), stored.record(), new long[] {stored.available()}));
        if (event.size() != 1) {
            return Optional.empty();
        }
        try {
            Document document = new Document(JsonText.object(stored.document()));
            return Optional.of(AlertReading.of(document, rule, event.getFirst().event()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
