package dev.firstseen.deliver.sink.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Payload;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.SinkContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NdjsonFileSinkTest extends SinkContract {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("alerts.ndjson");
    }

    private Sink sink(Path file, long largest, int kept) {
        return new NdjsonFileSink(new FileSettings(file, Payload.ECS, largest, kept));
    }

    @Override
    protected Receiver start() {
        return new Receiver() {
            @Override
            public Sink sink() {
                return NdjsonFileSinkTest.this.sink(file(), 1 << 30, 3);
            }

            @Override
            public Sink unreachable() {
                return NdjsonFileSinkTest.this.sink(folder.resolve("missing/alerts.ndjson"), 1 << 30, 3);
            }

            @Override
            public List<Received> received() throws Exception {
                return read(file());
            }

            @Override
            public void close() {}
        };
    }

    private static List<Receiver.Received> read(Path file) throws Exception {
        List<Receiver.Received> received = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode json = JSON.readTree(line);
                received.add(new Receiver.Received(
                        json.at("/firstseen/notice/id").stringValue(),
                        json.at("/user/id").asString("")));
            }
        }
        return received;
    }

    @Test
    void whatIsInTheWayIsKnownBeforeAnythingIsWritten() throws Exception {
        Path file = folder.resolve("later/alerts.ndjson");
        try (Sink sink = sink(file, 1 << 30, 3)) {
            assertThat(sink.obstacle()).contains("file " + file + ": its folder is not there.");
            Files.createDirectory(file.getParent());
            assertThat(sink.obstacle()).isEmpty();
            assertThat(file).doesNotExist();
            Files.createDirectory(file);
            assertThat(sink.obstacle()).contains("file " + file + ": it is a folder.");
        }
    }

    @Test
    void aFolderThatIsNotThereIsSaidSo() throws Exception {
        Path file = folder.resolve("missing/alerts.ndjson");
        try (Sink sink = sink(file, 1 << 30, 3)) {
            assertThat(sink.deliver(Notices.many(1)).outcomes())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.sentence())
                                    .isEqualTo("file %s: its folder is not there.".formatted(file)));
        }
    }

    @Override
    protected String seen(String user) {
        return user;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 70_000, 200_000})
    void aTornLineIsCutOff(int torn) throws Exception {
        try (Sink sink = receiver.sink()) {
            sink.deliver(Notices.many(2));
        }
        Files.writeString(file(), "{" + "x".repeat(torn - 1), StandardOpenOption.APPEND);
        try (Sink sink = receiver.sink()) {
            sink.deliver(Notices.many(1));
        }
        assertThat(receiver.received().stream().map(Receiver.Received::id))
                .containsExactly("alert-0", "alert-1", "alert-0");
    }

    @Test
    void aFileWithoutAnyLineEndIsTornWhole() throws Exception {
        Files.writeString(file(), "{\"torn");
        try (Sink sink = receiver.sink()) {
            sink.deliver(Notices.many(1));
        }
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void fullFilesMoveAside() throws Exception {
        List<Notice> notices = Notices.many(5);
        try (Sink sink = sink(file(), 1, 2)) {
            for (Notice notice : notices) {
                assertThat(sink.deliver(List.of(notice)).outcomes()).containsOnly(Outcome.Taken.TAKEN);
            }
        }
        assertThat(read(file())).extracting(Receiver.Received::id).containsExactly("alert-4");
        assertThat(read(folder.resolve("alerts.ndjson.1")))
                .extracting(Receiver.Received::id)
                .containsExactly("alert-3");
        assertThat(read(folder.resolve("alerts.ndjson.2")))
                .extracting(Receiver.Received::id)
                .containsExactly("alert-2");
        assertThat(folder.resolve("alerts.ndjson.3")).doesNotExist();
    }
}
