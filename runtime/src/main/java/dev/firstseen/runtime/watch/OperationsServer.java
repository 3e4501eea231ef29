package dev.firstseen.runtime.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers {@code /health} (200 where all is well, else 503 with the troubles) and {@code /metrics} (Prometheus). */
public final class OperationsServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private OperationsServer(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts answering.
     *
     * @throws UncheckedIOException where the address is taken
     */
    public static OperationsServer start(InetSocketAddress address, Watch watch) {
        try {
            HttpServer server = HttpServer.create(address, 16);
            OperationsServer operations = new OperationsServer(server);
            server.createContext("/health", exchange -> health(exchange, watch.troubles()));
            server.createContext(
                    "/metrics",
                    exchange -> send(
                            exchange,
                            200,
                            "text/plain; version=0.0.4; charset=utf-8",
                            watch.metrics().scrape()));
            server.setExecutor(operations.threads);
            server.start();
            return operations;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    /** The port at which it answers. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void health(HttpExchange exchange, List<String> troubles) throws IOException {
        SequencedMap<String, Value> answer = new LinkedHashMap<>();
        answer.put("status", Value.of(troubles.isEmpty() ? "ok" : "trouble"));
        answer.put("troubles", Value.of(troubles));
        send(
                exchange,
                troubles.isEmpty() ? 200 : 503,
                "application/json",
                JsonWriter.text(new Value.Members(answer)) + "\n");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
