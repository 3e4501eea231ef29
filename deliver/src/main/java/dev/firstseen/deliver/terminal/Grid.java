package dev.firstseen.deliver.terminal;

import java.util.ArrayList;
import java.util.List;

/** The widths of a table's columns: as wide as what is in them, the widest made narrower until all fit. */
final class Grid {
    static final int GAP = 2;
    private static final int NARROWEST = 8;

    private Grid() {}

    /**
     * Of rows of visible texts, all with the same number of columns.
     *
     * @param kept how many columns, from the first, never become narrower
     */
    static int[] widths(List<List<String>> rows, int kept, int cells) {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Cells.count(row.get(i)));
            }
        }
        int room = cells - GAP * (widths.length - 1);
        while (sum(widths) > room) {
            int widest = widest(widths, kept);
            if (widths[widest] <= NARROWEST) {
                break;
            }
            widths[widest]--;
        }
        return widths;
    }

    /** A row's cells, each as wide as its column. */
    static List<String> fitted(List<String> row, int[] widths) {
        List<String> fitted = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            fitted.add(Cells.fit(row.get(i), widths[i]));
        }
        return fitted;
    }

    private static int widest(int[] widths, int kept) {
        int widest = kept;
        for (int i = kept + 1; i < widths.length; i++) {
            widest = widths[i] > widths[widest] ? i : widest;
        }
        return widest;
    }

    private static int sum(int[] widths) {
        int sum = 0;
        for (int width : widths) {
            sum += width;
        }
        return sum;
    }
}
