package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.Renaming;
import dev.firstseen.microsoft.view.AsWritten;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Under which name and in which form a member stays.
 *
 * @param name gives the name out of the raw one
 * @param change gives the new form, or null where nothing stays
 * @param inside the names inside, where the form changes nothing else but single values: then what is inside can be found
 *     and changed by itself; null for any other form
 * @param asWritten which texts still stand in the raw record as they are
 */
record MemberForm(
        Function<String, String> name,
        Function<Value, @Nullable Value> change,
        @Nullable Renaming inside,
        AsWritten asWritten) {

    /** Name and names inside in snake case. */
    static final MemberForm SNAKE =
            new MemberForm(SnakeCase::of, SnakeCase::inside, SnakeCase.RENAMING, AsWritten.Same.ALWAYS);

    /** As it is in the raw record. */
    static final MemberForm AS_IT_IS =
            new MemberForm(name -> name, value -> value, Renaming.NONE, AsWritten.Same.ALWAYS);

    /** Not at all. */
    static final MemberForm DROPPED = new MemberForm(SnakeCase::of, value -> null, null, AsWritten.Same.NEVER);

    MemberForm named(String given) {
        return new MemberForm(raw -> given, change, inside, asWritten);
    }

    /** With another form, whose texts still stand in the record. */
    MemberForm with(Function<Value, @Nullable Value> form) {
        return new MemberForm(name, form, null, AsWritten.Same.ALWAYS);
    }

    /** With another form, whose texts need not stand in the record. */
    MemberForm made(Function<Value, @Nullable Value> form) {
        return new MemberForm(name, form, null, AsWritten.Same.NEVER);
    }
}
