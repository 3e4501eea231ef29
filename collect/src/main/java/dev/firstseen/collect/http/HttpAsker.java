package dev.firstseen.collect.http;

import dev.firstseen.engine.secret.Secret;
import dev.firstseen.microsoft.container.Gzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests and takes in whole answers, within the limits. Safe for use by many threads. */
public final class HttpAsker implements AutoCloseable {

    private static final String AGENT = "firstseen";

    private final HttpLimits limits;
    private final HttpClient client;

    public HttpAsker(HttpLimits limits) {
        this.limits = limits;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limits.connecting())
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /** Reads; the token, where there is one, goes along as a bearer token. */
    public Reply get(URI uri, Optional<Secret> token) throws InterruptedException {
        return send(request(uri, token).GET().build());
    }

    /** Sends a body, or nothing where it is empty. */
    public Reply post(URI uri, Optional<Secret> token, String contentType, String body) throws InterruptedException {
        HttpRequest.BodyPublisher publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return send(request(uri, token)
                .header("Content-Type", contentType)
                .POST(publisher)
                .build());
    }

    private static HttpRequest.Builder request(URI uri, Optional<Secret> token) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").header("User-Agent", AGENT);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        return request;
    }

    private Reply send(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, head -> new BoundedBody(limits.body()));
        try {
            // A deadline for the body too, which the client's own timeout does not cover.
            HttpResponse<byte[]> whole = answer.get(limits.answering().toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answered(whole.statusCode(), whole.headers(), unpacked(whole));
        } catch (TimeoutException late) {
            return new Reply.Broken(tooSlow(), true);
        } catch (ExecutionException failure) {
            return broken(failure.getCause() == null ? failure : failure.getCause());
        } catch (IOException unpacking) {
            return broken(unpacking);
        } finally {
            // Hangs up where the answer is no longer waited for.
            answer.cancel(true);
        }
    }

    private String tooSlow() {
        return "The answer did not come within %s.".formatted(Wording.of(limits.answering()));
    }

    private Reply broken(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof BoundedBody.Exceeded) {
                return new Reply.TooLarge(limits.body());
            }
        }
        boolean reached = !(failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof SSLHandshakeException);
        String message = failure.getMessage();
        return new Reply.Broken(
                "The connection failed (%s)."
                        .formatted(Wording.printable(
                                message == null ? failure.getClass().getSimpleName() : message)),
                reached);
    }

    private byte[] unpacked(HttpResponse<byte[]> whole) throws IOException {
        boolean packed = whole.headers()
                .firstValue("Content-Encoding")
                .filter(coding -> coding.strip().equalsIgnoreCase("gzip"))
                .isPresent();
        if (!packed || whole.body().length == 0) {
            return whole.body();
        }
        return unpacked(new ByteArrayInputStream(whole.body()), limits.body());
    }

    /**
     * Unpacks gzip up to a limit.
     *
     * @throws IOException where it is broken or unpacks to more than the limit
     */
    public static byte[] unpacked(InputStream gzip, long limit) throws IOException {
        try (InputStream unpacking = new Gzip(gzip)) {
            byte[] bytes = unpacking.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
            if (bytes.length > limit) {
                throw new BoundedBody.Exceeded(limit);
            }
            return bytes;
        }
    }

    @Override
    public void close() {
        // Not close(), which would wait for answers that stall.
        client.shutdownNow();
    }
}
