package dev.firstseen.microsoft.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.ElasticPairs;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Raw records of Azure's logs with the documents that Elastic's own integration makes of them. */
class AzurePairsTest {

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLATFORM") // of which there are no pairs
    void documentsAreEqualButForTheListedDifferences(AzureLog log) throws Exception {
        List<ElasticPairs.Pair> pairs = pairs(log);
        // The expected durations of this log do not fit their type.
        Set<String> leftOut = log == AzureLog.GRAPH_ACTIVITY ? Set.of("event.duration") : Set.of();
        new ElasticPairs(log.dataset(), leftOut).areEqualButForTheListedDifferences(pairs);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "PLATFORM")
    void singleFieldsAreWhatTheDocumentHolds(AzureLog log) throws Exception {
        ElasticPairs.singleFieldsAreWhatTheDocumentHolds(
                pairs(log), AzureFields.INSTANCE.byName().keySet());
    }

    private static List<ElasticPairs.Pair> pairs(AzureLog log) throws Exception {
        Path folder = ElasticPairs.folder(log.dataset());
        assumeTrue(Files.isDirectory(folder), "the pairs are not here");
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
        List<ElasticPairs.Pair> pairs = new ArrayList<>();
        for (Path file : files) {
            List<String> raw = Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            byte[] whole = Files.readAllBytes(Path.of(file + "-expected.json"));
            Value.Members object = JsonReader.ofRecords().object(whole, 0, whole.length);
            List<Value> expected = ((Value.Items) ElasticPairs.member(object, "expected")).items();
            assertThat(raw).as("records of %s", file).hasSameSizeAs(expected).isNotEmpty();
            for (int i = 0; i < raw.size(); i++) {
                byte[] bytes = raw.get(i).getBytes(StandardCharsets.UTF_8);
                AzureEvent event = AzureEvent.read(log, Form.RECORD, bytes, 0, bytes.length);
                pairs.add(new ElasticPairs.Pair(file.getFileName() + " " + i, event, (Value.Members) expected.get(i)));
            }
        }
        return pairs;
    }
}
