package dev.firstseen.collect;

import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What becomes different in a cursor; a key is never both put and removed. */
public record CursorChange(SortedMap<String, String> put, SortedSet<String> removed) {

    public static final CursorChange NONE = new CursorChange(new TreeMap<>(), new TreeSet<>());

    public CursorChange {
        put = Collections.unmodifiableSortedMap(new TreeMap<>(put));
        removed = Collections.unmodifiableSortedSet(new TreeSet<>(removed));
        for (String key : removed) {
            if (put.containsKey(key)) {
                throw new IllegalArgumentException("the key %s is both put and removed".formatted(key));
            }
        }
    }

    public boolean isEmpty() {
        return put.isEmpty() && removed.isEmpty();
    }

    /** Collects changes; of several to one key the last counts. One thread uses it. */
    public static final class Builder {
        private final SortedMap<String, String> put = new TreeMap<>();
        private final SortedSet<String> removed = new TreeSet<>();

        public Builder put(String key, String value) {
            removed.remove(key);
            put.put(key, value);
            return this;
        }

        public Builder remove(String key) {
            put.remove(key);
            removed.add(key);
            return this;
        }

        public CursorChange build() {
            return new CursorChange(put, removed);
        }
    }
}
