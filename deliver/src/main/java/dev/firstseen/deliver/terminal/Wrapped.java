package dev.firstseen.deliver.terminal;

import java.util.ArrayList;
import java.util.List;

/** A visible text cut into lines, between words where it can be. */
final class Wrapped {
    private Wrapped() {}

    /** Lines of at most so many cells; a word that is longer is cut. */
    static List<String> lines(String text, int cells) {
        int width = Math.max(2, cells);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int filled = 0;
        for (String word : text.split(" ", -1)) {
            String rest = word;
            int length = Cells.count(rest);
            if (!line.isEmpty() && filled + 1 + length > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                filled = 0;
            }
            while (length > width) {
                int end = Cells.end(rest, width);
                String part = rest.substring(0, end);
                lines.add(part);
                rest = rest.substring(end);
                length -= Cells.count(part);
            }
            // An empty word is one of several blanks in a row: kept, unless a line begins there.
            if (!line.isEmpty()) {
                line.append(' ');
                filled++;
            }
            line.append(rest);
            filled += length;
        }
        if (!line.isEmpty()) {
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
