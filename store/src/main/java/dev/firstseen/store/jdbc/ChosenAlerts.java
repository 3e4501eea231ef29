package dev.firstseen.store.jdbc;

import dev.firstseen.store.Alerts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Takes places of chosen alerts in their order, as long as these are not too large together, and tells of each what it
 * stands for. Only those are read.
 */
final class ChosenAlerts {
    private static final long MOST_BYTES = 64L << 20;

    /**
     * Where one stands.
     *
     * @param place its place among those of its rule, the first of which is 1
     * @param total how many its rule has
     * @param size in bytes
     */
    record Place(String id, String rule, long place, long total, long size) {}

    private final List<Place> taken = new ArrayList<>();
    private long bytes;

    void add(Place place) {
        bytes += place.size();
        if (bytes <= MOST_BYTES) {
            taken.add(place);
        }
    }

    /** @param find reads alerts by their ids */
    List<Alerts.Chosen> all(Function<Collection<String>, Map<String, Alerts.Stored>> find) {
        Map<String, Alerts.Stored> found =
                find.apply(taken.stream().map(Place::id).toList());
        Map<String, Place> before = new HashMap<>();
        Map<String, Place> lasts = new HashMap<>();
        taken.forEach(place -> lasts.put(place.rule(), place));
        List<Alerts.Chosen> chosen = new ArrayList<>();
        for (Place each : taken) {
            Place last = before.put(each.rule(), each);
            long further = each.place() - 1 - (last == null ? 0 : last.place());
            if (each.equals(lasts.get(each.rule()))) {
                further += each.total() - each.place();
            }
            Alerts.Stored alert = found.get(each.id());
            if (alert == null) {
                throw PackedReader.torn();
            }
            chosen.add(new Alerts.Chosen(alert, further));
        }
        return chosen;
    }
}
