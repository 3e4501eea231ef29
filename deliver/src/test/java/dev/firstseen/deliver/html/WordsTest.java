package dev.firstseen.deliver.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.investigation.playbook.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void tellsWhatHappenedAndWhenItWasDetected() {
        Document document = new Document.Builder()
                .put("azure.identityprotection.properties.activity_datetime", Value.of("2026-03-10T08:00:00Z"))
                .build();
        long written = Instant.parse("2026-03-12T09:30:00Z").toEpochMilli();
        assertThat(Words.stamp(new DocumentEvent("a", written, "azure.identity_protection", "t", document)))
                .isEqualTo("2026-03-10 08:00:00, detected at 2026-03-12 09:30:00");
        assertThat(Words.stamp(new DocumentEvent("a", written, "azure.signinlogs", "t", document)))
                .isEqualTo("2026-03-12 09:30:00");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 s",
        "999, 0 s",
        "1000, +1 s",
        "-4000, −4 s",
        "59999, +59 s",
        "75000, +1 min 15 s",
        "3600000, +1 h",
        "-5400000, −1 h 30 min",
        "86400000, +1 d",
        "90000000, +1 d 1 h",
        "-518400000, −6 d"
    })
    void tellsDistances(long millis, String words) {
        assertThat(Words.apart(millis)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, PT0S, at that moment",
        "PT15M, PT15M, within 15 minutes before or after",
        "P14D, PT0S, in the 14 days before",
        "PT0S, P1D, in the day after",
        "PT1H, P1D, from 1 hour before to 1 day after"
    })
    void tellsWindows(Duration before, Duration after, String words) {
        Measure measure = new Measure(
                "m",
                Measure.Whose.ACCOUNT,
                List.of(),
                before,
                after,
                new Kql.Everything(),
                List.of(),
                Optional.empty(),
                "");
        assertThat(Words.window(measure)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "source.as.number, AS number",
        "azure.signinlogs.properties.app_display_name, app display name",
        "azure.auditlogs.properties.target_resources.0.display_name, display name",
        "azure.auditlogs.properties.target_resources.0.id, target resources id",
        "o365.audit.Parameters.Name, Parameters Name",
        "0, 0"
    })
    void tellsFields(String field, String column) {
        assertThat(Words.column(FieldPath.of(field))).isEqualTo(column);
    }
}
