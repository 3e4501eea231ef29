package dev.firstseen.flink.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.http.Authorization;
import dev.firstseen.deliver.sink.http.ElasticsearchSettings;
import dev.firstseen.deliver.sink.http.Endpoint;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.flink.LocalJob;
import dev.firstseen.flink.alert.Delivered;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts and incidents of a job in an index: each there once, whatever is sent again. */
@SuppressWarnings("NullAway.Init") // JUnit sets what is used.
class ElasticsearchAlertsTest {
    private static LocalJob cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalJob.start();
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    /** Fails once, late enough for much to have been sent. */
    private static final class Failing implements MapFunction<Delivered, Delivered> {
        private static final long serialVersionUID = 1;
        private static final AtomicInteger SEEN = new AtomicInteger();

        @Override
        public Delivered map(Delivered delivered) {
            if (SEEN.incrementAndGet() == 1100) {
                throw new IllegalStateException("injected");
            }
            return delivered;
        }
    }

    private void run(BulkIndex index, Authorization authorization, List<Delivered> delivered) throws Exception {
        StreamExecutionEnvironment job = StreamExecutionEnvironment.getExecutionEnvironment(
                LocalJob.configuration(folder.resolve("checkpoints"), "hashmap"));
        job.setParallelism(1);
        job.enableCheckpointing(50);
        Endpoint endpoint = Endpoint.of(Secret.of(index.address()), authorization);
        Sinks.of(
                job.fromData(delivered, Delivered.type()).map(new Failing(), Delivered.type()),
                new SinkSettings.Elasticsearch("index", new ElasticsearchSettings(endpoint, "alerts", false)));
        cluster.run(job.getStreamGraph().getJobGraph());
    }

    private static String alert(int number) {
        return "{\"kibana.alert.uuid\":\"" + number + "\"}";
    }

    @Test
    void whatIsSentAgainIsThereOnce() throws Exception {
        List<Delivered> delivered = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            delivered.add(new Delivered.AlertRaised("alert" + i, 1000, alert(i)));
        }
        Failing.SEEN.set(0);
        try (BulkIndex index = new BulkIndex()) {
            index.loseAnswer(503);
            run(index, new Authorization.None(), delivered);
            assertThat(index.ids()).hasSize(1200);
            assertThat(Failing.SEEN).as("began again").hasValueGreaterThan(1200);
            assertThat(index.taken().size()).as("sent again").isGreaterThan(1200);
            assertThat(index.authorizations()).containsOnly("null");
        }
    }

    @Test
    void theLastTellingTakesThePlaceOfTheOneBefore() throws Exception {
        try (BulkIndex index = new BulkIndex()) {
            run(
                    index,
                    new Authorization.Token("ApiKey", Secret.of("key")),
                    List.of(
                            new Delivered.AlertRaised("a", 1000, alert(1)),
                            new Delivered.AlertRaised("a", 2000, alert(2)),
                            new Delivered.IncidentChanged("i", 1000, "{\"firstseen\":{\"incident\":{\"id\":\"i\"}}}"),
                            new Delivered.IncidentEnded(
                                    "i", 2000, "{\"firstseen\":{\"incident\":{\"id\":\"i\"}}}", "It is over.")));
            assertThat(index.ids()).containsExactly("a", "i");
            assertThat(index.document("a").texts("kibana.alert.uuid")).containsExactly("2");
            var ended = index.document("i");
            assertThat(ended.texts("firstseen.notice.kind")).containsExactly("incident_ended");
            assertThat(ended.texts("firstseen.notice.reason")).containsExactly("It is over.");
            assertThat(ended.texts("firstseen.incident.id")).containsExactly("i");
            assertThat(index.authorizations()).containsOnly("ApiKey key");
        }
    }

    @Test
    void userAndPasswordTravelWithTheJob() throws Exception {
        try (BulkIndex index = new BulkIndex()) {
            run(
                    index,
                    new Authorization.Basic("ada", Secret.of("secret:ß")),
                    List.of(new Delivered.AlertRaised("a", 1000, alert(1))));
            assertThat(index.authorizations())
                    .containsOnly("Basic "
                            + Base64.getEncoder().encodeToString("ada:secret:ß".getBytes(StandardCharsets.UTF_8)));
        }
    }
}
