package dev.firstseen.deliver.sink;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a JSON object: one that we wrote, or a receiver's answer. Nulls are left out. */
public final class JsonText {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxStringLength(64 << 20)
                    .maxNameLength(1 << 20)
                    .build())
            .build();

    private JsonText() {}

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException where the bytes are no JSON object
     */
    public static Value.Members object(byte[] bytes) {
        try (JsonParser tokens = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("expected a JSON object");
            }
            Value.Members object = members(tokens);
            if (tokens.nextToken() != null) {
                throw new IllegalArgumentException("something follows the JSON object");
            }
            return object;
        } catch (JacksonException failure) {
            throw new IllegalArgumentException("expected a JSON object: " + failure.getOriginalMessage(), failure);
        }
    }

    private static Value.Members members(JsonParser tokens) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = tokens.currentName();
            tokens.nextToken();
            Value value = value(tokens);
            if (value != null) {
                members.put(name, value);
            }
        }
        return new Value.Members(members);
    }

    private static Value.Items items(JsonParser tokens) {
        List<Value> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            Value value = value(tokens);
            if (value != null) {
                items.add(value);
            }
        }
        return new Value.Items(items);
    }

    private static @Nullable Value value(JsonParser tokens) {
        return switch (tokens.currentToken()) {
            case START_OBJECT -> members(tokens);
            case START_ARRAY -> items(tokens);
            case VALUE_STRING -> Value.of(tokens.getString());
            case VALUE_NUMBER_INT ->
                switch (tokens.getNumberType()) {
                    case INT, LONG -> Value.of(tokens.getLongValue());
                    case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> Value.of(tokens.getDoubleValue());
                };
            case VALUE_NUMBER_FLOAT -> Value.of(tokens.getDoubleValue());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException("expected a JSON value");
        };
    }
}
