package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.settings.JobSettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operators of a job with all it can have: a savepoint finds its state by these names, so none may ever change. */
class OperatorsTest {

    @Test
    void eachHasANameThatNeverChanges(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        String text = """
                [rules]
                paths = ["%s"]
                playbooks = ["%s"]
                [time]
                counts = "occurred"
                lateness = "2d"
                [[source]]
                type = "folder"
                path = "logs"
                [[source]]
                type = "kafka"
                brokers = "localhost:9092"
                topics = ["raw"]
                [[sink]]
                type = "folder"
                path = "alerts"
                [[sink]]
                type = "kafka"
                brokers = "localhost:9092"
                topic = "alerts"
                [flink]
                notices = "notices"
                rules_poll = "1m"
                """.formatted(Twin.ROOT.resolve("rules"), Twin.ROOT.resolve("playbooks"));
        JobSettingsReader.Reading reading =
                JobSettingsReader.read(folder.resolve("job.toml"), text, _ -> Optional.empty());
        assertThat(reading.problems()).isEmpty();
        JobSettings settings = reading.settings().orElseThrow();
        Configuration configuration = new Configuration();
        // A graph with an operator that has none cannot be made.
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        Submission.of(settings, Instant.EPOCH, _ -> {}).assemble(job);
        List<String> uids = job.getStreamGraph().getStreamNodes().stream()
                .map(StreamNode::getTransformationUID)
                .sorted()
                .toList();
        assertThat(uids)
                .containsExactly(
                        "Sink Committer: notices-to-files",
                        "Sink Committer: sink-folder",
                        "Sink Committer: sink-kafka",
                        "accounts",
                        "alone",
                        "archive",
                        "coverage",
                        "distinct",
                        "distinct-wakeful",
                        "first-seen",
                        "fold",
                        "grouped",
                        "hours-wakeful",
                        "investigate",
                        "kept-wakeful",
                        "match",
                        "news-of-alerts",
                        "news-of-records",
                        "notice-lines",
                        "notices-to-files",
                        "others",
                        "rules",
                        "sink-folder",
                        "sink-folder-lines",
                        "sink-kafka",
                        "source-folder",
                        "source-kafka",
                        "suppression",
                        "told-wakeful",
                        "watermarks-folder",
                        "write");
    }
}
