package dev.firstseen.microsoft.export;

import dev.firstseen.microsoft.search.ByteSearch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Every line is a row: nothing is marked, since whoever reads the block finds the line ends as fast. */
final class Lines implements Splitter {

    private boolean forgetting;

    @Override
    public int split(Block block, int from, int to, boolean last) {
        MemorySegment memory = block.memory();
        if (forgetting) {
            long end = ByteSearch.fastest().find(memory, from, to, (byte) '\n');
            if (end < 0) {
                if (last) {
                    block.countTooLong();
                }
                block.skipTo(to);
                return to;
            }
            forgetting = false;
            block.countTooLong();
            block.skipTo((int) end + 1);
        }
        if (last) {
            return to;
        }
        for (int at = to; at > Math.max(from, block.start()); at--) {
            if (memory.get(ValueLayout.JAVA_BYTE, at - 1) == '\n') {
                return at;
            }
        }
        return block.start();
    }

    @Override
    public void forget() {
        forgetting = true;
    }
}
