package dev.firstseen.collect;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where a source stands, as last committed: its own keys and values, which mean something to it alone. */
public record Cursor(SortedMap<String, String> entries) {

    /** Nothing was collected yet. */
    public static final Cursor START = new Cursor(new TreeMap<>());

    private static final String TENANT = "tenant";

    public Cursor {
        entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** The entries whose keys begin with the prefix, by what follows it. */
    public SortedMap<String, String> below(String prefix) {
        SortedMap<String, String> below = new TreeMap<>();
        for (Map.Entry<String, String> entry : entries.tailMap(prefix).entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            below.put(entry.getKey().substring(prefix.length()), entry.getValue());
        }
        return below;
    }

    /**
     * Where the source stands in the log of a tenant: where it stood in another's before, that is nothing to this one, and
     * is removed.
     */
    public Cursor ofTenant(String tenant, CursorChange.Builder change) {
        Optional<String> before = get(TENANT);
        if (before.isPresent() && before.get().equals(tenant)) {
            return this;
        }
        if (before.isPresent()) {
            entries.keySet().forEach(change::remove);
        }
        change.put(TENANT, tenant);
        return before.isPresent() ? START : this;
    }

    /** Where the source stands after a change. */
    public Cursor after(CursorChange change) {
        SortedMap<String, String> changed = new TreeMap<>(entries);
        changed.keySet().removeAll(change.removed());
        changed.putAll(change.put());
        return new Cursor(changed);
    }
}
