package dev.firstseen.runtime.live;

import dev.firstseen.collect.Parcel;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.runtime.live.LoadReader.ReadLoad;
import dev.firstseen.store.Archive;
import java.util.List;

/**
 * Parcels, read, to be committed as one.
 *
 * @param parcels in the order in which each source handed its own over
 * @param loads what was read of their loads
 */
record Batch(List<Parcel> parcels, List<ReadLoad> loads) {

    Batch {
        parcels = List.copyOf(parcels);
        loads = List.copyOf(loads);
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
