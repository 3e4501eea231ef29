package dev.firstseen.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Writes lines of a file to standard output at a steady rate, over again where it ends, once the service that reads them
 * answers; asks it for its metrics then, and writes those that matter to standard error. It says how far it fell behind,
 * which the service does not know. Arguments: the file, lines a second, seconds, the address of the metrics.
 */
public final class PacedFeed {
    private static final String WANTED = "firstseen_arrival_to_outbox";
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_AT_ONCE = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpRequest metrics;
    private final int rate;
    private long written;
    private long behind;

    private PacedFeed(URI metrics, int rate) {
        this.metrics = HttpRequest.newBuilder(metrics).build();
        this.rate = rate;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PacedFeed feed = new PacedFeed(URI.create(arguments[3]), Integer.parseInt(arguments[1]));
        feed.await();
        feed.write(Path.of(arguments[0]), Integer.parseInt(arguments[2]), System.out);
        PrintStream errors = System.err;
        errors.println("Written " + feed.written + " lines, each at most " + feed.behind / 1_000_000 + " ms late.");
        feed.ask().lines().filter(line -> line.startsWith(WANTED)).forEach(errors::println);
    }

    private void await() throws IOException, InterruptedException {
        while (true) {
            try {
                ask();
                return;
            } catch (ConnectException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private String ask() throws IOException, InterruptedException {
        return client.send(metrics, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void write(Path file, int seconds, OutputStream out) throws IOException, InterruptedException {
        long all = (long) rate * seconds;
        long begin = System.nanoTime();
        while (written < all) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                boolean more = true;
                while (more && written < all) {
                    long due = Math.min(all, (System.nanoTime() - begin) * rate / SECOND + 1);
                    if (written == due) {
                        TimeUnit.MILLISECONDS.sleep(1);
                    }
                    more = write(lines, (int) Math.min(due - written, MOST_AT_ONCE), out);
                    behind = Math.max(behind, System.nanoTime() - begin - written * SECOND / rate);
                }
            }
        }
    }

    /** Writes some lines; false at the end of the file. */
    private boolean write(BufferedReader lines, int count, OutputStream out) throws IOException {
        StringBuilder some = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String line = lines.readLine();
            if (line == null) {
                break;
            }
            some.append(line).append('\n');
            written++;
        }
        out.write(some.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
        return count == 0 || !some.isEmpty();
    }
}
