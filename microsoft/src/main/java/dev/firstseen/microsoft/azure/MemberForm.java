package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.AsWritten;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under which name and in which form a member stays.
 *
 * @param name gives the name out of the raw one
 * @param change gives the new form, or null where nothing stays
 * @param asWritten which texts still stand in the raw record as they are
 */
record MemberForm(Function<String, String> name, Function<Value, @Nullable Value> change, AsWritten asWritten) {

    /** Name and names inside in snake case. */
    static final MemberForm SNAKE = new MemberForm(SnakeCase::of, SnakeCase::inside, AsWritten.Same.ALWAYS);

    /** As it is in the raw record. */
    static final MemberForm AS_IT_IS = new MemberForm(name -> name, value -> value, AsWritten.Same.ALWAYS);

    /** Not at all. */
    static final MemberForm DROPPED = new MemberForm(SnakeCase::of, value -> null, AsWritten.Same.NEVER);

    MemberForm named(String given) {
        return new MemberForm(raw -> given, change, asWritten);
    }

    /** With another form, whose texts still stand in the record. */
    MemberForm with(Function<Value, @Nullable Value> form) {
        return new MemberForm(name, form, AsWritten.Same.ALWAYS);
    }

    /** With another form, whose texts need not stand in the record. */
    MemberForm made(Function<Value, @Nullable Value> form) {
        return new MemberForm(name, form, AsWritten.Same.NEVER);
    }
}
