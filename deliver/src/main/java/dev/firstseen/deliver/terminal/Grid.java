package dev.firstseen.deliver.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The widths of a table's columns: as wide as what is in them, where that fits. Where it does not, each time the column becomes
 * narrower in which that cuts the fewest texts; those of the column that tells most count several times.
 */
final class Grid {
    static final int GAP = 2;
    private static final int NARROWEST = 8;
    /** So narrow they become that way; from there on the widest goes first. */
    private static final int NARROW = 16;

    private static final int WORTH = 3;

    private Grid() {}

    /**
     * Of rows of visible texts, all with the same number of columns.
     *
     * @param kept how many columns, from the first, never become narrower
     * @param telling the column that tells most
     */
    static int[] widths(List<List<String>> rows, int kept, int telling, int cells) {
        int[][] texts = IntStream.range(0, rows.getFirst().size())
                .mapToObj(column -> rows.stream()
                        .mapToInt(row -> Math.min(Cells.count(row.get(column)), cells))
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
        int[] widths =
                Arrays.stream(texts).mapToInt(each -> each[each.length - 1]).toArray();
        int room = cells - GAP * (widths.length - 1);
        for (int column = cheapest(texts, widths, kept, telling);
                column >= 0 && sum(widths) > room;
                column = cheapest(texts, widths, kept, telling)) {
            widths[column]--;
        }
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

    /**
     * Of the columns that may become narrower still, the one in which that cuts the fewest texts; of such the widest.
     *
     * @param texts how wide they are, in order, by column
     */
    private static int cheapest(int[][] texts, int[] widths, int kept, int telling) {
        int cheapest = -1;
        long least = Long.MAX_VALUE;
        for (int i = kept; i < widths.length; i++) {
            if (widths[i] <= NARROW) {
                continue;
            }
            long cut = (long) wider(texts[i], widths[i] - 1) * (i == telling ? WORTH : 1);
            if (cut < least || (cut == least && widths[i] > widths[cheapest])) {
                cheapest = i;
                least = cut;
            }
        }
        return cheapest;
    }

    /** How many of some widths in order are more than a width. */
    private static int wider(int[] texts, int width) {
        int from = 0;
        int to = texts.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (texts[middle] > width) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return texts.length - from;
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
