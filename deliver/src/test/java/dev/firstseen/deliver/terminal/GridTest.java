package dev.firstseen.deliver.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class GridTest {

    private static List<String> row(int... widths) {
        List<String> row = new ArrayList<>();
        for (int width : widths) {
            row.add("x".repeat(width));
        }
        return row;
    }

    @Example
    void aTableThatFitsIsAsWideAsItsTexts() {
        assertThat(Grid.widths(List.of(row(4, 30), row(9, 2)), 0, 0, 41)).containsExactly(9, 30);
    }

    @Example
    void theColumnInWhichFewTextsAreLongBecomesNarrower() {
        List<List<String>> rows = List.of(row(30, 30), row(30, 20), row(30, 20));
        assertThat(Grid.widths(rows, 0, 0, 52)).containsExactly(30, 20);
    }

    @Example
    void theColumnThatTellsMostStaysLonger() {
        List<List<String>> rows = List.of(row(30, 30), row(20, 30));
        assertThat(Grid.widths(rows, 0, 0, 52)).containsExactly(30, 20);
        assertThat(Grid.widths(rows, 0, 1, 52)).containsExactly(20, 30);
    }

    /** One that went through the rows for each cell of the longest text would not come to an end. */
    @Example
    void aTextOfAnyLengthAmongManyRows() {
        List<List<String>> rows = new ArrayList<>(Collections.nCopies(100_000, row(20, 20)));
        rows.add(row(20, 5_000_000));
        assertThat(Grid.widths(rows, 0, 0, 42)).containsExactly(20, 20);
    }

    @Property(tries = 300)
    void fillsTheRoomWhereThereIsTooLittle(@ForAll Random random) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(6); i++) {
            rows.add(row(random.nextInt(10), random.nextInt(60), random.nextInt(60), random.nextInt(60)));
        }
        int cells = 60 + random.nextInt(100);
        int[] widths = Grid.widths(rows, 1, 2, cells);
        int taken = widths[0] + widths[1] + widths[2] + widths[3] + 3 * Grid.GAP;
        int[] natural = new int[4];
        for (List<String> row : rows) {
            for (int i = 0; i < 4; i++) {
                natural[i] = Math.max(natural[i], row.get(i).length());
            }
        }
        int wanted = natural[0] + natural[1] + natural[2] + natural[3] + 3 * Grid.GAP;
        assertThat(taken).isEqualTo(Math.min(wanted, cells));
        assertThat(widths[0]).isEqualTo(natural[0]);
        for (int i = 1; i < 4; i++) {
            assertThat(widths[i]).isLessThanOrEqualTo(natural[i]);
        }
    }
}
