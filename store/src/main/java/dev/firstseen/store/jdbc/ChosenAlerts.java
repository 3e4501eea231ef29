package dev.firstseen.store.jdbc;

import dev.firstseen.store.Alerts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Takes chosen alerts in their order, as long as they are not too large together, and tells of each what it stands for. */
final class ChosenAlerts {
    private static final long MOST_BYTES = 64L << 20;

    /** The last one taken of a rule. */
    private record Last(int index, long place, long total) {}

    private final List<Alerts.Chosen> chosen = new ArrayList<>();
    private final Map<String, Last> lasts = new HashMap<>();
    private long bytes;

    @FunctionalInterface
    interface Alert {
        Alerts.Stored read() throws SQLException;
    }

    /**
     * Takes one.
     *
     * @param place its place among those of its rule, the first of which is 1
     * @param total how many its rule has
     * @param size in bytes
     */
    void add(long place, long total, int size, Alert alert) throws SQLException {
        bytes += size;
        if (bytes > MOST_BYTES) {
            return;
        }
        Alerts.Stored stored = alert.read();
        Last before = lasts.put(stored.rule(), new Last(chosen.size(), place, total));
        chosen.add(new Alerts.Chosen(stored, place - 1 - (before == null ? 0 : before.place())));
    }

    List<Alerts.Chosen> all() {
        for (Last last : lasts.values()) {
            Alerts.Chosen one = chosen.get(last.index());
            chosen.set(last.index(), new Alerts.Chosen(one.alert(), one.further() + last.total() - last.place()));
        }
        lasts.clear();
        return List.copyOf(chosen);
    }
}
