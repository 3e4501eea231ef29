package dev.firstseen.engine.event;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A value in an event, as JSON has them. There is no null: what is null is missing, as it is for Elasticsearch's
 * indices. Values are immutable and keep the order in which they were written.
 */
public sealed interface Value {

    /** A single value, neither a list nor an object. */
    sealed interface Scalar extends Value {
        /** The value as a keyword field holds it: {@code 5}, {@code 0.5}, {@code true}, or the text itself. */
        String text();
    }

    record Text(String text) implements Scalar {}

    record Whole(long number) implements Scalar {
        @Override
        public String text() {
            return Long.toString(number);
        }
    }

    record Decimal(double number) implements Scalar {
        @Override
        public String text() {
            return Double.toString(number);
        }
    }

    enum Truth implements Scalar {
        TRUE,
        FALSE;

        public static Truth of(boolean truth) {
            return truth ? TRUE : FALSE;
        }

        @Override
        public String text() {
            return this == TRUE ? "true" : "false";
        }
    }

    /** An array. For a query its items are all values of the field. */
    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** An object. */
    record Members(SequencedMap<String, Value> members) implements Value {
        public static final Members NONE = new Members(Collections.emptyNavigableMap());

        public Members {
            members = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
        }
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value of(long number) {
        return new Whole(number);
    }

    static Value of(double number) {
        return new Decimal(number);
    }

    static Value of(boolean truth) {
        return Truth.of(truth);
    }

    static Value of(Collection<String> texts) {
        return new Items(texts.stream().<Value>map(Text::new).toList());
    }

    static Value of(Map<String, Value> members) {
        return new Members(new LinkedHashMap<>(members));
    }
}
