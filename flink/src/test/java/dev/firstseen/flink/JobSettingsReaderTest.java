package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.kafka.KafkaSettings;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.flink.settings.JobSettings;
import dev.firstseen.flink.settings.JobSettingsReader;
import dev.firstseen.flink.sink.SinkSettings;
import dev.firstseen.flink.source.SourceSettings;
import dev.firstseen.flink.source.TimeMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The service's file, read for a job: what means the same is the same, what cannot be done is told with its line. */
class JobSettingsReaderTest {
    private static final Map<String, String> ENVIRONMENT =
            Map.of("EVENT_HUBS", "Endpoint=sb://x/;SharedAccessKey=k", "ELASTIC", "token");
    private static final Path FILE = Path.of("/etc/firstseen/firstseen.toml");

    private static JobSettingsReader.Reading read(String text) {
        return JobSettingsReader.read(FILE, text, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    }

    private static List<String> mistakes(String text) {
        JobSettingsReader.Reading reading = read(text);
        assertThat(reading.settings()).isEmpty();
        return problems(reading);
    }

    private static List<String> problems(JobSettingsReader.Reading reading) {
        return reading.problems().stream()
                .map(problem -> problem.place().line() + ": " + problem.message())
                .toList();
    }

    @Test
    void whatMeansTheSameIsWrittenTheSame() {
        JobSettingsReader.Reading reading = read("""
                [rules]
                paths = ["rules"]
                [time]
                counts = "available"
                lateness = "10m"
                [networks]
                as_db = "as.mmdb"
                [[source]]
                type = "kafka"
                brokers = "hub.example:9093"
                topics = ["signin", "graph"]
                user = "$ConnectionString"
                password_env = "EVENT_HUBS"
                [[sink]]
                type = "kafka"
                brokers = "broker:9092"
                topic = "alerts"
                [[sink]]
                type = "elasticsearch"
                url = "https://search.example:9200"
                index = "firstseen"
                token_env = "ELASTIC"
                [flink]
                name = "soc"
                rules_poll = "30s"
                keep_earlier = "always"
                checkpoints = "s3://bucket/checkpoints"
                parallelism = 8
                """);
        assertThat(reading.problems()).isEmpty();
        JobSettings settings = reading.settings().orElseThrow();
        assertThat(settings.mode()).isEqualTo(TimeMode.ARRIVAL);
        assertThat(settings.watermarks().outOfOrderness()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.rules()).containsExactly(Path.of("/etc/firstseen/rules"));
        assertThat(settings.rulesPoll()).contains(Duration.ofSeconds(30));
        assertThat(settings.kept()).isEqualTo(PipelineSettings.ALWAYS);
        assertThat(settings.tables().systems()).isEqualTo("/etc/firstseen/as.mmdb");
        assertThat(settings.checkpoints().folder()).contains("s3://bucket/checkpoints");
        assertThat(settings.sources())
                .containsExactly(new SourceSettings.Kafka(
                        "kafka",
                        KafkaSettings.of(
                                "hub.example:9093",
                                List.of("signin", "graph"),
                                KafkaSettings.Security.eventHubs(Secret.of("Endpoint=sb://x/;SharedAccessKey=k")))));
        assertThat(settings.sinks())
                .satisfiesExactly(
                        kafka -> assertThat(kafka)
                                .isInstanceOfSatisfying(
                                        SinkSettings.Kafka.class,
                                        topic ->
                                                assertThat(topic.transactions()).isEqualTo("soc-kafka")),
                        index -> assertThat(index)
                                .isInstanceOfSatisfying(
                                        SinkSettings.Elasticsearch.class,
                                        elasticsearch -> assertThat(
                                                        elasticsearch.settings().target())
                                                .isEqualTo("firstseen")));
    }

    @Test
    void whatAJobCannotDoIsAMistakeWithItsLine() {
        assertThat(mistakes("""
                [store]
                path = "firstseen.db"
                [archive]
                records = true
                [operations]
                listen = "127.0.0.1:9464"
                [rules]
                paths = ["rules"]
                playbooks = ["playbooks"]
                exceptions = "exceptions.toml"
                [[source]]
                type = "office365"
                tenant = "t"
                [[sink]]
                type = "file"
                path = "alerts.ndjson"
                messages_per_minute = 3
                """))
                .containsExactlyInAnyOrder(
                        "1: a job on Flink keeps what it remembers in Flink's state: leave [store] out; see [flink] checkpoints",
                        "4: a job on Flink keeps records where [rules] playbooks are named, and only then: leave 'records' out",
                        "5: a job on Flink is watched by Flink's own metrics and REST interface: leave [operations] out",
                        "10: a job on Flink applies no exceptions: leave 'exceptions' out, and drop what is harmless where"
                                + " alerts arrive",
                        "12: a job on Flink has no source of type 'office365'; it has kafka, folder: what others bring, let them"
                                + " put into a topic",
                        "15: a job on Flink has no sink of type 'file'; it has kafka, folder, elasticsearch: many tasks write at"
                                + " once, so it is a folder of files",
                        "17: a job on Flink tells every alert: leave 'messages_per_minute' out");
    }

    @Test
    void checkpointsAreMadeAndSilenceEnds() {
        assertThat(mistakes("""
                [rules]
                paths = ["rules"]
                [[source]]
                type = "folder"
                path = "logs"
                [[sink]]
                type = "folder"
                path = "alerts"
                [flink]
                bounded = true
                checkpoint_interval = "0s"
                idle = "always"
                """))
                .containsExactlyInAnyOrder(
                        "11: 'checkpoint_interval' is at least 10ms, not 0s",
                        "12: a duration is a number and one of ms, s, m, h, d, w, such as \"15m\", not \"always\"");
    }

    @Test
    void settingsThatContradictEachOther() {
        assertThat(mistakes("""
                [rules]
                paths = ["rules"]
                [time]
                counts = "available"
                [[source]]
                type = "folder"
                path = "logs"
                [[sink]]
                type = "elasticsearch"
                url = "https://search.example:9200"
                index = "firstseen"
                data_stream = true
                [[sink]]
                type = "kafka"
                brokers = "broker:9092"
                topic = "alerts"
                format = "ocsf"
                [flink]
                bounded = true
                rules_poll = "30s"
                parallelism = 2000
                """))
                .containsExactlyInAnyOrder(
                        "4: a bounded job counts by the records' own time: write \"occurred\", or leave it out",
                        "12: an alert is told again when others are counted on it, and what is in a data stream cannot be"
                                + " replaced: name an index",
                        "17: a job on Flink writes ECS: leave 'format' out, or write \"ecs\"",
                        "20: the rules of a bounded job do not change: leave 'rules_poll' out",
                        "21: 'parallelism' goes from 1 to 1024, not 2000");
    }

    @Test
    void filesHaveNoTimeOfArrival() {
        assertThat(mistakes("""
                [rules]
                paths = ["rules"]
                [[source]]
                type = "folder"
                path = "logs"
                [[sink]]
                type = "folder"
                path = "alerts"
                """))
                .containsExactly(
                        "4: files tell a cluster no time of arrival: write [time] counts = \"occurred\", or [flink] bounded ="
                                + " true");
    }

    @Test
    void whatDoesNotGoTogetherIsTold() {
        JobSettingsReader.Reading reading = read("""
                [rules]
                paths = ["rules"]
                [time]
                counts = "occurred"
                lateness = "1h"
                [[source]]
                type = "folder"
                path = "logs"
                [[sink]]
                type = "folder"
                path = "alerts"
                [flink]
                checkpoint_interval = "2h"
                """);
        assertThat(reading.settings()).isPresent();
        assertThat(reading.problems())
                .extracting(problem -> problem.place().line() + ": " + problem.message())
                .containsExactly(
                        "5: files come in no order of time: a record that is older, by more than the 'lateness', than"
                                + " one before it may raise no alert and is told as late; give a 'lateness' as long as an export"
                                + " reaches back, or [flink] bounded = true");
        assertThat(mistakes(fromTopicToTopic("2h")))
                .containsExactly(
                        "12: with a sink of type \"kafka\" it is at most 10m: brokers end a transaction, and with it"
                                + " what was not yet committed, after 15 minutes");
    }

    private static String fromTopicToTopic(String interval) {
        return """
                [rules]
                paths = ["rules"]
                [[source]]
                type = "kafka"
                brokers = "hub.example:9093"
                topics = ["signin"]
                [[sink]]
                type = "kafka"
                brokers = "broker:9092"
                topic = "alerts"
                [flink]
                checkpoint_interval = "%s"
                """.formatted(interval);
    }

    @Test
    void checkpointsThatLeaveLittleTimeForARestartAreWarnedOf() {
        JobSettingsReader.Reading reading = read(fromTopicToTopic("8m"));
        assertThat(reading.settings()).isPresent();
        assertThat(problems(reading))
                .containsExactly(
                        "12: with a sink of type \"kafka\" it leaves 7 minutes for a checkpoint and for a restart after a"
                                + " failure: brokers end a transaction after 15 minutes, and what was not yet committed is"
                                + " lost; give at most 5m");
        assertThat(problems(read(fromTopicToTopic("5m")))).isEmpty();
    }

    @Test
    void nothingToReadAndNothingToTell() {
        assertThat(mistakes("[rules]\npaths = [\"rules\"]\n"))
                .containsExactlyInAnyOrder(
                        "1: there is no [[source]]: nothing would be read",
                        "1: there is no [[sink]]: alerts would be told nobody");
    }

    @Test
    void aSecretIsNeverShown() {
        JobSettingsReader.Reading reading = read("""
                [rules]
                paths = ["rules"]
                [[source]]
                type = "kafka"
                brokers = "hub.example:9093"
                topics = ["signin"]
                user = "$ConnectionString"
                password_env = "EVENT_HUBS"
                [[sink]]
                type = "elasticsearch"
                url = "https://search.example:9200"
                index = "firstseen"
                token_env = "ELASTIC"
                unknown = 1
                """);
        assertThat(reading.settings().toString())
                .doesNotContain("SharedAccessKey")
                .doesNotContain("token]");
        assertThat(reading.problems())
                .extracting(Problem::message)
                .containsExactly("'sink.unknown' is not a known key");
    }
}
