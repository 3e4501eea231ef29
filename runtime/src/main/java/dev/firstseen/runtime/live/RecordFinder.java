package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds an event of which only the identity was kept: with an alert that it raised, or in the archive. */
final class RecordFinder {
    private final Alerts alerts;
    private final Archive archive;
    private final RecordReading reading;
    private final LiveTime time;

    RecordFinder(Alerts alerts, Archive archive, RecordReading reading, LiveTime time) {
        this.alerts = alerts;
        this.archive = archive;
        this.reading = reading;
        this.time = time;
    }

    /**
     * The event, with its record; one that nobody has any more is told by its identity alone.
     *
     * @param alert the id of the alert that it raises, and perhaps has raised before
     */
    Matched find(String alert, String tenant, String dataset, String id, long at) {
        boolean byArrival = time == LiveTime.AVAILABLE;
        Search search = new Search(tenant, dataset, id);
        for (Alerts.Stored stored : alerts.find(List.of(alert)).values()) {
            search.look(new Archive.Found(
                    stored.tenant(), stored.dataset(), stored.record(), new long[] {stored.available()}));
        }
        if (search.result != null) {
            return search.result;
        }
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
