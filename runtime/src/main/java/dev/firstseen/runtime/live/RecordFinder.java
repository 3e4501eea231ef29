package dev.firstseen.runtime.live;

import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import java.util.List;
import java.util.Optional;
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
     * The event, with its record; empty where nobody has it any more.
     *
     * @param alert the id of the alert that it raises, and perhaps has raised before
     * @param at the time by which it counts, in milliseconds since 1970
     */
    Optional<Matched> find(String alert, String tenant, String dataset, String id, long at) {
        Search search = new Search(tenant, dataset, id);
        for (Alerts.Stored stored : alerts.find(List.of(alert)).values()) {
            search.look(new Archive.Found(
                    stored.tenant(), stored.dataset(), stored.record(), new long[] {stored.available()}));
        }
        if (search.result == null) {
            Archive.By by = switch (time) {
                case AVAILABLE -> Archive.By.AVAILABLE;
                case OCCURRED -> Archive.By.TIME;
            };
            archive.readLog(tenant, dataset, by, at, at, found -> {
                search.look(found);
                return search.result == null;
            });
        }
        return Optional.ofNullable(search.result);
    }

    /** Whether there is an alert, be it that its event is gone. */
    boolean wasRaised(String alert) {
        return alerts.find(alert).isPresent();
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
