package dev.firstseen.runtime.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firstseen.collect.http.HttpServers;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code /health} (200 where all is well, else 503 with the troubles) and {@code /metrics} (Prometheus). */
public final class OperationsServer implements AutoCloseable {
    private static final String GET = "GET";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private OperationsServer(HttpServer server) {
        this.server = server;
    }

    /** What it tells. */
    public interface Told {

        /** What is wrong now. */
        List<Trouble> troubles();

        /** What is measured, in Prometheus's format. */
        String measured();
    }

    private record Answer(int status, String type, String text) {}

    /**
     * Takes an address, and lets those who ask wait until {@link #answer}.
     *
     * @throws IOException where the address is taken or not this machine's
     */
    public static OperationsServer at(InetSocketAddress address) throws IOException {
        return new OperationsServer(HttpServers.on(address));
    }

    /** Starts answering. */
    public void answer(Told told) {
        server.createContext("/", exchange -> send(exchange, told));
        server.setExecutor(threads);
        server.start();
    }

    /** The port at which it answers. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static Answer health(List<Trouble> troubles) {
        SequencedMap<String, Value> answer = new LinkedHashMap<>();
        answer.put("status", Value.of(troubles.isEmpty() ? "ok" : "trouble"));
        answer.put(
                "troubles",
                Value.of(troubles.stream().map(Trouble::sentence).distinct().toList()));
        return new Answer(
                troubles.isEmpty() ? 200 : 503, "application/json", JsonWriter.text(new Value.Members(answer)) + "\n");
    }

    private static void send(HttpExchange exchange, Told told) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange, told);
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Answer answer(HttpExchange exchange, Told told) {
        String path = exchange.getRequestURI().getPath();
        if (!"/health".equals(path) && !"/metrics".equals(path)) {
            return new Answer(404, "text/plain", "There are /health and /metrics.\n");
        }
        if (!exchange.getRequestMethod().equals(GET)) {
            exchange.getResponseHeaders().set("Allow", GET);
            return new Answer(405, "text/plain", "Ask by GET.\n");
        }
        return "/health".equals(path)
                ? health(told.troubles())
                : new Answer(200, "text/plain; version=0.0.4; charset=utf-8", told.measured());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
