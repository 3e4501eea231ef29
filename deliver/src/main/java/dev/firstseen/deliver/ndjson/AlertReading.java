package dev.firstseen.deliver.ndjson;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link Ndjson} wrote of an alert, given the rule and the event that it is of. */
public final class AlertReading {
    private static final String UUID = "kibana.alert.uuid";
    private static final String NEW_TERMS = "kibana.alert.new_terms";
    private static final String RESULT = "kibana.alert.threshold_result";

    private final WrittenFields fields;
    private final Rule rule;
    private final Event event;

    private AlertReading(Document document, Rule rule, Event event) {
        this.fields = new WrittenFields(document);
        this.rule = rule;
        this.event = event;
    }

    /**
     * The alert.
     *
     * @param document what was written
     * @throws IllegalArgumentException where that is no alert of such a rule
     */
    public static Alert of(Document document, Rule rule, Event event) {
        return new AlertReading(document, rule, event).alert();
    }

    private Alert alert() {
        String id = fields.text(UUID).orElseThrow(() -> new IllegalArgumentException("the alert has no " + UUID));
        return switch (rule.detection()) {
            case Detection.Query _ -> new Alert.Match(id, rule, event);
            case Detection.NewTerms _ ->
                new Alert.FirstSeen(id, rule, event, scalars(fields.values(NEW_TERMS)), history());
            case Detection.Threshold threshold -> threshold(id, threshold);
        };
    }

    private Alert threshold(String id, Detection.Threshold threshold) {
        Value.Members result = object(fields.document().root().members().get(RESULT));
        List<Value.Scalar> key = items(result, "terms").stream()
                .flatMap(term -> scalars(Document.values(term, List.of("value"))).stream())
                .toList();
        List<Value> cardinality = items(result, "cardinality");
        long last = event.time();
        return new Alert.Threshold(
                id,
                rule,
                event,
                key,
                whole(result, "count"),
                threshold.cardinality().isPresent() && !cardinality.isEmpty()
                        ? OptionalLong.of(whole(object(cardinality.getFirst()), "value"))
                        : OptionalLong.empty(),
                time(result, "from").orElse(last),
                last);
    }

    private History history() {
        Value.Members history = fields.document().values(FieldPath.of("firstseen.history")).stream()
                .findFirst()
                .map(AlertReading::object)
                .orElse(Value.Members.NONE);
        long window = history.members().get("window") instanceof Value.Text(String text) ? duration(text) : 1;
        return new History(
                window,
                Math.clamp(decimal(history, "coverage"), 0, 1),
                Optional.ofNullable(history.members().get("before")).map(before -> earlier(object(before))),
                items(history, "earlier").stream()
                        .map(each -> earlier(object(each)))
                        .toList(),
                Math.toIntExact(Math.clamp(whole(history, "further"), 0, Integer.MAX_VALUE)));
    }

    private static History.Earlier earlier(Value.Members earlier) {
        return new History.Earlier(
                scalars(items(earlier, "terms")),
                whole(earlier, "count"),
                time(earlier, "first").orElse(0L),
                time(earlier, "last").orElse(0L));
    }

    private static long duration(String text) {
        try {
            return Math.max(1, Duration.parse(text).toMillis());
        } catch (DateTimeParseException | ArithmeticException notOurs) {
            throw new IllegalArgumentException("a window is a duration, not " + text, notOurs);
        }
    }

    private static Optional<Long> time(Value.Members object, String name) {
        try {
            return object.members().get(name) instanceof Value.Text(String text)
                    ? Optional.of(Instant.parse(text).toEpochMilli())
                    : Optional.empty();
        } catch (DateTimeParseException notOurs) {
            throw new IllegalArgumentException(name + " is a time", notOurs);
        }
    }

    private static List<Value.Scalar> scalars(List<Value> values) {
        return values.stream()
                .filter(Value.Scalar.class::isInstance)
                .map(Value.Scalar.class::cast)
                .toList();
    }

    private static Value.Members object(@Nullable Value value) {
        return value instanceof Value.Members members ? members : Value.Members.NONE;
    }

    private static List<Value> items(Value.Members object, String name) {
        return object.members().get(name) instanceof Value.Items(List<Value> items) ? items : List.of();
    }

    private static long whole(Value.Members object, String name) {
        return object.members().get(name) instanceof Value.Whole(long number) ? number : 0;
    }

    private static double decimal(Value.Members object, String name) {
        Value value = object.members().get(name);
        return value instanceof Value.Decimal(double number)
                ? number
                : value instanceof Value.Whole(long whole) ? whole : 0;
    }
}
