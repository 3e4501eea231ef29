package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.RuleBook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One rule, one answer: the job gives what the scan gives, at any parallelism, on any state backend, after any failure. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class ScanEquivalenceTest {

    private static LocalJob cluster;

    @TempDir
    private Path folder;

    private int runs;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private List<String> job(RuleBook rules, Path logs, String backend, int parallelism) throws Exception {
        return job(PipelineSettings.bounded(rules, Enrichment.BUNDLED), logs, backend, parallelism);
    }

    private List<String> job(PipelineSettings settings, Path logs, String backend, int parallelism) throws Exception {
        Path out = Files.createDirectories(folder.resolve("out" + runs++));
        cluster.run(LocalJob.bounded(
                LocalJob.configuration(folder.resolve("checkpoints"), backend),
                settings,
                logs,
                out,
                parallelism,
                UnaryOperator.identity()));
        return LocalJob.documents(out);
    }

    @Test
    void theExampleWithAllRules() throws Exception {
        RuleBook rules = Twin.rules(Twin.ROOT.resolve("rules"));
        Path logs = Twin.ROOT.resolve("examples/device-code-phishing");
        List<String> expected = Twin.documents(rules, logs);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(job(rules, logs, "rocksdb", 1)).isEqualTo(expected);
        assertThat(job(rules, logs, "hashmap", 2)).isEqualTo(expected);
        assertThat(job(rules, logs, "rocksdb", 4)).isEqualTo(expected);
    }

    @Test
    void randomRulesOnRandomStreams() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            Path rules = RandomRules.write(random, Files.createDirectories(folder.resolve("rules" + seed)));
            Path logs = RandomRecords.write(random, Files.createDirectories(folder.resolve("logs" + seed)));
            RuleBook book = Twin.rules(rules);
            List<String> expected = Twin.documents(book, logs);
            assertThat(expected).as("seed %d", seed).isNotEmpty();
            assertThat(job(book, logs, "hashmap", 1 + seed % LocalJob.SLOTS))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static PipelineSettings investigating(RuleBook rules) {
        return PipelineSettings.bounded(rules, Enrichment.BUNDLED).investigating(Twin.INVESTIGATION);
    }

    @Test
    void theIncidentsOfTheExample() throws Exception {
        RuleBook rules = Twin.rules(Twin.ROOT.resolve("rules"));
        Path logs = Twin.ROOT.resolve("examples/device-code-phishing");
        List<String> expected = Twin.documentsWithIncidents(rules, logs);
        assertThat(expected)
                .filteredOn(document -> document.contains("\"investigations\":[{"))
                .hasSizeGreaterThan(2);
        assertThat(job(investigating(rules), logs, "rocksdb", 1)).isEqualTo(expected);
        assertThat(job(investigating(rules), logs, "hashmap", 2)).isEqualTo(expected);
        assertThat(job(investigating(rules), logs, "rocksdb", 4)).isEqualTo(expected);
    }

    /** All but which records are named as evidence, of which the scan names more where an account has several cases. */
    @Test
    void theIncidentsOfRandomRulesOnRandomStreams() throws Exception {
        for (int seed = 20; seed < 26; seed++) {
            Random random = new Random(seed);
            Path rules = RandomRules.write(random, Files.createDirectories(folder.resolve("rules" + seed)));
            Path logs = RandomRecords.writeAlike(random, Files.createDirectories(folder.resolve("logs" + seed)));
            RuleBook book = Twin.rules(rules);
            List<String> expected = Twin.documentsWithIncidents(book, logs);
            assertThat(expected).as("seed %d", seed).anyMatch(document -> document.contains("\"investigations\":[{"));
            assertThat(withoutEvidence(job(investigating(book), logs, "hashmap", 1 + seed % LocalJob.SLOTS)))
                    .as("seed %d", seed)
                    .isEqualTo(withoutEvidence(expected));
        }
    }

    private static List<String> withoutEvidence(List<String> documents) {
        return documents.stream()
                .map(document -> document.replaceAll("\"evidence\":\\[[^]]*]", ""))
                .toList();
    }
}
