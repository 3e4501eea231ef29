package dev.firstseen.deliver.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.firstseen.deliver.sink.http.Authorization;
import dev.firstseen.deliver.sink.http.Endpoint;
import dev.firstseen.deliver.sink.http.WebhookShape;
import dev.firstseen.deliver.sink.http.WebhookSink;
import dev.firstseen.deliver.sink.syslog.SyslogSettings;
import dev.firstseen.deliver.sink.syslog.SyslogSink;
import dev.firstseen.engine.secret.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver whose certificate a private authority gave gets notices from those who believe it, and from nobody else. */
class TrustTest {
    @TempDir
    private Path folder;

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private HttpsServer https(PrivateAuthority authority) throws IOException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
        server.createContext("/", exchange -> {
            try (exchange) {
                received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    private static List<Outcome> post(HttpsServer server, Trust trust) throws InterruptedException {
        Secret address = Secret.of("https://localhost:" + server.getAddress().getPort() + "/hook");
        Endpoint endpoint = new Endpoint(address, new Authorization.None(), trust, Duration.ofSeconds(20));
        try (Sink sink = new WebhookSink(endpoint, new WebhookShape.Whole(Payload.ECS))) {
            return sink.deliver(Notices.many(1)).outcomes();
        }
    }

    @Test
    void aWebhookByHttps() throws Exception {
        PrivateAuthority authority = PrivateAuthority.of("localhost", folder);
        HttpsServer server = https(authority);
        try {
            assertThat(post(server, authority.trust())).containsExactly(Outcome.Taken.TAKEN);
            assertThat(received.take()).contains("user0@contoso.com");
            assertThat(post(server, Trust.PUBLIC)).singleElement().isInstanceOf(Outcome.Retry.class);
            assertThat(received).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() throws Exception {
        PrivateAuthority authority = PrivateAuthority.of("elsewhere.example", folder);
        HttpsServer server = https(authority);
        try {
            assertThat(post(server, authority.trust())).singleElement().isInstanceOf(Outcome.Retry.class);
            assertThat(received).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    private List<Outcome> log(int port, Trust trust) throws InterruptedException {
        SyslogSettings settings =
                new SyslogSettings("localhost", port, new SyslogSettings.Line.Tls(trust), Duration.ofSeconds(20));
        try (Sink sink = new SyslogSink(settings)) {
            return sink.deliver(Notices.many(1)).outcomes();
        }
    }

    @Test
    void syslogByTls() throws Exception {
        PrivateAuthority authority = PrivateAuthority.of("localhost", folder);
        try (ServerSocket server = authority
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket connection = server.accept()) {
                        received.add(new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
                    } catch (IOException refused) {
                        // Who does not believe the certificate hangs up.
                    }
                }
            });
            assertThat(log(server.getLocalPort(), authority.trust())).containsExactly(Outcome.Taken.TAKEN);
            assertThat(received.poll(20, TimeUnit.SECONDS)).contains("externalId=alert-0");
            assertThat(log(server.getLocalPort(), Trust.PUBLIC)).singleElement().isInstanceOf(Outcome.Retry.class);
            assertThat(received).isEmpty();
        }
    }

    @Test
    void aFileWithoutCertificatesIsNoTrust() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertThatThrownBy(() -> new Trust(Optional.of(empty)).context())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty.pem")
                .hasMessageContaining("holds no certificate");
    }
}
