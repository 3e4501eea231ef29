package dev.firstseen.collect.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.firstseen.collect.identity.AppRegistration;
import dev.firstseen.collect.identity.ClientCredentials;
import dev.firstseen.collect.simulation.SteppedClock;
import dev.firstseen.engine.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpAskerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final String TENANT = "5d0c1f0e-7a53-4c11-9e0b-3f7f6f0a9a11";
    private static final Secret TOKEN = Secret.of("very.secret.token");

    private final HttpAsker asker = new HttpAsker(HttpLimits.USUAL.withBody(1_000));
    private final List<String> seen = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServers.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.createContext("/", exchange -> {
            try (exchange) {
                seen.add(exchange.getRequestURI() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
                String path = exchange.getRequestURI().getPath();
                byte[] body = new byte[0];
                switch (path) {
                    case "/redirect" ->
                        exchange.getResponseHeaders()
                                .set("Location", address("/elsewhere").toString());
                    case "/large" -> body = new byte[1_001];
                    case "/bomb" -> {
                        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                        body = gzip(new byte[500_000]);
                    }
                    case "/token" -> body = "not JSON very.secret.token".getBytes(StandardCharsets.UTF_8);
                    default -> body = "fine".getBytes(StandardCharsets.UTF_8);
                }
                exchange.sendResponseHeaders(path.equals("/redirect") ? 302 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        asker.close();
        server.stop(0);
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws InterruptedException {
        Reply reply = asker.get(address("/redirect"), Optional.of(TOKEN));
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(302));
        assertThat(seen).containsExactly("/redirect Bearer very.secret.token");
    }

    @Test
    void whatIsTooLargeIsNotTakenIn() throws InterruptedException {
        assertThat(asker.get(address("/large"), Optional.empty())).isEqualTo(new Reply.TooLarge(1_000));
        assertThat(asker.get(address("/bomb"), Optional.empty())).isEqualTo(new Reply.TooLarge(1_000));
    }

    @Test
    void aServerThatIsNotThereIsASentence() throws InterruptedException {
        server.stop(0);
        assertThat(asker.get(address("/x"), Optional.of(TOKEN))).isInstanceOfSatisfying(Reply.Broken.class, broken -> {
            assertThat(broken.reached()).isFalse();
            assertThat(broken.sentence()).startsWith("The connection failed").doesNotContain(TOKEN.reveal());
        });
    }

    @Test
    void theTokenGoesToNoOtherHost() {
        AuthorizedAsker.Tokens tokens = new AuthorizedAsker.Tokens() {
            @Override
            public AuthorizedAsker.TokenReply current() {
                return new AuthorizedAsker.TokenReply.Granted(TOKEN);
            }

            @Override
            public void refused(Secret token) {}
        };
        AuthorizedAsker authorized = new AuthorizedAsker(asker, tokens, URI.create("https://manage.office.com"));
        for (String other : List.of(
                "https://manage.office.com.evil.example/x",
                "http://manage.office.com/x",
                "https://manage.office.com:8443/x",
                "https://user@manage.office.com/x",
                "//manage.office.com/x",
                "file:///etc/passwd")) {
            assertThatThrownBy(() -> authorized.get(URI.create(other)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(TOKEN.reveal());
        }
        assertThat(authorized.isHome(URI.create("https://MANAGE.office.com/x"))).isTrue();
        assertThat(seen).isEmpty();
    }

    @Test
    void aSecretIsSentByTlsOrLoopbackOnly() {
        assertThatThrownBy(() -> new AppRegistration(TENANT, "c", TOKEN, URI.create("http://login.example")))
                .hasMessageContaining("https");
        for (String other : List.of("a/../b", "contoso.example", TENANT + "/x", "")) {
            assertThatThrownBy(() -> new AppRegistration(other, "c", TOKEN, AppRegistration.PUBLIC_CLOUD))
                    .hasMessageContaining("the tenant is named by its id");
        }
        // As its records have it.
        assertThat(new AppRegistration(TENANT.toUpperCase(Locale.ROOT), "c", TOKEN, AppRegistration.PUBLIC_CLOUD)
                        .tenant())
                .isEqualTo(TENANT);
        assertThat(new AppRegistration(TENANT, "c", TOKEN, AppRegistration.PUBLIC_CLOUD).toString())
                .doesNotContain(TOKEN.reveal());
    }

    @Test
    void anUnreadableTokenAnswerIsNotRepeated() throws InterruptedException {
        AppRegistration registration = new AppRegistration(TENANT, "client", TOKEN, address(""));
        ClientCredentials tokens = new ClientCredentials(registration, "scope", asker, new SteppedClock(NOW, NOW));
        assertThat(tokens.current()).isInstanceOfSatisfying(AuthorizedAsker.TokenReply.None.class, none -> {
            assertThat(none.sentence()).contains("no access token").doesNotContain(TOKEN.reveal(), "fine");
        });
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(retryAfter("120")).contains(Duration.ofMinutes(2));
        assertThat(retryAfter("Sun, 1 Mar 2026 00:01:00 GMT")).contains(Duration.ofMinutes(1));
        assertThat(retryAfter("Sat, 28 Feb 2026 00:01:00 GMT")).contains(Duration.ZERO);
        assertThat(retryAfter("soon")).isEmpty();
        assertThat(retryAfter("99999999999999999999")).isEmpty();
    }

    private static Optional<Duration> retryAfter(String value) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Retry-After", List.of(value)), (name, any) -> true);
        return new Reply.Answered(429, headers, new byte[0]).retryAfter(NOW);
    }

    @Test
    void waitsGrowAndAreNeverShorterThanAsked() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new SplittableRandom(1));
        Duration before = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            Duration wait = backoff.next(Optional.empty());
            assertThat(wait).isBetween(Duration.ofSeconds(1L << i), Duration.ofMillis(1_501L << i));
            assertThat(wait).isGreaterThan(before);
            before = wait;
        }
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next(Optional.of(Duration.ofSeconds(90))))
                    .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(136));
        }
        backoff.reset();
        assertThat(backoff.next(Optional.empty())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatStrangersSayIsPrintedWithoutControls() {
        assertThat(Wording.printable("a\u001b[31mb\nc\u202ed")).isEqualTo("a [31mb c d");
        assertThat(Wording.printable("x".repeat(10_000))).hasSize(301);
    }
}
