package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * The terms of an event: one per combination of its values in a rule's fields, each different one once. An event without
 * a usable value in one of the fields has no term and does not count.
 */
public final class TermReader {

    /** How many combinations of one event are looked at; the rest is counted. */
    public static final int MOST_COMBINATIONS = 10_000;

    private final List<Column> columns;

    public TermReader(List<FieldPath> fields, Fields types) {
        columns = fields.stream()
                .map(field -> new Column(field, types.typeOf(field.name()).orElse(FieldType.KEYWORD)))
                .toList();
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("terms need at least one field");
        }
    }

    /**
     * What an event brings.
     *
     * @param terms each different combination once; empty where a field has no usable value
     * @param leftOut combinations beyond {@link #MOST_COMBINATIONS}
     * @param unusable values that a field of that type cannot hold, such as a text in a number
     */
    public record Reading(List<Term> terms, long leftOut, int unusable) {
        public Reading {
            terms = List.copyOf(terms);
        }
    }

    /** Reads the terms of an event that matched. */
    public Reading read(Event event) {
        List<List<Value.Scalar>> values = new ArrayList<>(columns.size());
        int unusable = 0;
        long combinations = 1;
        for (Column column : columns) {
            SequencedSet<Value.Scalar> different = new LinkedHashSet<>();
            for (Value value : event.values(column.field)) {
                unusable += column.collect(value, different);
            }
            values.add(List.copyOf(different));
            combinations = saturatedProduct(combinations, different.size());
        }
        int read = (int) Math.min(combinations, MOST_COMBINATIONS);
        List<Term> terms = new ArrayList<>(read);
        for (int i = 0; i < read; i++) {
            terms.add(combination(values, i));
        }
        return new Reading(terms, combinations - read, unusable);
    }

    /** The combination of a number, counting the last field's values fastest. */
    private static Term combination(List<List<Value.Scalar>> values, int number) {
        Value.Scalar[] chosen = new Value.Scalar[values.size()];
        int rest = number;
        for (int i = chosen.length - 1; i >= 0; i--) {
            List<Value.Scalar> column = values.get(i);
            chosen[i] = column.get(rest % column.size());
            rest /= column.size();
        }
        return new Term(List.of(chosen));
    }

    private static long saturatedProduct(long one, long other) {
        return one != 0 && other > Long.MAX_VALUE / one ? Long.MAX_VALUE : one * other;
    }

    private record Column(FieldPath field, FieldType type) {

        /** Adds what the field holds of a value; gives how much of it the field cannot hold. */
        int collect(Value value, SequencedSet<Value.Scalar> into) {
            return switch (value) {
                case Value.Scalar scalar -> {
                    var typed = TypedValue.of(scalar, type);
                    typed.ifPresent(into::add);
                    yield typed.isPresent() ? 0 : 1;
                }
                case Value.Items items -> {
                    int unusable = 0;
                    for (Value item : items.items()) {
                        unusable += collect(item, into);
                    }
                    yield unusable;
                }
                case Value.Members members -> {
                    // A flattened field is indexed leaf by leaf; any other field cannot hold an object.
                    if (type != FieldType.FLATTENED) {
                        yield 1;
                    }
                    int unusable = 0;
                    for (Value member : members.members().values()) {
                        unusable += collect(member, into);
                    }
                    yield unusable;
                }
            };
        }
    }
}
