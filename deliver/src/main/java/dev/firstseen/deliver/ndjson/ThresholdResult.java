package dev.firstseen.deliver.ndjson;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Detection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code kibana.alert.threshold_result}: what was counted, and of whom. */
final class ThresholdResult {

    private ThresholdResult() {}

    static Value of(Alert.Threshold alert) {
        if (!(alert.rule().detection() instanceof Detection.Threshold rule)) {
            throw new IllegalArgumentException(
                    "only a threshold rule counts: " + alert.rule().id());
        }
        List<Value> terms = new ArrayList<>();
        for (int i = 0; i < rule.fields().size(); i++) {
            terms.add(new Json()
                    .put("field", rule.fields().get(i).name())
                    .put("value", alert.key().get(i))
                    .build());
        }
        List<Value> cardinality = new ArrayList<>();
        rule.cardinality()
                .ifPresent(counted -> cardinality.add(new Json()
                        .put("field", counted.field().name())
                        .put("value", Value.of(alert.cardinality().orElse(0)))
                        .build()));
        return new Json()
                .put("terms", new Value.Items(terms))
                .put("cardinality", new Value.Items(cardinality))
                .put("count", Value.of(alert.count()))
                .put("from", Instant.ofEpochMilli(alert.first()))
                .build();
    }
}
