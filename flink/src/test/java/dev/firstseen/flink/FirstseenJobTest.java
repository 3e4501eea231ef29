package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command says, and its status. */
class FirstseenJobTest {
    private final StringWriter said = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private int run(String... arguments) {
        return FirstseenJob.run(new PrintWriter(said, true), arguments);
    }

    private String configuration() throws IOException {
        return Files.writeString(folder.resolve("job.toml"), """
                [rules]
                paths = ["%s"]
                [[source]]
                type = "folder"
                path = "logs"
                [[sink]]
                type = "folder"
                path = "alerts"
                [flink]
                bounded = true
                """.formatted(SavepointTest.MADE.resolve("rules")))
                .toString();
    }

    @Test
    void withoutAClusterItRefuses() throws Exception {
        assertThat(run("--config", configuration())).isEqualTo(2);
        assertThat(said.toString())
                .isEqualToNormalizingNewlines(
                        "firstseen: There is no cluster here: run the job in this process with --local, or submit it with 'flink run'.\n");
    }

    @Test
    void whatIsNotThereIsToldBeforeTheJobBegins() throws Exception {
        assertThat(run("--local", "--config", configuration())).isEqualTo(2);
        assertThat(said.toString())
                .isEqualToNormalizingNewlines(
                        "firstseen: There is no file or folder %s, which the source 'folder' names.\n"
                                .formatted(folder.resolve("logs")));
        Files.createDirectories(folder.resolve("logs"));
        said.getBuffer().setLength(0);
        assertThat(run("--local", "--config", configuration(), "--resume", "gone"))
                .isEqualTo(2);
        assertThat(said.toString())
                .isEqualToNormalizingNewlines("firstseen: There is no checkpoint or savepoint gone to go on from.\n");
    }

    @Test
    void itEndsWithWhatItRead() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.copy(SavepointTest.MADE.resolve("first.ndjson"), logs.resolve("first.ndjson"));
        Files.writeString(logs.resolve("page.html"), "<html></html>");
        int alerts = Twin.documents(Twin.rules(SavepointTest.MADE.resolve("rules")), logs)
                .size();
        assertThat(run("--local", "--config", configuration())).isZero();
        assertThat(said.toString())
                .endsWith("The job has ended: %d records read, 1 file that cannot be read to its end, %d alerts.%n"
                        .formatted(
                                Files.readAllLines(logs.resolve("first.ndjson")).size(), alerts));
    }
}
