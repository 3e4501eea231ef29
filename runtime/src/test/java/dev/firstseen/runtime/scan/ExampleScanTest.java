package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.microsoft.export.Suspicion;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The example's story is found, as the generator planned it and not as we see it. */
@SuppressWarnings("NullAway") // The truth file has what is asked of it, or the test fails.
class ExampleScanTest {

    private static final Path EXAMPLE = Fixture.ROOT.resolve("examples/device-code-phishing");

    private static Value.Members truth() throws Exception {
        byte[] bytes = Files.readAllBytes(Fixture.ROOT.resolve("examples/device-code-phishing.expected-alerts.json"));
        return JsonReader.ofRecords().object(bytes, 0, bytes.length);
    }

    private static List<Value.Members> list(Value.Members of, String name) {
        return ((Value.Items) of.members().get(name))
                .items().stream().map(Value.Members.class::cast).toList();
    }

    private static String text(Value.Members of, String name) {
        return ((Value.Scalar) of.members().get(name)).text();
    }

    @Test
    void findsExactlyThePlannedAlerts() throws Exception {
        List<String> planned = list(truth(), "alerts").stream()
                .map(each ->
                        text(each, "event.id") + " " + text(each, "user.id") + " " + text(each, "source.as.number"))
                .toList();
        assertThat(planned).hasSizeGreaterThan(5);
        for (ScanPlan plan :
                List.of(Fixture.plan(false, true, 2), Fixture.plan(true, true, 1), Fixture.plan(false, false, 2))) {
            ScanResult result = Fixture.scan(plan, EXAMPLE);
            assertThat(result.alerts().stream().map(ExampleScanTest::told)).containsExactlyElementsOf(planned);
        }
    }

    private static String told(Alert alert) {
        Alert.FirstSeen firstSeen = (Alert.FirstSeen) alert;
        return alert.event().id() + " "
                + firstSeen.terms().stream().map(Value.Scalar::text).collect(Collectors.joining(" "));
    }

    @Test
    void accountsForEveryRecord() throws Exception {
        ScanResult result = Fixture.scan(Fixture.plan(true, true, 2), EXAMPLE);
        Map<String, Long> counted = new TreeMap<>();
        Map<String, Long> byDataset = new TreeMap<>();
        long repeated = 0;
        for (Value.Members file : list(truth(), "files")) {
            counted.put(text(file, "file"), Long.parseLong(text(file, "records")));
            repeated += Long.parseLong(text(file, "repeated"));
            byDataset.merge(text(file, "dataset"), Long.parseLong(text(file, "records")), Long::sum);
        }
        Map<String, Long> found = new TreeMap<>();
        for (ExportReport export : result.exports()) {
            String name = Path.of(EXAMPLE.toUri().getPath())
                    .relativize(Path.of(export.name().replaceFirst("!/.*", "")))
                    .toString();
            found.put(name, export.records());
        }
        assertThat(found).isEqualTo(counted);
        Map<String, Long> told = new TreeMap<>();
        result.exports()
                .forEach(export -> export.datasets().forEach((name, count) -> told.merge(name, count, Long::sum)));
        // The record that was cut off names its log and its time before the cut.
        assertThat(told).isEqualTo(byDataset);
        assertThat(result.exports().stream()
                        .mapToLong(ExportReport::rejectedRecords)
                        .sum())
                .isEqualTo(1);
        assertThat(result.coverage().logs().keySet())
                .extracting(dev.firstseen.engine.coverage.Coverage.Log::dataset)
                .containsOnly("o365.audit", "azure.signinlogs", "azure.graphactivitylogs", "azure.auditlogs");
        assertThat(result.coverage().logs().keySet())
                .extracting(dev.firstseen.engine.coverage.Coverage.Log::tenant)
                .containsOnly("f3f5118d-b0e5-4d49-8d80-6aa8f7c63cb8");
        assertThat(result.repeatedRecords()).hasValue(repeated);
        assertThat(result.refusals()).isEmpty();
    }

    @Test
    void tellsTheRecordThatWasCutOff() throws Exception {
        Value.Members planned = list(truth(), "rejected").getFirst();
        ScanResult result = Fixture.scan(Fixture.plan(true, true, 2), EXAMPLE.resolve(text(planned, "file")));
        ExportReport export = result.exports().getFirst();
        assertThat(export.rejected()).isEqualTo(Map.of(Reason.CUT_OFF, 1L));
        assertThat(export.rejectedRows()).hasSize(1);
        assertThat(export.rejectedRows().getFirst().line()).isEqualTo(Long.parseLong(text(planned, "line")));
        assertThat(export.suspicions()).containsOnlyKeys(Suspicion.CUT_AT_3062);
    }

    @Test
    void coverageGrowsWithTheHistory() {
        List<Double> coverage = new ArrayList<>();
        for (Alert alert : Fixture.scan(Fixture.plan(false, true, 2), EXAMPLE).alerts()) {
            coverage.add(((Alert.FirstSeen) alert).history().coverage());
        }
        assertThat(coverage).isSorted();
        assertThat(coverage.getFirst()).isLessThan(0.05);
        assertThat(coverage.getLast()).isEqualTo(1.0);
    }
}
