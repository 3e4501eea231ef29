package dev.firstseen.runtime.live;

import dev.firstseen.engine.threshold.Window;
import dev.firstseen.store.Counted;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The windows of the keys that counted last, each where that was, so that what comes in order need not be read from the store again. What it
 * holds is true of what was written, so it is emptied whenever a transaction fails. Not safe for use by several threads.
 */
public final class WindowCache {
    private static final int MOST = 20_000;

    private final Map<Counted.Key, Held> held = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Counted.Key, Held> eldest) {
            return size() > MOST;
        }
    };

    /**
     * A window after an event.
     *
     * @param last the event
     * @param next the time of the first that counts later; {@link Long#MAX_VALUE} where there is none
     */
    record Held(Window window, Counted.Entry last, long next) {}

    @Nullable
    Held get(Counted.Key key) {
        return held.get(key);
    }

    void put(Counted.Key key, Held now) {
        held.put(key, now);
    }

    void forget(Counted.Key key) {
        held.remove(key);
    }

    /** Forgets everything. */
    public void clear() {
        held.clear();
    }
}
