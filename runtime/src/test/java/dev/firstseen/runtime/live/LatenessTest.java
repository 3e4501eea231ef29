package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.store.LateRecords;
import dev.firstseen.store.Store;
import dev.firstseen.store.StoreSettings;
import dev.firstseen.store.Stores;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatenessTest {
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long NOW = 20_000 * DAY;

    @TempDir
    private Path folder;

    private final Lateness lateness = new Lateness(Duration.ofDays(7));

    private static Matched matched(long time) {
        DocumentEvent event = new DocumentEvent("e" + time, time, "d", "t", new Document(Value.Members.NONE));
        return new Matched(event, new int[0], new byte[0], time, NOW);
    }

    private Map<String, LateRecords.Late> tell(Store store, Matched matched) {
        ExportReport report = new ExportReport(
                "load",
                "NDJSON",
                0,
                1,
                new TreeMap<>(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of());
        LoadReader.ReadLoad load =
                new LoadReader.ReadLoad("source", report, List.of(matched), List.of(), new Coverage(), Set.of());
        return store.write(transaction -> lateness.tell(List.of(load), List.of(matched), transaction.late(), NOW));
    }

    @Test
    void aRecordOfATimeToComeMakesNoOtherLate() {
        try (Store store = Stores.open(new StoreSettings.SqliteFile(folder.resolve("store.db")))) {
            assertThat(tell(store, matched(NOW + 3_650 * DAY))).isEmpty();
            assertThat(tell(store, matched(NOW - 7 * DAY))).isEmpty();
            assertThat(tell(store, matched(NOW - 8 * DAY))).containsOnlyKeys("source");
        }
    }
}
