package dev.firstseen.microsoft.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.ElasticPairs;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Raw records of the unified audit log with the documents that Elastic's own integration makes of them. */
class ElasticPairsTest {
    private static final Path PAIRS = ElasticPairs.folder("o365.audit");

    private static final AuditSettings SETTINGS =
            new AuditSettings(Map.of("b86ab9d4-fcf1-4b11-8a06-7a8f91b47fbd", "mytenant.onmicrosoft.com"));

    @BeforeEach
    void pairsAreThere() {
        assumeTrue(Files.isDirectory(PAIRS), "the pairs are not here");
    }

    @Test
    void documentsAreEqualButForTheListedDifferences() throws Exception {
        assertThat(pairs()).hasSize(221);
        new ElasticPairs("o365.audit", Set.of()).areEqualButForTheListedDifferences(pairs());
    }

    @Test
    void singleFieldsAreWhatTheDocumentHolds() throws Exception {
        ElasticPairs.singleFieldsAreWhatTheDocumentHolds(
                pairs(), AuditFields.INSTANCE.byName().keySet());
    }

    private static List<ElasticPairs.Pair> pairs() throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(PAIRS)) {
            files = all.filter(
                            file -> file.toString().endsWith(".json") && Files.exists(Path.of(file + "-expected.json")))
                    .sorted()
                    .toList();
        }
        List<ElasticPairs.Pair> pairs = new ArrayList<>();
        for (Path file : files) {
            List<Value> raw = items(file, "events");
            List<Value> expected = items(Path.of(file + "-expected.json"), "expected");
            assertThat(raw).hasSameSizeAs(expected);
            for (int i = 0; i < raw.size(); i++) {
                byte[] bytes = JsonWriter.bytes(ElasticPairs.member((Value.Members) raw.get(i), "o365audit"));
                AuditEvent event = AuditEvent.read(bytes, 0, bytes.length, SETTINGS);
                pairs.add(new ElasticPairs.Pair(file.getFileName() + " " + i, event, (Value.Members) expected.get(i)));
            }
        }
        return pairs;
    }

    private static List<Value> items(Path file, String member) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Value.Members whole = JsonReader.ofRecords().object(bytes, 0, bytes.length);
        return ((Value.Items) ElasticPairs.member(whole, member)).items();
    }
}
