package dev.firstseen.collect.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecesTest {

    private static final int ROWS = 40_000;
    private static final Pattern ID = Pattern.compile("<(\\d+)>");

    /** A content of this shape with so many rows, several pieces long. */
    private static String content(String shape) {
        String filling = "x".repeat(200);
        return switch (shape) {
            case "lines" -> rows(i -> "{\"Id\":\"<%d>\",\"a\":\"%s\"}".formatted(i, filling), "\n") + "\n";
            case "lines without an end" -> rows(i -> "{\"Id\":\"<%d>\",\"a\":\"%s\"}".formatted(i, filling), "\n");
            case "array" -> "[" + rows(i -> "{\"Id\":\"<%d>\",\"a\":\"]}%s\\\"\"}".formatted(i, filling), ",\n") + "]";
            case "envelope" ->
                "{\"@odata.context\":\"x\",\"value\":["
                        + rows(i -> "{\"id\":\"<%d>\",\"b\":[{\"c\":\"%s\"}]}".formatted(i, filling), ",")
                        + "]}";
            case "answer of Elasticsearch" ->
                "{\"took\":5,\"_shards\":{\"total\":1},\"hits\":{\"total\":{\"value\":9},\"hits\":["
                        + rows(i -> "{\"_id\":\"<%d>\",\"_source\":{\"c\":\"%s\"}}".formatted(i, filling), ",")
                        + "],\"more\":[{\"no\":\"<row>\"}]},\"aggregations\" : {\"of\":{\"no\":\"row\"}}, \"a\": \"b\"}";
            case "answer of Splunk" ->
                "{\"preview\":false,\"messages\":[],\"fields\":[{\"name\":\"_raw\"}],\"results\":["
                        + rows(i -> "{\"_raw\":\"<%d>%s\"}".formatted(i, filling), ",\n")
                        + "], \"highlighted\":{\"no\":\"row\"}}";
            case "objects over several lines" ->
                rows(i -> "{\n \"Id\":\"<%d>\",\n\"a\":\"%s\"}".formatted(i, filling), "\n");
            case "table" ->
                "#TYPE a\nRecordId,AuditData\n"
                        + rows(i -> "<%d>,\"{\"\"a\"\":\n\"\"%s\"\"}\"".formatted(i, filling), "\n");
            default -> throw new IllegalArgumentException(shape);
        };
    }

    private static String rows(java.util.function.IntFunction<String> row, String between) {
        return IntStream.range(0, ROWS).mapToObj(row).collect(Collectors.joining(between));
    }

    private static Pieces open(String content, long from) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return Pieces.open(Channels.newChannel(new ByteArrayInputStream(bytes)), from);
    }

    private static void addIds(Pieces.Piece piece, List<String> ids) {
        ID.matcher(new String(piece.bytes(), StandardCharsets.UTF_8)).results().forEach(each -> ids.add(each.group(1)));
    }

    private static List<String> expected() {
        return IntStream.range(0, ROWS).mapToObj(Integer::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lines",
                "lines without an end",
                "array",
                "envelope",
                "answer of Elasticsearch",
                "answer of Splunk",
                "objects over several lines",
                "table"
            })
    void whereverItStopsItGoesOn(String shape) throws IOException {
        String content = content(shape);
        List<String> ids = new ArrayList<>();
        long end = 0;
        int pieces = 0;
        while (true) {
            // Opened anew for every piece, as after a crash.
            try (Pieces opened = open(content, end)) {
                Optional<Pieces.Piece> piece = opened.next();
                if (piece.isEmpty()) {
                    break;
                }
                addIds(piece.get(), ids);
                end = piece.get().end();
                pieces++;
            }
        }
        assertThat(ids).isEqualTo(expected());
        assertThat(pieces).isGreaterThan(1);
    }

    @Test
    void aPieceOfATableHasItsHeader() throws IOException {
        try (Pieces pieces = open(content("table"), 0)) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                assertThat(new String(piece.get().bytes(), StandardCharsets.UTF_8))
                        .startsWith("#TYPE a\nRecordId,AuditData\n<");
            }
        }
    }

    /** Whether it is the header of a table, or the only line of what is none, the reader tells. */
    @ParameterizedTest
    @ValueSource(strings = {"RecordId,AuditData\n", "hello\n", "hello"})
    void ofATableWithoutRowsTheHeaderIsGivenOnce(String text) throws IOException {
        try (Pieces pieces = open(text, 0)) {
            Pieces.Piece piece = pieces.next().orElseThrow();
            assertThat(new String(piece.bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
            assertThat(pieces.next()).isEmpty();
            try (Pieces again = open(text, piece.end())) {
                assertThat(again.next()).isEmpty();
            }
        }
    }

    @Test
    void whatStandsBeforeAHeaderIsInEachPiece() throws IOException {
        String before = "\r\nsep=|\n";
        try (Pieces pieces = open(before + content("table").substring("#TYPE a\n".length()), 0)) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                assertThat(new String(piece.get().bytes(), StandardCharsets.UTF_8))
                        .startsWith(before + "RecordId,AuditData\n<");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, ROWS})
    void whatCameBeforeABreakIsGiven(int rows) throws IOException {
        byte[] lines = IntStream.range(0, rows)
                .mapToObj(i -> "{\"Id\":\"<%d>\",\"a\":\"%s\"}\n".formatted(i, "x".repeat(200)))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(lines), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new EOFException("It ends early.");
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new EOFException("It ends early.");
            }
        });
        List<String> ids = new ArrayList<>();
        try (Pieces pieces = Pieces.open(Channels.newChannel(broken), 0)) {
            assertThatThrownBy(() -> {
                        for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                            addIds(piece.get(), ids);
                        }
                    })
                    .hasMessage("It ends early.");
        }
        assertThat(ids).hasSize(rows);
    }

    @Test
    void aPieceOfAnArrayIsAnArray() throws IOException {
        try (Pieces pieces = open(content("envelope"), 0)) {
            String first = new String(pieces.next().orElseThrow().bytes(), StandardCharsets.UTF_8);
            assertThat(first).startsWith("[{\"id\":\"<0>\"").endsWith("}]}]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer of Elasticsearch", "answer of Splunk"})
    void whatAnEnvelopeHasBesideItsRowsIsNoRow(String shape) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Pieces pieces = open(content(shape), 0)) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                all.append(new String(piece.get().bytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(all.toString()).doesNotContain("\"no\"").doesNotContain("\"name\"");
    }

    @Test
    void aLineThatIsTooLongIsPassedOverAndCounted() throws IOException {
        String content =
                "{\"Id\":\"<1>\"}\n{\"a\":\"" + "y".repeat(Pieces.LONGEST_ROW + 5_000_000) + "\"}\n{\"Id\":\"<2>\"}\n";
        List<String> ids = new ArrayList<>();
        long tooLong = 0;
        try (Pieces pieces = open(content, 0)) {
            for (Optional<Pieces.Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
                addIds(piece.get(), ids);
                tooLong += piece.get().before().bytes();
            }
        }
        assertThat(ids).containsExactly("1", "2");
        assertThat(tooLong).isGreaterThan(Pieces.LONGEST_ROW);
    }

    @Test
    void aContentThatBecameShorterIsNotReadFromTheWrongPlace() {
        assertThatThrownBy(() -> open("{\"Id\":1}\n", 1_000)).isInstanceOf(EOFException.class);
    }
}
