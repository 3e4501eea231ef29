package dev.firstseen.deliver.ndjson;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Reads what was written of an alert or incident. Kibana's names stand in it whole, as {@code kibana.alert.uuid}; those of
 * the event stand as objects in objects. Both are asked for by their dotted name.
 */
public record WrittenFields(Document document) {

    /** All values of a field, arrays flattened; empty where it is missing. */
    public List<Value> values(String name) {
        Value whole = document.root().members().get(name);
        return whole == null ? document.values(FieldPath.of(name)) : Document.values(whole, List.of());
    }

    /** The values that are neither objects nor blank, as texts. */
    public List<String> texts(String name) {
        return values(name).stream()
                .filter(Value.Scalar.class::isInstance)
                .map(value -> ((Value.Scalar) value).text())
                .filter(text -> !text.isBlank())
                .toList();
    }

    /** The first text of the first field that has one. */
    public Optional<String> text(String... names) {
        return List.of(names).stream().flatMap(name -> texts(name).stream()).findFirst();
    }

    /** The first number of a field. */
    public OptionalDouble number(String name) {
        return values(name).stream()
                .flatMap(value -> switch (value) {
                    case Value.Whole whole -> Stream.of((double) whole.number());
                    case Value.Decimal decimal -> Stream.of(decimal.number());
                    case Value.Text text -> Stream.empty();
                    case Value.Truth truth -> Stream.empty();
                    case Value.Items items -> Stream.empty();
                    case Value.Members members -> Stream.empty();
                })
                .mapToDouble(Double::doubleValue)
                .findFirst();
    }

    /** The severity of an alert; of an incident, the word for its score by Elastic's ranges. */
    public String severity() {
        return text("kibana.alert.severity").orElseGet(() -> {
            double score = number("firstseen.incident.assessment.score").orElse(0);
            if (score > 73) {
                return "critical";
            }
            if (score > 47) {
                return "high";
            }
            return score > 21 ? "medium" : "low";
        });
    }
}
