package dev.firstseen.flink.fold;

import dev.firstseen.flink.Pinned;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BeginningTest {

    @Test
    void bytesOfVersionOne() {
        Pinned.assertReads(
                new Beginning.OfBeginning(), "020e06020a", new Beginning(7, 3, BitSet.valueOf(new long[] {5})));
    }
}
