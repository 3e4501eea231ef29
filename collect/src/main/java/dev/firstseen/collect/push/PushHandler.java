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
    /** Bounds what bodies take of memory, from before they are read until they are committed. */
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
        return places.tryAcquire() ? take(exchange) : new Answer(503, "Too many requests wait for their commit.");
    }

    private Answer take(HttpExchange exchange) throws IOException {
        boolean waits = false;
        try {
            Push push = new Push(
                    exchange.getRemoteAddress().getAddress().getHostAddress(), body(exchange), places::release);
            pushes.add(push);
            waits = true;
            return push.awaitCommit(settings.patience())
                    .map(PushHandler::committed)
                    .orElseGet(() -> uncommitted(push));
        } catch (Refused refused) {
            return refused.answer;
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return new Answer(503, "The service is stopping.");
        } finally {
            if (!waits) {
                places.release();
            }
        }
    }

    /** Nobody waits for it any more. What has not gone on yet is dropped. */
    private Answer uncommitted(Push push) {
        if (pushes.remove(push)) {
            places.release();
        }
        return new Answer(503, "It is not committed yet; send it again.");
    }

    private boolean isAuthorized(@Nullable String header) {
        return header != null
                && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                && settings.token().matches(header.substring(SCHEME.length()).strip());
    }

    /** A body that is not taken. */
    private static final class Refused extends Exception {
        private final transient Answer answer;

        Refused(int status, String sentence) {
            super(sentence);
            this.answer = new Answer(status, sentence);
        }
    }

    private byte[] body(HttpExchange exchange) throws IOException, Refused {
        InputStream body = exchange.getRequestBody();
        String coding = exchange.getRequestHeaders().getFirst("Content-Encoding");
        if (coding == null || coding.equalsIgnoreCase("identity")) {
            byte[] bytes = body.readNBytes(settings.mostBytes() + 1);
            if (bytes.length > settings.mostBytes()) {
                throw new Refused(413, "A request is at most %,d bytes.".formatted(settings.mostBytes()));
            }
            return bytes;
        }
        if (!coding.equalsIgnoreCase("gzip")) {
            throw new Refused(415, "A body is plain or gzip.");
        }
        try {
            return HttpAsker.unpacked(body, settings.mostBytes());
        } catch (IOException broken) {
            throw new Refused(
                    400, "The body is not gzip, or unpacks to more than %,d bytes.".formatted(settings.mostBytes()));
        }
    }

    /** What nothing can be made of is the sender's mistake, and would be again. */
    private static Answer committed(Receipt receipt) {
        String failures = String.join(" ", receipt.failures());
        if (receipt.usable() > 0) {
            return told(
                    200,
                    "Committed: %d %s, and %d that could not be used."
                            .formatted(
                                    receipt.usable(), receipt.usable() == 1 ? "record" : "records", receipt.unusable()),
                    failures);
        }
        if (receipt.unusable() == 0) {
            return told(400, "There is no record in it.", failures);
        }
        return told(
                400,
                receipt.unusable() == 1
                        ? "The record could not be used."
                        : "None of the %d records could be used.".formatted(receipt.unusable()),
                failures);
    }

    private static Answer told(int status, String sentence, String failures) {
        return new Answer(status, (sentence + " " + failures).strip());
    }
}
