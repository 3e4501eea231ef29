package dev.firstseen.collect.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.Receipt;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.secret.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushSourceTest {

    private static final Secret TOKEN = Secret.of("correct horse battery staple");
    private static final PushSettings SETTINGS =
            PushSettings.onLoopback(0, TOKEN).bytes(1_000).waiting(2, Duration.ofMinutes(1));

    private final HttpClient client = HttpClient.newHttpClient();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private Thread thread = new Thread(() -> {});

    private void start(Intake intake) {
        start(intake, SETTINGS);
    }

    private void start(Intake intake, PushSettings settings) {
        PushSource source = new PushSource("push", settings, SourceClock.system(), port::complete);
        thread = Thread.ofPlatform().start(() -> {
            try {
                source.run(Cursor.START, intake);
            } catch (InterruptedException stopped) {
                // As the test wants it.
            }
        });
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
        client.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port.join(), path)))
                .header("Authorization", "Bearer " + TOKEN.reveal());
    }

    private int status(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder records(byte[] body) {
        return request(PushSource.PATH).POST(HttpRequest.BodyPublishers.ofByteArray(body));
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    @Test
    void recordsAreAnsweredWhenTheyAreCommitted() throws IOException, InterruptedException {
        Committing committed = new Committing().reading();
        start(committed);
        assertThat(status(records(record("a").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(200);
        byte[] packed = gzip(record("b").getBytes(StandardCharsets.UTF_8));
        assertThat(status(records(packed).header("Content-Encoding", "gzip"))).isEqualTo(200);
        assertThat(committed.ids()).containsExactly("a", "b");
    }

    private static String record(String id) {
        return "{\"Id\":\"%s\",\"CreationTime\":\"2026-03-01T00:00:00\",\"Workload\":\"Exchange\"}\n".formatted(id);
    }

    @Test
    void theAnswerSaysWhatCouldBeUsed() throws IOException, InterruptedException {
        start(new Committing().reading());
        HttpResponse<String> some = answer(record("a") + "no record\n" + record("b"));
        assertThat(some.statusCode()).isEqualTo(200);
        assertThat(some.body()).isEqualTo("Committed: 2 records, and 1 that could not be used.\n");
        HttpResponse<String> none = answer("{\"Id\":\"a\"}\n");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).isEqualTo("The record could not be used.\n");
        HttpResponse<String> text = answer("hello");
        assertThat(text.statusCode()).isEqualTo(400);
        assertThat(text.body()).startsWith("There is no record in it. It is neither JSON nor a CSV");
        assertThat(answer("").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> answer(String body) throws IOException, InterruptedException {
        return client.send(
                records(body.getBytes(StandardCharsets.UTF_8)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whoHasNoTokenGetsNowhere() throws IOException, InterruptedException {
        Committing committed = new Committing().reading();
        start(committed);
        for (String header : new String[] {"Bearer wrong", "Bearer ", "Basic " + TOKEN.reveal(), TOKEN.reveal()}) {
            HttpRequest.Builder request = records(new byte[10]).setHeader("Authorization", header);
            assertThat(status(request)).isEqualTo(401);
        }
        assertThat(committed.parcels()).isEmpty();
        assertThat(committed.everything()).doesNotContain(TOKEN.reveal());
    }

    @Test
    void whatIsTooLargeOrUnpacksToTooMuchIsRefused() throws IOException, InterruptedException {
        start(new Committing().reading());
        assertThat(status(records(new byte[1_001]))).isEqualTo(413);
        assertThat(status(records(gzip(new byte[100_000])).header("Content-Encoding", "gzip")))
                .isEqualTo(400);
        assertThat(status(records(new byte[10]).header("Content-Encoding", "gzip")))
                .isEqualTo(400);
        assertThat(status(records(new byte[10]).header("Content-Encoding", "br")))
                .isEqualTo(415);
        assertThat(status(request("/else").POST(HttpRequest.BodyPublishers.noBody())))
                .isEqualTo(404);
        assertThat(status(request(PushSource.PATH).GET())).isEqualTo(405);
    }

    @Test
    void whatIsNotCommittedIsNotConfirmed() throws IOException, InterruptedException {
        start(new Behind(), SETTINGS.waiting(2, Duration.ofMillis(200)));
        HttpResponse<String> answer =
                client.send(records(new byte[] {'{', '}'}).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    /** However often a shipper tries again, no more is held. */
    @Test
    void whatWaitsForItsCommitTakesAPlaceUntilThen() throws IOException, InterruptedException {
        Behind behind = new Behind();
        start(behind, SETTINGS.waiting(2, Duration.ofMillis(200)));
        for (int i = 0; i < 2; i++) {
            assertThat(answer(record("a")).body()).startsWith("It is not committed yet");
        }
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> turnedAway = answer(record("a"));
            assertThat(turnedAway.statusCode()).isEqualTo(503);
            assertThat(turnedAway.body()).isEqualTo("Too many requests wait for their commit.\n");
        }
        assertThat(behind.parcels).hasSize(2);
        behind.parcels.forEach(parcel -> parcel.committed().accept(new Receipt(1, 0, List.of())));
        assertThat(answer(record("a")).body()).startsWith("It is not committed yet");
    }

    @Test
    void whatNobodyTookInTimeIsDropped() throws IOException, InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Behind full = new Behind() {
            @Override
            public void accept(Parcel parcel) throws InterruptedException {
                super.accept(parcel);
                never.await();
            }
        };
        start(full, SETTINGS.waiting(2, Duration.ofMillis(200)));
        for (int i = 0; i < 4; i++) {
            assertThat(answer(record("a")).body()).startsWith("It is not committed yet");
        }
        assertThat(full.parcels).hasSize(1);
    }

    /** A service that never commits. */
    private static class Behind implements Intake {
        final List<Parcel> parcels = new CopyOnWriteArrayList<>();

        @Override
        public void accept(Parcel parcel) throws InterruptedException {
            parcels.add(parcel);
        }

        @Override
        public void report(Condition condition) {}

        @Override
        public void progress(Progress progress) {}
    }
}
