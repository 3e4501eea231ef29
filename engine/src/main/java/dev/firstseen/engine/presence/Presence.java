package dev.firstseen.engine.presence;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.Collections;

/** How a field occurs in the records of one dataset. */
public sealed interface Presence {

    /** No record has a value in it. */
    record Never() implements Presence {}

    /**
     * Records have a value in it, but only such as say nothing: empty, {@code none}, {@code Unknown}.
     *
     * @param words the values, as they were written
     * @param always whether every record has one of them
     */
    record Hollow(SortedSet<String> words, boolean always) implements Presence {
        public Hollow {
            words = Collections.unmodifiableSortedSet(new TreeSet<>(words));
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a hollow field holds at least one word");
            }
        }
    }

    /** Some record has a value in it that says something. */
    record Held() implements Presence {}
}
