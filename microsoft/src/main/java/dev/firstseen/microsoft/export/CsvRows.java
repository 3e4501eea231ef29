package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import dev.firstseen.microsoft.search.Words;
import java.lang.foreign.MemorySegment;

/** A row ends at the line end before which the quotes are even in number: a quoted cell may hold line breaks. */
final class CsvRows implements Splitter {

    private final ByteSearch search = ByteSearch.fastest();
    private boolean quoted;
    private boolean forgetting;

    @Override
    public int split(Block block, int from, int to, boolean last) {
        MemorySegment memory = block.memory();
        int row = block.start();
        int at = from;
        while (at < to) {
            long lineEnd = search.find(memory, at, to, (byte) '\n');
            int stop = lineEnd < 0 ? to : (int) lineEnd;
            quoted ^= (Words.count(memory, at, stop, (byte) '"') & 1) == 1;
            if (lineEnd < 0) {
                break;
            }
            at = stop + 1;
            if (!quoted) {
                end(block, row, stop);
                row = at;
            }
        }
        if (last && (row < to || forgetting)) {
            end(block, row, to);
        }
        return forgetting || last ? to : row;
    }

    private void end(Block block, int from, int to) {
        if (forgetting) {
            forgetting = false;
            block.countTooLong();
        } else {
            block.mark(from, to);
        }
    }

    @Override
    public void forget() {
        forgetting = true;
    }
}
