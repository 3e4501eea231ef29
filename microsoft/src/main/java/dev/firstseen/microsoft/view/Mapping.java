package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One row of a table of mappings: an ECS field and what it is made of. Where several rows name the same field, the first
 * that gives a value counts.
 *
 * @param <R> the kind of raw record
 * @param field the ECS field
 * @param applies which records the row is for
 * @param moved the member that leaves its place by this row; empty where nothing leaves
 * @param asWritten which of the field's texts stand in the raw record as they are
 * @param source where in the raw record the value comes from, for people
 * @param value gives the field's value out of a record, or null
 */
public record Mapping<R>(
        FieldPath field,
        Predicate<? super R> applies,
        String moved,
        AsWritten asWritten,
        String source,
        Function<R, @Nullable Value> value) {

    /** A value that is worked out: its text need not stand in the record. */
    public static <R> Mapping<R> computed(String field, String source, Function<R, @Nullable Value> value) {
        return new Mapping<>(FieldPath.of(field), record -> true, "", AsWritten.Same.NEVER, source, value);
    }

    /** As {@link #computed}, for texts. */
    public static <R> Mapping<R> computedText(String field, String source, Function<R, @Nullable String> text) {
        return computed(field, source, record -> {
            String found = text.apply(record);
            return found == null ? null : new Value.Text(found);
        });
    }

    /** The same text in every record. */
    public static <R> Mapping<R> constant(String field, String text) {
        Value value = Value.of(text);
        return computed(field, "always `" + text + "`", record -> value);
    }

    /** The row, for some records only. */
    public Mapping<R> when(Predicate<? super R> condition) {
        return new Mapping<>(field, condition, moved, asWritten, source, value);
    }

    /** The row, its member leaving its place. */
    public Mapping<R> moving(String member) {
        return new Mapping<>(field, applies, member, asWritten, source, value);
    }

    /** The row, its texts standing in the raw record as they are. */
    public Mapping<R> verbatim() {
        return verbatim(AsWritten.Same.ALWAYS);
    }

    /** The row, some of its texts standing in the raw record as they are. */
    public Mapping<R> verbatim(AsWritten which) {
        return new Mapping<>(field, applies, moved, which, source, value);
    }

    /** Whether the row is for a record. */
    public boolean appliesTo(R record) {
        return applies.test(record);
    }
}
