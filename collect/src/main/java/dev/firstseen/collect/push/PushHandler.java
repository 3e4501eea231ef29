package dev.firstseen.collect.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.firstseen.collect.Receipt;
import dev.firstseen.collect.http.HttpAsker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Answers requests. A stranger without the token gets 401 before anything of his body is read. */
final class PushHandler implements HttpHandler {

    private static final String SCHEME = "bearer ";

    private final PushSettings settings;
    private final BlockingQueue<Push> pushes;
    /** Bounds what bodies take of memory. */
    private final Semaphore places;

    PushHandler(PushSettings settings, BlockingQueue<Push> pushes) {
        this.settings = settings;
        this.pushes = pushes;
        this.places = new Semaphore(settings.mostWaiting());
    }

    private record Answer(int status, String sentence) {}

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            if (answer.status() == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            if (answer.status() == 503) {
                exchange.getResponseHeaders().set("Retry-After", "5");
            }
            if (answer.status() != 200) {
                // What is left of the body is not read.
                exchange.getResponseHeaders().set("Connection", "close");
            }
            byte[] sentence = (answer.sentence() + "\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(answer.status(), sentence.length);
            exchange.getResponseBody().write(sentence);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        if (!isAuthorized(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, "The bearer token is missing or wrong.");
        }
        if (!exchange.getRequestURI().getPath().equals(PushSource.PATH)) {
            return new Answer(404, "Records are sent to " + PushSource.PATH + ".");
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return new Answer(405, "Records are sent by POST.");
        }
        if (!places.tryAcquire()) {
            return new Answer(503, "Too many requests wait for their commit.");
        }
        try {
            return take(exchange);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Answer(503, "The service is stopping.");
        } finally {
            places.release();
        }
    }

    private boolean isAuthorized(@Nullable String header) {
        return header != null
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && settings.token().matches(header.substring(SCHEME.length()).strip());
    }

    private Answer take(HttpExchange exchange) throws IOException, InterruptedException {
        InputStream body = exchange.getRequestBody();
        byte[] bytes = body.readNBytes(settings.mostBytes() + 1);
        if (bytes.length > settings.mostBytes()) {
            return new Answer(413, "A request is at most %,d bytes.".formatted(settings.mostBytes()));
        }
        String coding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (coding != null && coding.equalsIgnoreCase("gzip")) {
            try {
                bytes = HttpAsker.unpacked(bytes, settings.mostBytes());
            } catch (IOException broken) {
                return new Answer(
                        400,
                        "The body is not gzip, or unpacks to more than %,d bytes.".formatted(settings.mostBytes()));
            }
        } else if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return new Answer(415, "A body is plain or gzip.");
        }
        Push push = new Push(exchange.getRemoteAddress().getAddress().getHostAddress(), bytes);
        if (!pushes.offer(push)) {
            return new Answer(503, "The service is behind.");
        }
        return push.awaitCommit(settings.patience())
                .map(PushHandler::committed)
                .orElseGet(() -> new Answer(503, "It is not committed yet; send it again."));
    }

    /** What nothing can be made of is the sender's mistake, and would be again. */
    private static Answer committed(Receipt receipt) {
        String failures = String.join(" ", receipt.failures());
        if (receipt.usable() > 0) {
            return new Answer(
                    200,
                    "Committed: %d records, and %d that could not be used. %s"
                            .formatted(receipt.usable(), receipt.unusable(), failures)
                            .strip());
        }
        return new Answer(
                400,
                receipt.unusable() > 0
                        ? "None of the %d records could be used. %s"
                                .formatted(receipt.unusable(), failures)
                                .strip()
                        : ("There is no record in it. " + failures).strip());
    }
}
