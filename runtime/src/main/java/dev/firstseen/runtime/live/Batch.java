package dev.firstseen.runtime.live;

import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.runtime.live.LoadReader.ReadLoad;
import dev.firstseen.store.Archive;
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

    List<Matched> matched() {
        return loads.stream().flatMap(load -> load.matched().stream()).toList();
    }
}
