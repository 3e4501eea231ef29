package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.store.Archive;
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
        return search.result == null ? stub(tenant, dataset, id, at) : search.result;
    }

    private static Matched stub(String tenant, String dataset, String id, long at) {
        Event event = new DocumentEvent(id, at, dataset, tenant, new Document(Value.Members.NONE));
        return new Matched(event, new int[0], new byte[0], at, at);
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
}
