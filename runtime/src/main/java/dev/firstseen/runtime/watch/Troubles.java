package dev.firstseen.runtime.watch;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is wrong now, as those who notice it tell. Safe for use by many threads. */
final class Troubles {
    /** Whoever a database refuses tries again after so long. */
    static final Duration STORE_WAIT = Duration.ofSeconds(2);

    private final SortedMap<Place, String> standing =
            new TreeMap<>(Comparator.comparing(Place::kind).thenComparing(Place::who));

    /** @param who notices it; each knows of one trouble of a kind at most */
    private record Place(Trouble.Kind kind, String who) {}

    /** Something is wrong; true where it was not before. */
    synchronized boolean stands(Trouble.Kind kind, String who, String sentence) {
        return standing.put(new Place(kind, who), sentence) == null;
    }

    /** It is well again; true where it was not before. */
    synchronized boolean over(Trouble.Kind kind, String who) {
        return standing.remove(new Place(kind, who)) != null;
    }

    /** All of them, by kind; what several have noticed once. */
    synchronized List<Trouble> all() {
        return standing.entrySet().stream()
                .map(each -> new Trouble(each.getKey().kind(), each.getValue()))
                .distinct()
                .toList();
    }
}
