package dev.firstseen.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firstseen.flink.fold.SeenTermCoding;
import dev.firstseen.flink.wire.Coded;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.util.SerializedThrowable;
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
    void aJobThatRanAndFailedIsNotToldAsOneThatWasNotSubmitted() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.copy(SavepointTest.MADE.resolve("first.ndjson"), logs.resolve("first.ndjson"));
        String configuration = configuration();
        FirstseenJob refused = new FirstseenJob();
        assertThat(refused.execute(new PrintWriter(said, true), "--config", configuration))
                .isEqualTo(2);
        assertThat(refused.end()).isEqualTo("The job was not submitted.");
        said.getBuffer().setLength(0);
        Files.writeString(folder.resolve("alerts"), "A file, where there should be a folder.");
        FirstseenJob failed = new FirstseenJob();
        assertThat(failed.execute(new PrintWriter(said, true), "--local", "--config", configuration))
                .isEqualTo(70);
        assertThat(said.toString()).contains("firstseen: the job failed: ");
        assertThat(failed.end()).isEqualTo("The job was submitted, and failed.");
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
                .isEqualToNormalizingNewlines(
                        "firstseen: There is no checkpoint or savepoint gone to go on from: a folder of one holds a file _metadata.\n");
    }

    private String resumed(String from) throws IOException {
        said.getBuffer().setLength(0);
        assertThat(run("--local", "--config", configuration(), "--resume", from))
                .isEqualTo(2);
        return said.toString();
    }

    @Test
    void whatCannotBeGoneOnFromIsToldBeforeTheJobBegins() throws Exception {
        Files.createDirectories(folder.resolve("logs"));
        assertThat(resumed("file:x"))
                .startsWith("firstseen: file:x is no address of a checkpoint or savepoint: name a folder");
        Path noise = Files.createDirectories(folder.resolve("noise"));
        assertThat(resumed(noise.toString())).contains("There is no checkpoint or savepoint " + noise);
        Files.writeString(noise.resolve("_metadata"), "none");
        assertThat(resumed(noise.toString())).contains(noise + " is no checkpoint or savepoint to go on from: ");
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        try (InputStream packed =
                new GZIPInputStream(Files.newInputStream(SavepointTest.MADE.resolve("version1.gz")))) {
            Files.copy(packed, foreign.resolve("_metadata"));
        }
        // It was made with another source and with playbooks.
        assertThat(resumed(foreign.toUri().toString())).contains(" is of another job: of the ");
    }

    /** What fails in a task comes out of Flink in exceptions of its own, and as bytes. */
    @Test
    void stateOfANewerBuildIsToldAsUnusable() {
        byte[] newer = {40};
        Throwable told = catchThrowable(() -> Coded.value(new SeenTermCoding(), newer));
        SerializedThrowable failed = new SerializedThrowable(new IOException("the task failed", told));
        assertThat(FirstseenJob.unusable(new JobExecutionException(new JobID(), "the job failed", failed)))
                .hasValueSatisfying(why -> assertThat(why)
                        .startsWith("The state was written by a newer build (SeenTermCoding in version 20,"));
        assertThat(FirstseenJob.unusable(new IOException("something else"))).isEmpty();
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
