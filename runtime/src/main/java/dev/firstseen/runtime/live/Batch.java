package dev.firstseen.runtime.live;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.runtime.live.LoadReader.ReadLoad;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Losses;
import java.util.ArrayList;
import java.util.List;

/**
 * Parcels, read, to be committed as one.
 *
 * @param parcels in the order in which each source handed its own over
 * @param loads what was read of each of their loads
 */
record Batch(List<Parcel> parcels, List<ReadLoad> loads) {

    Batch {
        parcels = List.copyOf(parcels);
        loads = List.copyOf(loads);
    }

    /** What was read of the loads of each parcel. */
    List<List<ReadLoad>> byParcel() {
        List<List<ReadLoad>> byParcel = new ArrayList<>();
        int from = 0;
        for (Parcel parcel : parcels) {
            int to = from + parcel.loads().size();
            byParcel.add(loads.subList(from, to));
            from = to;
        }
        return byParcel;
    }

    Coverage coverage() {
        Coverage coverage = new Coverage();
        loads.forEach(load -> coverage.merge(load.coverage()));
        return coverage;
    }

    List<Archive.Entry> archived() {
        return loads.stream().flatMap(load -> load.archived().stream()).toList();
    }

    /** What nobody can fill a memory with, where nothing is archived. */
    List<Losses.Loss> losses(LiveTime time) {
        List<Losses.Loss> losses = new ArrayList<>();
        List<Load> handedOver =
                parcels.stream().flatMap(parcel -> parcel.loads().stream()).toList();
        for (int i = 0; i < loads.size(); i++) {
            long available = handedOver.get(i).available().toEpochMilli();
            loads.get(i)
                    .coverage()
                    .logs()
                    .forEach((log, hours) -> losses.add(new Losses.Loss(
                            log.tenant(),
                            log.dataset(),
                            available,
                            time == LiveTime.AVAILABLE ? available : hours.end().orElse(available))));
        }
        return losses;
    }

    List<Matched> matched() {
        return loads.stream().flatMap(load -> load.matched().stream()).toList();
    }
}
