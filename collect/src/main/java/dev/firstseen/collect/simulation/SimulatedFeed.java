package dev.firstseen.collect.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The content of a tenant's activity feed: records put into blobs, and what is wrong with these. Immutable. */
final class SimulatedFeed {

    private static final int MOST_IN_A_BLOB = 20;
    private static final Duration KEPT = Duration.ofDays(7);

    private final Map<String, SimulatedBlob> blobs = new LinkedHashMap<>();
    private final Faults faults;

    SimulatedFeed(Collection<SimulatedRecord> records, Faults faults) {
        this.faults = faults;
        Map<String, List<SimulatedRecord>> groups = new LinkedHashMap<>();
        records.stream()
                .filter(each -> SimulatedRecord.report(each.log()).isEmpty())
                .sorted(Comparator.comparing(SimulatedRecord::time).thenComparing(SimulatedRecord::id))
                .forEach(each -> groups.computeIfAbsent(
                                each.log() + " " + each.time().truncatedTo(ChronoUnit.MINUTES),
                                any -> new ArrayList<>())
                        .add(each));
        for (List<SimulatedRecord> group : groups.values()) {
            for (int from = 0; from < group.size(); from += MOST_IN_A_BLOB) {
                addBlob(group.subList(from, Math.min(group.size(), from + MOST_IN_A_BLOB)));
            }
        }
    }

    private void addBlob(List<SimulatedRecord> records) {
        SimulatedRecord last = records.getLast();
        String id = "%s$%s$%s"
                .formatted(
                        last.id(),
                        last.log().toLowerCase(java.util.Locale.ROOT),
                        last.time().toEpochMilli());
        Instant created = last.time();
        Instant listed = created;
        if (faults.strikes(Fault.LISTED_LATE, id)) {
            listed = created.plus(Duration.ofMinutes((long) (faults.draw("late", id) * 20 * 60)));
        }
        boolean expired = faults.strikes(Fault.EXPIRED, id);
        List<SimulatedRecord> within = new ArrayList<>(records);
        for (SimulatedRecord each : records) {
            if (faults.strikes(Fault.REPEATED_RECORD, each.id())) {
                within.add(each);
            }
        }
        put(new SimulatedBlob(
                last.log(),
                id,
                created,
                listed,
                expired ? created : created.plus(KEPT),
                faults.strikes(Fault.REJECTED, id),
                within));
        if (faults.strikes(Fault.REPEATED_RECORD, id)) {
            // The same records once more, days later, as content of its own.
            Instant again = created.plus(Duration.ofHours((long) (faults.draw("again", id) * 72)));
            put(new SimulatedBlob(
                    last.log(), id + "$again", again, again, again.plus(KEPT), false, List.copyOf(records)));
        }
    }

    private void put(SimulatedBlob blob) {
        blobs.put(blob.id(), blob);
    }

    Optional<SimulatedBlob> blob(String id) {
        return Optional.ofNullable(blobs.get(id));
    }

    /** What is listed at a moment, in no order. */
    List<SimulatedBlob> listed(String contentType, Instant from, Instant to, Instant now) {
        List<SimulatedBlob> listed = new ArrayList<>();
        for (SimulatedBlob blob : blobs.values()) {
            boolean within = !blob.created().isBefore(from) && blob.created().isBefore(to);
            if (blob.contentType().equals(contentType)
                    && within
                    && !blob.listed().isAfter(now)) {
                listed.add(blob);
                if (faults.strikes(Fault.LISTED_TWICE, blob.id())) {
                    listed.add(blob);
                }
            }
        }
        listed.sort(Comparator.comparingDouble(blob -> faults.draw("order", blob.id())));
        return listed;
    }

    /** The ids of the records that a perfect collector has got by a moment, if it began at another. */
    Set<String> collectable(Instant began, Instant until) {
        Set<String> ids = new TreeSet<>();
        for (SimulatedBlob blob : blobs.values()) {
            if (!blob.isLost()
                    && !blob.created().isBefore(began)
                    && blob.listed().isBefore(until)) {
                blob.records().forEach(each -> ids.add(each.id()));
            }
        }
        return ids;
    }

    /** The content that is listed and can never be fetched. */
    Set<String> lostContent(Instant began, Instant until) {
        Set<String> ids = new TreeSet<>();
        for (SimulatedBlob blob : blobs.values()) {
            if (blob.isLost()
                    && !blob.created().isBefore(began)
                    && blob.listed().isBefore(until)) {
                ids.add(blob.contentType() + "/" + blob.id());
            }
        }
        return ids;
    }
}
