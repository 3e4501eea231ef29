package dev.firstseen.runtime.live;

import dev.firstseen.store.Archive;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds in the archive an event of which only the identity was kept. */
final class RecordFinder {
    private final Archive archive;
    private final RecordReading reading;
    private final LiveTime time;

    RecordFinder(Archive archive, RecordReading reading, LiveTime time) {
        this.archive = archive;
        this.reading = reading;
        this.time = time;
    }

    /** The event, with its record; one that the archive no longer has is told by its identity alone. */
    Matched find(String tenant, String dataset, String id, long at) {
        boolean byArrival = time == LiveTime.AVAILABLE;
        Search search = new Search(tenant, dataset, id);
        archive.readAll(byArrival ? at : Long.MIN_VALUE, byArrival ? at : Long.MAX_VALUE, found -> {
            if (found.tenant().equals(tenant) && found.dataset().equals(dataset)) {
                search.look(found);
            }
            return search.result == null;
        });
        return Optional.ofNullable(search.result).orElseGet(() -> Stub.of(tenant, dataset, id, at));
    }

    private final class Search {
        private final String tenant;
        private final String dataset;
        private final String id;
        private @Nullable Matched result;

        Search(String tenant, String dataset, String id) {
            this.tenant = tenant;
            this.dataset = dataset;
            this.id = id;
        }

        void look(Archive.Found found) {
            for (ArchivedEvent each : reading.events(found)) {
                if (each.event().id().equals(id)
                        && each.event().tenant().equals(tenant)
                        && each.event().dataset().equals(dataset)) {
                    result = new Matched(
                            each.event(),
                            new int[0],
                            each.record(),
                            time.of(each.event(), each.available()),
                            each.available());
                    return;
                }
            }
        }
    }

    /** An event that is known by its identity alone. */
    private static final class Stub {
        static Matched of(String tenant, String dataset, String id, long at) {
            var event = new dev.firstseen.engine.event.DocumentEvent(
                    id,
                    at,
                    dataset,
                    tenant,
                    new dev.firstseen.engine.event.Document(dev.firstseen.engine.event.Value.Members.NONE));
            return new Matched(event, new int[0], new byte[0], at, at);
        }
    }
}
