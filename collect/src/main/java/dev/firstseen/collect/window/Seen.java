package dev.firstseen.collect.window;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ids of what was handed over and may be listed again, each with its time. It lives in the cursor; ids are kept as
 * hashes of 128 bits, since a stranger chooses their length. One thread uses it.
 */
public final class Seen {

    private final String prefix;
    private final Map<String, Instant> times = new HashMap<>();
    private final TreeMap<Instant, List<String>> byTime = new TreeMap<>();

    /**
     * As the cursor tells.
     *
     * @param prefix of its keys in the cursor
     */
    public Seen(String prefix, Cursor cursor) {
        this.prefix = prefix;
        cursor.below(prefix).forEach((key, time) -> remember(key, Instant.parse(time)));
    }

    public boolean contains(String id) {
        return times.containsKey(key(id));
    }

    public void add(String id, Instant time, CursorChange.Builder change) {
        String key = key(id);
        if (!times.containsKey(key)) {
            remember(key, time);
            change.put(prefix + key, time.toString());
        }
    }

    private void remember(String key, Instant time) {
        times.put(key, time);
        byTime.computeIfAbsent(time, any -> new ArrayList<>(1)).add(key);
    }

    /** The latest time there is. */
    public Optional<Instant> latest() {
        return byTime.isEmpty() ? Optional.empty() : Optional.of(byTime.lastKey());
    }

    /** Forgets what is earlier: it is not listed again. */
    public void forgetBefore(Instant horizon, CursorChange.Builder change) {
        Map<Instant, List<String>> earlier = byTime.headMap(horizon, false);
        for (List<String> keys : earlier.values()) {
            for (String key : keys) {
                times.remove(key);
                change.remove(prefix + key);
            }
        }
        earlier.clear();
    }

    public int size() {
        return times.size();
    }

    /** The time before which there are all but the latest so many; the earliest of all where there are not more. */
    public Instant horizonOfLatest(int most) {
        int after = 0;
        for (Map.Entry<Instant, List<String>> each : byTime.descendingMap().entrySet()) {
            after += each.getValue().size();
            if (after > most) {
                return each.getKey().plusNanos(1);
            }
        }
        return byTime.isEmpty() ? Instant.MIN : byTime.firstKey();
    }

    private static String key(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
