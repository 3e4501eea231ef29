package dev.firstseen.deliver.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.firstseen.deliver.AlertFormat;
import dev.firstseen.deliver.AlertFormatContract;
import dev.firstseen.deliver.Alerts;
import dev.firstseen.deliver.story.Sentence;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTest extends AlertFormatContract {

    @Override
    protected AlertFormat format() {
        return new Csv();
    }

    @Override
    protected List<String> shown(String text) {
        return records(text).stream()
                .map(row -> String.join("\n", row.getFields()))
                .toList();
    }

    private static List<NamedCsvRecord> records(String text) {
        assertThat(text).startsWith("\ufeff");
        return CsvReader.builder().ofNamedCsvRecord(text.substring(1)).stream().toList();
    }

    @Test
    void writesTheHeaderAlone() throws IOException {
        assertThat(write(List.of()))
                .isEqualTo("\ufeff\"time\",\"severity\",\"risk_score\",\"rule\",\"rule_id\",\"user\",\"source_ip\","
                        + "\"as_number\",\"as_organization\",\"network_kind\",\"country\",\"terms\",\"coverage\","
                        + "\"threshold_count\",\"threshold_cardinality\",\"threshold_from\",\"suppressed\","
                        + "\"building_block_type\",\"sentence\",\"event_id\",\"alert_id\",\"tenant\"\r\n");
    }

    @Test
    void beginsWithTheBytesThatExcelLooksFor() throws IOException {
        assertThat(write(List.of()).getBytes(StandardCharsets.UTF_8)).startsWith(0xef, 0xbb, 0xbf);
    }

    @Test
    void writesWhatAnAlertTells() throws IOException {
        Alert alert = Alerts.firstSeen("zoë, \"z\"@contoso.com");
        NamedCsvRecord row = records(write(List.of(alert))).getFirst();
        assertThat(row.getFieldsAsMap())
                .containsExactlyEntriesOf(inOrder(
                        "time", "2026-03-09T14:05:11.250Z",
                        "severity", "high",
                        "risk_score", "73",
                        "rule", "Device code grant from a new network",
                        "rule_id", "0b2f3da5-0000-4000-8000-000000000001",
                        "user", "zoë, \"z\"@contoso.com",
                        "source_ip", "203.0.113.7",
                        "as_number", "132203",
                        "as_organization", "Example Hosting",
                        "network_kind", "hosting",
                        "country", "SG",
                        "terms", "zoë, \"z\"@contoso.com, 132203",
                        "coverage", "0.9999",
                        "threshold_count", "",
                        "threshold_cardinality", "",
                        "threshold_from", "",
                        "suppressed", "",
                        "building_block_type", "default",
                        "sentence", Sentence.of(alert),
                        "event_id", "event of zoë, \"z\"@contoso.com",
                        "alert_id", "alert of zoë, \"z\"@contoso.com",
                        "tenant", "contoso"));
    }

    @Test
    void writesWhatAThresholdCounted() throws IOException {
        Map<String, String> row =
                records(write(List.of(Alerts.threshold("ann")))).getFirst().getFieldsAsMap();
        assertThat(row)
                .containsEntry("severity", "critical")
                .containsEntry("risk_score", "90.5")
                .containsEntry("rule", "ann")
                .containsEntry("terms", "ann")
                .containsEntry("threshold_count", "12")
                .containsEntry("threshold_cardinality", "4")
                .containsEntry("threshold_from", "2026-03-09T14:01:11.250Z")
                .containsEntry("suppressed", "3")
                .containsEntry("building_block_type", "");
    }

    @Test
    void leavesEmptyWhatAnAlertDoesNotHave() throws IOException {
        Map<String, String> row =
                records(write(List.of(Alerts.match("x")))).getFirst().getFieldsAsMap();
        assertThat(row).containsEntry("terms", "").containsEntry("coverage", "");
        Map<String, String> bare = records(write(List.of(Alerts.firstSeen("x", new Document.Builder().build()))))
                .getFirst()
                .getFieldsAsMap();
        assertThat(bare)
                .containsEntry("user", "")
                .containsEntry("source_ip", "")
                .containsEntry("country", "");
    }

    @Test
    void writesAllValuesOfAFieldAndNoObjects() throws IOException {
        Document document = new Document.Builder()
                .put("source.ip", Value.of(List.of("203.0.113.7", "2001:db8::1")))
                .put("source.as.number", Value.of(Map.of("x", Value.of(1))))
                .build();
        Map<String, String> row = records(write(List.of(Alerts.firstSeen("x", document))))
                .getFirst()
                .getFieldsAsMap();
        assertThat(row).containsEntry("source_ip", "203.0.113.7, 2001:db8::1").containsEntry("as_number", "");
    }

    @Test
    void writesHostileValuesAsText() throws IOException {
        Map<String, String> row = records(write(List.of(Alerts.match("=HYPERLINK(\"http://x\",\"y\")\r\n,\"\u202e"))))
                .getFirst()
                .getFieldsAsMap();
        assertThat(row).containsEntry("user", "'=HYPERLINK(\"http://x\",\"y\")\\u{d}\\u{a},\"\\u{202e}");
    }

    private static Map<String, String> inOrder(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
