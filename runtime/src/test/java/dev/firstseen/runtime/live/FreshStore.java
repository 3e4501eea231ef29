package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A new store in a folder of its own, which goes with it, and what stands in it. */
final class FreshStore implements AutoCloseable {
    private final Path folder;
    private Store store;

    FreshStore() throws IOException {
        folder = Files.createTempDirectory("firstseen-live");
        store = open();
    }

    private Store open() {
        return Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")));
    }

    Store store() {
        return store;
    }

    /** As after a restart. */
    Store reopened() {
        store.close();
        store = open();
        return store;
    }

    private List<Alerts.Stored> alerts() {
        return store.read(transaction -> transaction.alerts().newest(10_000));
    }

    /** The ids of the alerts in a state. */
    Set<String> in(Alerts.State state) {
        return alerts().stream()
                .filter(alert -> alert.state() == state)
                .map(Alerts.Stored::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ids of the events whose alerts are shown. */
    Set<String> eventsShown() {
        return alerts().stream()
                .filter(alert -> alert.state() == Alerts.State.SHOWN)
                .map(Alerts.Stored::eventId)
                .collect(Collectors.toSet());
    }

    /** The documents of the alerts that are not withdrawn, by id. */
    Map<String, String> standing() {
        Map<String, String> documents = new TreeMap<>();
        alerts().stream()
                .filter(alert -> alert.state() != Alerts.State.WITHDRAWN)
                .forEach(alert -> documents.put(alert.id(), new String(alert.document(), StandardCharsets.UTF_8)));
        return documents;
    }

    /** Whoever heard all that was told knows the alerts that stand as they are, or stood until counted on another. */
    void assertToldAsItStands() {
        Map<String, String> told = new HashMap<>();
        for (var entry : store.read(transaction -> transaction.outbox().next("sink", LiveSamples.NOW, 100_000))) {
            Notice notice = NoticeJson.read(entry.notice());
            String document = JsonWriter.text(notice.document().root());
            switch (notice) {
                case Notice.AlertRaised raised ->
                    assertThat(told.put(raised.about(), document)).isNull();
                case Notice.AlertAmended amended ->
                    assertThat(told.put(amended.about(), document)).isNotNull().isNotEqualTo(document);
                case Notice.AlertWithdrawn withdrawn ->
                    assertThat(told.remove(withdrawn.about())).isNotNull();
                case Notice.IncidentChanged _, Notice.IncidentEnded _, Notice.Storm _ ->
                    throw new AssertionError(notice);
            }
        }
        assertThat(told)
                .isEqualTo(alerts().stream()
                        .filter(Alerts.Stored::told)
                        .collect(Collectors.toMap(
                                Alerts.Stored::id, alert -> new String(alert.document(), StandardCharsets.UTF_8))));
        assertThat(told.keySet())
                .containsAll(in(Alerts.State.SHOWN))
                .doesNotContainAnyElementsOf(in(Alerts.State.WITHDRAWN));
    }

    @Override
    public void close() throws IOException {
        store.close();
        try (var all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
