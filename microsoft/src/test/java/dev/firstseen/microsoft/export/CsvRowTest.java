package dev.firstseen.microsoft.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvRowTest {

    @Provide
    Arbitrary<List<String>> rows() {
        return Arbitraries.strings()
                .withChars('"', ',', '\n', 'a', 'b', 'é', '€')
                .ofMaxLength(40)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** What is written is what is read, quotes and all, wherever in a word of eight bytes they stand. */
    @Property(tries = 3_000)
    void cellsAreReadAsTheyWereWritten(@ForAll("rows") List<String> cells) {
        byte[] row = cells.stream()
                .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(CsvRow.cells(row, 0, row.length, ',')).isEqualTo(cells);
        List<String> each = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            each.add(cell(row, column));
        }
        assertThat(each).isEqualTo(cells);
    }

    @Example
    void whatFollowsAClosingQuoteIsPassedOver() {
        assertThat(cell("\"eight by\"x,2".getBytes(StandardCharsets.UTF_8), 0)).isEqualTo("eight by");
        assertThat(cell("\"never closed".getBytes(StandardCharsets.UTF_8), 0)).isEqualTo("never closed");
        assertThat(cell("\"\"".getBytes(StandardCharsets.UTF_8), 0)).isEmpty();
    }

    private static String cell(byte[] row, int column) {
        byte[] into = new byte[row.length];
        return new String(into, 0, CsvRow.cell(row, 0, row.length, ',', column, into), StandardCharsets.UTF_8);
    }
}
