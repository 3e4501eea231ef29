package dev.firstseen.flink.sink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.engine.event.Document;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** An index in this process: it takes documents by {@code _bulk}, and answers badly when it is told to. */
final class BulkIndex implements AutoCloseable {
    private final HttpServer server;
    private final SortedMap<String, String> documents = new TreeMap<>();
    private final List<String> taken = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();

    BulkIndex() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/alerts/_bulk", this::handle);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request is answered with a status, though its documents are taken: the answer is lost on its way. */
    synchronized void loseAnswer(int status) {
        answers.add(status);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        List<String> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            String id = fields(lines.get(i)).text("index._id").orElseThrow();
            items.add("{\"index\":{\"status\":" + (documents.put(id, lines.get(i + 1)) == null ? 201 : 200) + "}}");
            taken.add(id);
        }
        byte[] body =
                ("{\"errors\":false,\"items\":[" + String.join(",", items) + "]}").getBytes(StandardCharsets.UTF_8);
        Integer status = answers.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static WrittenFields fields(String json) {
        return new WrittenFields(new Document(JsonText.object(json.getBytes(StandardCharsets.UTF_8))));
    }

    /** The ids of all documents. */
    synchronized List<String> ids() {
        return List.copyOf(documents.keySet());
    }

    /** A document that is there. */
    synchronized WrittenFields document(String id) {
        return fields(Objects.requireNonNull(documents.get(id)));
    }

    /** The ids of all that came, as often as they came. */
    synchronized List<String> taken() {
        return List.copyOf(taken);
    }

    /** The header of each request; {@code null} where there was none. */
    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
