package dev.firstseen.flink.order;

import java.util.Comparator;

/**
 * Where something stands among others of its key: by time, then by event, then by what tells apart what comes of one event.
 *
 * @param time in milliseconds since 1970
 */
public record Place(long time, String event, String further) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::time).thenComparing(Place::event).thenComparing(Place::further);

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
