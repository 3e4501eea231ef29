package dev.firstseen.collect.push;

import com.sun.net.httpserver.HttpServer;
import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.http.HttpServers;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.IntConsumer;

/**
 * Takes records by HTTP: POST to {@code /v1/records}, in any shape that is read, gzip or not. The answer comes after the
 * commit and says how many records there were, so a client that sends again whatever was answered 503, or not at all, loses
 * nothing; what it sends twice is told by its ids.
 *
 * @param listening told the port when the endpoint is there
 */
public record PushSource(String name, PushSettings settings, SourceClock clock, IntConsumer listening)
        implements Source {

    static final String PATH = "/v1/records";

    private static final Duration RETRY = Duration.ofSeconds(10);

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        BlockingQueue<Push> pushes = new LinkedBlockingQueue<>();
        HttpServer server = open(intake);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                server.setExecutor(threads);
                server.createContext("/", new PushHandler(settings, pushes));
                server.start();
                listening.accept(server.getAddress().getPort());
                while (true) {
                    Push push = pushes.take();
                    Load load = new Load(name + " from " + push.sender(), push.body(), clock.now());
                    intake.accept(Parcel.of(name, List.of(load), CursorChange.NONE, List.of())
                            .heardBy(push::commit));
                }
            } finally {
                server.stop(0);
                threads.shutdownNow();
            }
        }
    }

    /** Listens; again and again where the address is taken. */
    private HttpServer open(Intake intake) throws InterruptedException {
        Health health = new Health("endpoint", intake);
        while (true) {
            try {
                HttpServer server = HttpServers.on(settings.address());
                health.well();
                return server;
            } catch (IOException taken) {
                String sentence = "It cannot listen on %s: %s."
                        .formatted(settings.address(), Wording.printable(String.valueOf(taken.getMessage())));
                health.failing(clock.now(), sentence, clock.now().plus(RETRY));
                clock.pause(RETRY);
            }
        }
    }
}
