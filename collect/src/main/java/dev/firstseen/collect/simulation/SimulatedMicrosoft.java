package dev.firstseen.collect.simulation;

import dev.firstseen.collect.graph.GraphReport;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firstseen.collect.http.HttpServers;
import dev.firstseen.collect.identity.AppRegistration;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.secret.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The server of the simulation, on a loopback port. Safe for use by many threads. */
public final class SimulatedMicrosoft implements AutoCloseable {

    /** The tenant there is, where no other is named. */
    public static final String TENANT = "5d0c1f0e-7a53-4c11-9e0b-3f7f6f0a9a11";

    private static final String CLIENT = "0f5c7a34-0b7e-4f6a-8e55-6f2f0c1b2d33";
    private static final Duration RETRY_AFTER = Duration.ofSeconds(20);
    private static final Duration TOKEN_HOLDS = Duration.ofSeconds(3599);

    private final String tenant;
    private final SourceClock clock;
    private final Faults faults;
    private final Secret clientSecret = Secret.of("simulated~secret-that-nobody-may-see");
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SimulatedFeed feed;
    private final FeedService feedService;
    private final GraphService graphService;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
    /** Until when what was throttled is to be left alone. */
    private final Map<String, Instant> throttled = new ConcurrentHashMap<>();

    private final AtomicLong early = new AtomicLong();
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);

    /**
     * Serves records as its clock goes by.
     *
     * @throws IOException where no port is to be had
     */
    public SimulatedMicrosoft(List<SimulatedRecord> records, Faults faults, SourceClock clock) throws IOException {
        this(TENANT, records, faults, clock);
    }

    /**
     * Serves the records of a tenant as its clock goes by.
     *
     * @param tenant its id
     * @throws IOException where no port is to be had
     */
    public SimulatedMicrosoft(String tenant, List<SimulatedRecord> records, Faults faults, SourceClock clock)
            throws IOException {
        this.tenant = tenant;
        this.clock = clock;
        this.faults = faults;
        this.feed = new SimulatedFeed(records, faults);
        this.server = HttpServers.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        String base = service().toString();
        this.feedService = new FeedService(feed, faults, base + "/api/v1.0/" + tenant + "/activity/feed");
        this.graphService = new GraphService(records, faults, base);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Where all its services are. */
    public URI service() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The app registration that may read. */
    public AppRegistration registration() {
        return new AppRegistration(tenant, CLIENT, clientSecret, service());
    }

    /** The ids of the records of the activity feed that a perfect collector has got by a moment, if it began at another. */
    public Set<String> collectable(Instant began, Instant until) {
        return feed.collectable(began, until);
    }

    /** As {@link #collectable}, of the reports of Graph. */
    public Set<String> collectableReports(Instant began, Instant until) {
        return graphService.collectable(began, until);
    }

    /** The content, as type and id, that is listed and can never be fetched. */
    public Set<String> lostContent(Instant began, Instant until) {
        return feed.lostContent(began, until);
    }

    /** From now on nothing of a content type is given out: 401, 403 or 404. */
    public void deny(String contentType, int status) {
        feedService.deny(
                contentType,
                status == 401
                        ? Answer.of(401, "")
                        : Answer.error(status, status == 403 ? "AF20020" : "AF40400", "denied"));
    }

    /** The content type is given out again. */
    public void allow(String contentType) {
        feedService.allow(contentType);
    }

    /** From now on a report of Graph is not given out. */
    public void denyReport(GraphReport log) {
        graphService.deny(log.path());
    }

    /** How many requests came, tokens included. */
    public long requests() {
        return requests.get();
    }

    /** How many requests, but for tokens, came again before the time that their Retry-After gave. */
    public long early() {
        return early.get();
    }

    /** All tokens that were given out: none of them may be found anywhere. */
    public Set<String> secrets() {
        Set<String> secrets = new TreeSet<>(tokens.keySet());
        secrets.add(clientSecret.reveal());
        return secrets;
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readNBytes(1 << 16);
            URI uri = exchange.getRequestURI();
            int attempt = attempts.computeIfAbsent(uri.toString(), any -> new AtomicInteger())
                    .getAndIncrement();
            Asked asked = new Asked(exchange.getRequestMethod(), uri, attempt);
            if (faults.strikes(Fault.STALL, asked.subject())) {
                closed.await(60, TimeUnit.SECONDS);
                return;
            }
            send(exchange, asked, answer(exchange, asked, sent));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private Answer answer(HttpExchange exchange, Asked asked, byte[] sent) {
        Instant now = clock.now();
        if (faults.isOut(now)) {
            return Answer.error(503, "ServiceUnavailable", "The service is unavailable.");
        }
        boolean forToken = asked.path().endsWith("/oauth2/v2.0/token");
        Instant until = throttled.getOrDefault(asked.uri().toString(), Instant.MIN);
        if (!forToken && now.isBefore(until)) {
            early.incrementAndGet();
        }
        if (faults.strikes(Fault.THROTTLED, asked.subject())) {
            throttled.put(asked.uri().toString(), now.plus(RETRY_AFTER));
            return new Answer(429, Map.of("Retry-After", Long.toString(RETRY_AFTER.toSeconds())), "");
        }
        if (faults.strikes(Fault.SERVER_ERROR, asked.subject())) {
            return Answer.of(faults.draw("status", asked.subject()) < 0.5 ? 500 : 503, "<html>error</html>");
        }
        if (forToken) {
            return token(new String(sent, StandardCharsets.UTF_8), now);
        }
        String bearer = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        Instant holds = tokens.get(bearer.startsWith("Bearer ") ? bearer.substring(7) : "");
        boolean revoked = faults.strikes(Fault.TOKEN_REVOKED, bearer + asked.subject());
        if (holds == null || !now.isBefore(holds) || revoked) {
            return Answer.of(401, "");
        }
        return asked.path().startsWith("/api/") ? feedService.answer(asked, now) : graphService.answer(asked, now);
    }

    private Answer token(String form, Instant now) {
        List<String> pairs = Arrays.stream(form.split("&"))
                .map(pair -> URLDecoder.decode(pair, StandardCharsets.UTF_8))
                .toList();
        if (!pairs.contains("client_id=" + CLIENT) || !pairs.contains("client_secret=" + clientSecret.reveal())) {
            return Answer.of(401, "{\"error\":\"invalid_client\",\"error_description\":\"AADSTS7000215\"}");
        }
        String token = "simulated.token." + granted.incrementAndGet();
        tokens.put(token, now.plus(TOKEN_HOLDS));
        return Answer.of(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"access_token\":\"%s\"}"
                        .formatted(TOKEN_HOLDS.toSeconds(), token));
    }

    private void send(HttpExchange exchange, Asked asked, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean cut = body.length > 1 && faults.strikes(Fault.TRUNCATED, asked.subject());
        boolean hungUp = body.length > 1 && faults.strikes(Fault.HUNG_UP, asked.subject());
        int length = cut || hungUp ? body.length / 2 : body.length;
        exchange.sendResponseHeaders(answer.status(), hungUp ? body.length : length == 0 ? -1 : length);
        if (length > 0) {
            OutputStream out = exchange.getResponseBody();
            out.write(body, 0, length);
            out.flush();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
