package dev.firstseen.investigation.incident;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.incident.Incident.NetworkUse;
import dev.firstseen.investigation.trace.Strand;
import dev.firstseen.investigation.trace.Times;
import dev.firstseen.investigation.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From which networks an identity came, day by day. */
final class Networks {
    static final FieldPath NUMBER = FieldPath.of("source.as.number");
    private static final FieldPath ORGANISATION = FieldPath.of("source.as.organization.name");
    private static final FieldPath COUNTRY = FieldPath.of("source.geo.country_iso_code");
    private static final FieldPath KIND = FieldPath.of("firstseen.network.kind");

    /** All that is read here. */
    static final List<FieldPath> FIELDS = List.of(NUMBER, ORGANISATION, COUNTRY, KIND);

    private static final long DAY = 86_400_000;

    private final Case open;
    private final Trace trace;

    Networks(Case open, Trace trace) {
        this.open = open;
        this.trace = trace;
    }

    private record Key(long number, String organisation, String country, String kind) {}

    /** What is known so far of the use of one network. */
    private static final class Use {
        private final SortedMap<Long, Long> days = new TreeMap<>();
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        void add(Times times, long from, long until) {
            long began = times.first(from, until).orElseThrow();
            long ended = times.last(from, until).orElseThrow();
            first = Math.min(first, began);
            last = Math.max(last, ended);
            for (long day = Math.floorDiv(began, DAY); day <= Math.floorDiv(ended, DAY); day++) {
                long count = times.count(Math.max(from, day * DAY), Math.min(until, (day + 1) * DAY));
                if (count > 0) {
                    days.merge(day, count, Long::sum);
                }
            }
        }
    }

    List<NetworkUse> uses() {
        Map<Key, Use> used = new HashMap<>();
        long from = open.subject().from();
        long until = open.subject().until();
        for (Strand strand : trace.own()) {
            Event like = strand.like();
            OptionalLong number = number(like);
            if (number.isPresent() && strand.times().count(from, until) > 0) {
                Key key = new Key(number.getAsLong(), text(like, ORGANISATION), text(like, COUNTRY), text(like, KIND));
                used.computeIfAbsent(key, _ -> new Use()).add(strand.times(), from, until);
            }
        }
        List<NetworkUse> uses = new ArrayList<>();
        used.forEach((key, use) -> uses.add(new NetworkUse(
                key.number(),
                key.organisation(),
                key.country(),
                key.kind(),
                use.first,
                use.last,
                use.days,
                open.subject().networks().contains(key.number()))));
        uses.sort(Comparator.comparingLong(NetworkUse::first)
                .thenComparingLong(NetworkUse::number)
                .thenComparing(NetworkUse::country));
        return uses;
    }

    /** The number that a text is; none where it is something else. */
    static Stream<Long> numberIn(String text) {
        return text.matches("\\d{1,10}") ? Stream.of(Long.valueOf(text)) : Stream.empty();
    }

    private static OptionalLong number(Event event) {
        for (Value value : event.values(NUMBER)) {
            if (value instanceof Value.Whole(long number)) {
                return OptionalLong.of(number);
            }
        }
        return OptionalLong.empty();
    }

    private static String text(Event event, FieldPath field) {
        for (Value value : event.values(field)) {
            if (value instanceof Value.Scalar scalar) {
                return scalar.text();
            }
        }
        return "";
    }
}
