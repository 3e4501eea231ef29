package dev.firstseen.collect.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.collect.Committing;
import dev.firstseen.collect.Receipt;
import dev.firstseen.collect.simulation.SteppedClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardInputSourceTest {

    private static StandardInputSource source(InputStream input) {
        return new StandardInputSource("stdin", input, new SteppedClock(Looks.START, Looks.START));
    }

    private static Committing read(String text) {
        return new Committing().run(source(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))));
    }

    private static String record(int id) {
        return "{\"Id\":\"r%d\",\"CreationTime\":\"2026-03-01T00:00:00\",\"Operation\":\"a\",\"Workload\":\"Exchange\"}"
                .formatted(id);
    }

    @Test
    void itIsReadToItsEnd() {
        Committing committed = read(record(1) + "\n" + record(2) + "\n" + record(3));
        assertThat(committed.ids()).containsExactly("r1", "r2", "r3");
        assertThat(committed.conditions()).isEmpty();
    }

    /** The writer waits with the next record for the commit of the one before: held back, it would wait for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "{\"records\":[%s]}\n", "#TYPE a\nRecordId,AuditData\n1,\"%s\"\n", "[%s,\n"})
    @Timeout(60)
    void rowsAreHandedOverAsTheyCome(String first) throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream input = new PipedInputStream(writer)) {
            boolean table = first.startsWith("#");
            send(writer, first.formatted(table ? quoted(record(0)) : record(0)));
            Committing committed = new Committing();
            committed.until(so -> {
                int next = (int) so.receipt().records();
                if (next < 20) {
                    send(writer, following(first, next));
                }
                return next == 20;
            });
            committed.run(source(input));
            assertThat(committed.receipt()).isEqualTo(new Receipt(20, 0, List.of()));
        }
    }

    private static String following(String first, int id) {
        return switch (first.charAt(0)) {
            case '#' -> "%d,\"%s\"\n".formatted(id, quoted(record(id)));
            case '[' -> record(id) + ",\n";
            default -> first.formatted(record(id));
        };
    }

    private static String quoted(String json) {
        return json.replace("\"", "\"\"");
    }

    private static void send(PipedOutputStream writer, String text) {
        try {
            writer.write(text.getBytes(StandardCharsets.UTF_8));
            writer.flush();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    @Test
    @Timeout(60)
    void aLineThatIsNoRecordTakesNoOtherWithIt() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream();
                PipedInputStream input = new PipedInputStream(writer)) {
            send(writer, record(0) + "\n");
            Committing committed = new Committing();
            committed.until(so -> {
                if (so.ids().size() == 1) {
                    send(writer, "garbage\n" + record(1) + "\n" + record(2) + "\n");
                }
                return so.ids().size() == 3;
            });
            committed.run(source(input));
            assertThat(committed.receipt()).isEqualTo(new Receipt(4, 1, List.of()));
        }
    }
}
