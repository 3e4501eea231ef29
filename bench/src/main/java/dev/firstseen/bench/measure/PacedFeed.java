package dev.firstseen.bench.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes lines of a file to standard output at a steady rate, over again where it ends, and then asks the service that reads
 * them for its metrics: those of a prefix go to standard error. Arguments: the file, lines a second, seconds, the address of
 * the metrics.
 */
public final class PacedFeed {
    private static final String WANTED = "firstseen_arrival_to_outbox";
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(2);

    private PacedFeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Path.of(arguments[0]);
        int rate = Integer.parseInt(arguments[1]);
        long lines = (long) rate * Integer.parseInt(arguments[2]);
        // Unbuffered: what is due is written at once.
        write(file, rate, lines, System.out);
        String metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(arguments[3])).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        PrintStream errors = System.err;
        metrics.lines().filter(line -> line.startsWith(WANTED)).forEach(errors::println);
    }

    private static void write(Path file, int rate, long lines, OutputStream out) throws IOException {
        long begin = System.nanoTime();
        long written = 0;
        while (written < lines) {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                String line = reader.readLine();
                while (line != null && written < lines) {
                    long due = Math.min(lines, (System.nanoTime() - begin) * rate / 1_000_000_000L + 1);
                    StringBuilder some = new StringBuilder();
                    while (line != null && written < due) {
                        some.append(line).append('\n');
                        written++;
                        line = reader.readLine();
                    }
                    out.write(some.toString().getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    LockSupport.parkNanos(TICK);
                }
            }
        }
    }
}
