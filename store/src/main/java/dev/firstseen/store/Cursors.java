package dev.firstseen.store;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Where each source stands, in keys and values of its own. */
public interface Cursors {

    /** All of a source's; empty for one never met. */
    SortedMap<String, String> of(String source);

    void change(String source, Map<String, String> put, Set<String> removed);
}
