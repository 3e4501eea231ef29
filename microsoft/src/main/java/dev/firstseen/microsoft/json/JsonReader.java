package dev.firstseen.microsoft.json;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one JSON value from UTF-8 bytes. Nulls are left out, of equal names in an object the first counts, whole
 * numbers that fit a long stay whole and all others become decimals. Only blanks may follow the value.
 */
public final class JsonReader {
    private static final JsonReader RECORD = new JsonReader(JsonSource.RECORD);

    private final JsonSource source;

    /** A reader with limits of its own. Readers are safe for use by many threads. */
    public JsonReader(JsonLimits limits) {
        this.source = new JsonSource(limits);
    }

    private JsonReader(JsonSource source) {
        this.source = source;
    }

    /** The reader for log entries. */
    public static JsonReader ofRecords() {
        return RECORD;
    }

    /**
     * Reads an object.
     *
     * @throws Rejected where the bytes are not one JSON object within the limits
     */
    public Value.Members object(byte[] bytes, int offset, int length) throws Rejected {
        try (JsonParser tokens = source.tokens(bytes, offset, length)) {
            try {
                JsonSource.enter(tokens);
                Value.Members members = members(tokens, 1, new JsonSource.Budget(source.limits(), length));
                JsonSource.leave(tokens);
                return members;
            } catch (JacksonException failure) {
                throw JsonSource.rejected(failure, tokens, bytes, offset, length);
            }
        }
    }

    /**
     * Reads any value; it is empty for {@code null}.
     *
     * @throws Rejected where the bytes are not one JSON value within the limits
     */
    public Optional<Value> value(byte[] bytes, int offset, int length) throws Rejected {
        try (JsonParser tokens = source.tokens(bytes, offset, length)) {
            try {
                JsonToken first = tokens.nextToken();
                if (first == null) {
                    throw new Rejected(Reason.NOT_JSON, "It is empty.");
                }
                Value value = build(tokens, 0, new JsonSource.Budget(source.limits(), length));
                if (tokens.nextToken() != null) {
                    throw new Rejected(Reason.NOT_JSON, "Something follows the value.");
                }
                return Optional.ofNullable(value);
            } catch (JacksonException failure) {
                throw JsonSource.rejected(failure, tokens, bytes, offset, length);
            }
        }
    }

    /** As {@link #value(byte[], int, int)}, for JSON inside a text. */
    public Optional<Value> value(String text) throws Rejected {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return value(bytes, 0, bytes.length);
    }

    /** Builds the value whose first token is the current one, below so many open objects and arrays. */
    private @Nullable Value build(JsonParser tokens, int depth, JsonSource.Budget budget) throws Rejected {
        JsonToken token = tokens.currentToken();
        if (token == null) {
            throw new Rejected(Reason.CUT_OFF);
        }
        budget.spend();
        return switch (token) {
            case START_OBJECT -> members(tokens, depth + 1, budget);
            case START_ARRAY -> items(tokens, depth + 1, budget);
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                source.checkNumber(tokens);
                yield scalar(tokens);
            }
            case VALUE_STRING, VALUE_TRUE, VALUE_FALSE -> scalar(tokens);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new Rejected(Reason.NOT_JSON);
        };
    }

    private Value.Members members(JsonParser tokens, int depth, JsonSource.Budget budget) throws Rejected {
        source.checkDepth(depth);
        SequencedMap<String, Value> members = LinkedHashMap.newLinkedHashMap(4);
        for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
            tokens.nextToken();
            Value value = build(tokens, depth, budget);
            if (value != null) {
                members.putIfAbsent(name, value);
            }
        }
        return new Value.Members(members);
    }

    private Value.Items items(JsonParser tokens, int depth, JsonSource.Budget budget) throws Rejected {
        source.checkDepth(depth);
        List<Value> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            Value item = build(tokens, depth, budget);
            if (item != null) {
                items.add(item);
            }
        }
        return new Value.Items(items);
    }

    /** The text, number or truth at the current token. */
    static Value.Scalar scalar(JsonParser tokens) throws Rejected {
        return switch (tokens.currentToken()) {
            case VALUE_STRING -> new Value.Text(tokens.getString());
            case VALUE_NUMBER_INT ->
                switch (tokens.getNumberType()) {
                    case INT, LONG -> new Value.Whole(tokens.getLongValue());
                    case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> decimal(tokens);
                };
            case VALUE_NUMBER_FLOAT -> decimal(tokens);
            case VALUE_TRUE -> Value.Truth.TRUE;
            case VALUE_FALSE -> Value.Truth.FALSE;
            case null -> throw new Rejected(Reason.CUT_OFF);
            case START_OBJECT,
                    START_ARRAY,
                    END_OBJECT,
                    END_ARRAY,
                    PROPERTY_NAME,
                    VALUE_NULL,
                    NOT_AVAILABLE,
                    VALUE_EMBEDDED_OBJECT -> throw new Rejected(Reason.NOT_JSON);
        };
    }

    private static Value.Scalar decimal(JsonParser tokens) {
        double number = tokens.getDoubleValue();
        // What is beyond a double is kept as it is written.
        return Double.isInfinite(number) ? new Value.Text(tokens.getString()) : new Value.Decimal(number);
    }
}
