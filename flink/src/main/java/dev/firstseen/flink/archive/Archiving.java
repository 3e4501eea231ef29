package dev.firstseen.flink.archive;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.trace.DeviceCodes;
import dev.firstseen.investigation.trace.SignIns;
import dev.firstseen.microsoft.dataset.Dataset;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Tells of each record where it is kept, and what it tells of its tenant. It lies once under one of the names of who acted:
 * whoever asks for an account asks for all its names. It lies also under whom something was done to, and a sign-in under
 * its network, and if it was by device code with all such of its tenant. Not safe for use by several threads.
 */
public final class Archiving {
    private static final FieldPath AS_NUMBER = FieldPath.of("source.as.number");
    private static final Set<String> DATASETS =
            Dataset.all().stream().map(Dataset::name).collect(Collectors.toUnmodifiableSet());

    /** How much that was told is remembered, so that it is told once; when there is more, it begins anew. */
    private static final int MOST_TOLD = 100_000;

    private final Out out;
    private final Set<Told> told = new HashSet<>();

    /** Takes what is to be kept. */
    public interface Out {
        void kept(Kept kept);

        void told(Told told);
    }

    public Archiving(Out out) {
        this.out = out;
    }

    /** There is a record of a log. */
    public void observed(String tenant, String dataset) {
        if (DATASETS.contains(dataset)) {
            tell(new Told.Observed(tenant, dataset));
        }
    }

    /**
     * Keeps a record.
     *
     * @param event what it tells, with its network
     * @param time the time that counts, in milliseconds since 1970
     */
    public void keep(Event event, long time, String kind, byte[] bytes) {
        Set<String> names = Identities.names(event);
        Set<String> shelves = new HashSet<>(Identities.targets(event));
        if (!names.isEmpty()) {
            shelves.add(Collections.min(names));
        }
        if (names.size() > 1) {
            tell(new Told.Together(event.tenant(), names, Math.floorDiv(time, TimeUnit.DAYS.toMillis(1))));
        }
        ArchivedRecord record = new ArchivedRecord(kind, event.time(), bytes);
        for (String name : shelves) {
            out.kept(new Kept(new Shelf(event.tenant(), name), record));
        }
        if (!names.isEmpty() && SignIns.include(event)) {
            if (DeviceCodes.isUse(event)) {
                out.kept(new Kept(Shelf.ofCodes(event.tenant()), record));
            }
            for (Value value : event.values(AS_NUMBER)) {
                if (value instanceof Value.Whole(long number)) {
                    out.kept(new Kept(Shelf.ofNetwork(event.tenant(), number), record));
                    break;
                }
            }
        }
    }

    private void tell(Told one) {
        if (told.size() >= MOST_TOLD) {
            told.clear();
        }
        if (told.add(one)) {
            out.told(one);
        }
    }
}
