package dev.firstseen.runtime.live;

import dev.firstseen.engine.threshold.Window;
import dev.firstseen.store.Counted.Entry;
import dev.firstseen.store.Counted.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the keys that counted last, so that what comes in order need not be read from the store again. What it
 * holds is true of what was written, so it is emptied whenever a transaction fails. Not safe for use by several threads.
 */
public final class WindowCache {
    private static final int MOST = 20_000;

    private final Map<Key, Held> held = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Held> eldest) {
            return size() > MOST;
        }
    };

    /** A window, and the last event that counted in it. */
    record Held(Window window, Entry last) {}

    @Nullable
    Held get(Key key) {
        return held.get(key);
    }

    void put(Key key, Held now) {
        held.put(key, now);
    }

    void forget(Key key) {
        held.remove(key);
    }

    /** Forgets everything. */
    public void clear() {
        held.clear();
    }
}
