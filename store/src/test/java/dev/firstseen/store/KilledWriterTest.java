package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed (SIGKILL) leaves all of each transaction that it told, and of another all or nothing. */
class KilledWriterTest {
    private static final int KILLS = 20;

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedIsThere() throws Exception {
        Path file = folder.resolve("store.db");
        Random random = new Random(20261125);
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            long told = killAfter(file, 1 + random.nextInt(12), random.nextInt(4_000_000));
            try (Store store = Stores.open(new StoreSettings.SqliteFile(file))) {
                long count = Batches.count(store);
                assertThat(count).isBetween(Math.max(before, told), Math.max(before, told) + 1);
                before = count;
            }
            assertThat(integrity(file)).isEqualTo("ok");
            assertThat(unpacked())
                    .as("one library and its lock, not those of killed processes")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    private List<Path> unpacked() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("store.db.library"))) {
            return all.toList();
        }
    }

    /** The last number that the process told; it is killed some nanoseconds after it has told so many. */
    private static long killAfter(Path file, int numbers, long nanoseconds) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BatchWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = 0;
        try (BufferedReader told =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < numbers; i++) {
                last = Long.parseLong(told.readLine());
            }
            // Where in its next transaction it is struck is left to chance.
            for (long end = System.nanoTime() + nanoseconds; System.nanoTime() < end; ) {
                Thread.onSpinWait();
            }
            // Not the process itself, which would close what it still had to tell.
            process.toHandle().destroyForcibly();
            for (String line = told.readLine(); line != null && !line.isEmpty(); line = told.readLine()) {
                last = Math.max(last, whole(line));
            }
        }
        process.waitFor();
        return last;
    }

    /** A line may have been cut when the process was struck. */
    private static long whole(String line) {
        return line.chars().allMatch(Character::isDigit) ? Long.parseLong(line) : 0;
    }

    private static String integrity(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }
}
