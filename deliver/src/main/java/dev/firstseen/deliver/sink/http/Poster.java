package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.sink.Cut;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.secret.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Posts to one endpoint. Redirects are not followed: they would carry the credentials elsewhere. */
final class Poster implements AutoCloseable {
    /** Enough for the answer to a full bulk request. */
    private static final int LARGEST_ANSWER = 4 << 20;

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int EXCERPT = 200;

    private final Endpoint endpoint;
    private final HttpClient client;

    Poster(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(endpoint.trust().context())
                .connectTimeout(endpoint.patience())
                .build();
    }

    Answer post(URI to, String contentType, byte[] body, Map<String, String> headers) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(to)
                .timeout(endpoint.patience())
                .header("Content-Type", contentType)
                .header("User-Agent", "Firstseen")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        if (!endpoint.authorization().header().isEmpty()) {
            request.header("Authorization", endpoint.authorization().header());
        }
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), head -> new BoundedBody(LARGEST_ANSWER));
        try {
            // The request's own timeout ends with the headers; a body may drip for ever.
            HttpResponse<byte[]> got = answer.get(2 * endpoint.patience().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Got(
                    got.statusCode(),
                    new String(got.body(), StandardCharsets.UTF_8),
                    got.headers().firstValue("Retry-After").flatMap(Poster::retryAfter));
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return new Answer.Failed(endpoint.place() + " cannot be reached: " + shown(why) + '.');
        } catch (TimeoutException late) {
            return new Answer.Failed(endpoint.place() + " did not finish its answer in time.");
        } finally {
            answer.cancel(true);
        }
    }

    /** What a status means for all that was sent. */
    Outcome outcome(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> new Outcome.Retry(failed.sentence());
            case Answer.Got got -> outcome(got);
        };
    }

    private Outcome outcome(Answer.Got got) {
        int status = got.status();
        if (status >= 200 && status < 300) {
            return Outcome.Taken.TAKEN;
        }
        String said = endpoint.place() + " answered " + status + excerpt(got.body()) + '.';
        if (status < 400) {
            return new Outcome.Retry(said + " Redirects are not followed; give the final address.");
        }
        return switch (status) {
            case 401, 403, 407 -> new Outcome.Retry(said + " Check the credentials.");
            case 404, 405 -> new Outcome.Retry(said + " Check the address.");
            case 408, 425, 429 -> new Outcome.Retry(said, got.retryAfter());
            default -> status < 500 ? new Outcome.Refused(said) : new Outcome.Retry(said, got.retryAfter());
        };
    }

    /** A text of the receiver's, made safe: short, visible and without secrets. */
    String shown(String text) {
        List<Secret> secrets = new ArrayList<>(endpoint.authorization().secrets());
        secrets.add(endpoint.address());
        String path = endpoint.uri().getRawPath();
        if (path != null && path.length() > 1) {
            secrets.add(Secret.of(path));
        }
        String safe = text;
        for (Secret secret : secrets) {
            safe = safe.replace(secret.reveal(), "***");
        }
        return Cut.line(safe, EXCERPT);
    }

    URI address() {
        return endpoint.uri();
    }

    URI below(String path) {
        return endpoint.below(path);
    }

    String place() {
        return endpoint.place();
    }

    private String excerpt(String body) {
        String text = body.substring(0, Math.min(body.length(), 2_000)).strip();
        return text.isEmpty() ? "" : ": " + shown(text);
    }

    /** Seconds or a date; at most an hour, since a receiver may write anything. */
    private static Optional<Duration> retryAfter(String text) {
        Duration wait;
        try {
            wait = text.matches("\\d{1,9}")
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            Instant.now(),
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
        if (wait.isNegative()) {
            return Optional.of(Duration.ZERO);
        }
        return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
