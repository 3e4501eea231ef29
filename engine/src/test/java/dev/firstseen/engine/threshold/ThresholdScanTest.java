package dev.firstseen.engine.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.FieldType;
import dev.firstseen.engine.event.Fields;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ThresholdScanTest {
    private static final FieldPath USER = FieldPath.of("user");
    private static final Fields FIELDS = () -> new TreeMap<>(Map.of("user", FieldType.KEYWORD));

    @Test
    void windowsThatAreOverAreLetGoOf() {
        ThresholdScan scan = new ThresholdScan(
                new Detection.Threshold(
                        new Kql.Everything(), List.of(USER), 2, Optional.empty(), Duration.ofMillis(100)),
                FIELDS);
        int crossed = 0;
        for (int i = 0; i < 100_000; i++) {
            // Somebody is always there, and crosses once.
            crossed += scan.next(logon(i, "user " + i / 50, "always"), i).size();
            assertThat(scan.remembered()).isLessThanOrEqualTo(1_024);
        }
        assertThat(crossed).isEqualTo(2_001);
    }

    private static DocumentEvent logon(int time, String... users) {
        return new DocumentEvent(
                "e" + time,
                time,
                "o365.audit",
                "tenant",
                new Document.Builder().put(USER, Value.of(List.of(users))).build());
    }
}
