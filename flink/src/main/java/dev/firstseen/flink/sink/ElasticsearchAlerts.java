package dev.firstseen.flink.sink;

import dev.firstseen.deliver.sink.RetryPolicy;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.deliver.sink.http.Authorization;
import dev.firstseen.deliver.sink.http.ElasticsearchSettings;
import dev.firstseen.deliver.sink.http.ElasticsearchSink;
import dev.firstseen.deliver.sink.http.Endpoint;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.flink.alert.Delivered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes alerts into an index. It travels to the cluster with its secrets, and does not show them. */
final class ElasticsearchAlerts implements Sink<Delivered> {
    private static final long serialVersionUID = 1;

    /** About four minutes; then the job goes back to its last checkpoint, and what was not taken is sent again. */
    private static final RetryPolicy RETRIES = new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(1));

    private final String address;
    private final String index;
    private final String scheme;
    private final String user;
    private final String secret;
    private final String authorities;
    private final long patience;

    ElasticsearchAlerts(ElasticsearchSettings settings) {
        Endpoint endpoint = settings.endpoint();
        this.address = endpoint.address().reveal();
        this.index = settings.target();
        this.authorities = endpoint.trust().authorities().map(Path::toString).orElse("");
        this.patience = endpoint.patience().toMillis();
        switch (endpoint.authorization()) {
            case Authorization.None none -> {
                this.scheme = "";
                this.user = "";
                this.secret = "";
            }
            case Authorization.Token token -> {
                this.scheme = token.scheme();
                this.user = "";
                this.secret = token.token().reveal();
            }
            case Authorization.Basic basic -> {
                this.scheme = "";
                this.user = basic.user();
                this.secret = basic.password().reveal();
            }
        }
    }

    private Authorization authorization() {
        if (secret.isEmpty()) {
            return new Authorization.None();
        }
        return scheme.isEmpty()
                ? new Authorization.Basic(user, Secret.of(secret))
                : new Authorization.Token(scheme, Secret.of(secret));
    }

    @Override
    public SinkWriter<Delivered> createWriter(WriterInitContext context) {
        Trust trust = authorities.isEmpty() ? Trust.PUBLIC : new Trust(Optional.of(Path.of(authorities)));
        Endpoint endpoint = new Endpoint(Secret.of(address), authorization(), trust, Duration.ofMillis(patience));
        // An alert is told again, under its id, when others were counted on it.
        ElasticsearchSettings settings = new ElasticsearchSettings(endpoint, index, false, true);
        return new NoticeWriter(new ElasticsearchSink(settings), RETRIES, context.metricGroup());
    }
}
