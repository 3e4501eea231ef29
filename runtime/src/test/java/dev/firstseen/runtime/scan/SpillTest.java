package dev.firstseen.runtime.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is kept outside the heap comes back as it was, from the buffer and from the file. */
class SpillTest {

    @Test
    void givesBackWhatItWasGiven() throws IOException {
        Random random = new Random(1);
        List<byte[]> kept = new ArrayList<>();
        List<Long> places = new ArrayList<>();
        try (Spill spill = new Spill()) {
            for (int i = 0; i < 400; i++) {
                // Now and then one that is larger than the buffer, or empty.
                byte[] bytes = new byte[i % 50 == 7 ? 400_000 : random.nextInt(6_000) * (i % 9 == 0 ? 0 : 1)];
                random.nextBytes(bytes);
                kept.add(bytes);
                places.add(spill.add(bytes));
                int any = random.nextInt(kept.size());
                assertThat(spill.read(places.get(any), kept.get(any).length)).isEqualTo(kept.get(any));
            }
            for (int i = 0; i < kept.size(); i++) {
                assertThat(spill.read(places.get(i), kept.get(i).length)).isEqualTo(kept.get(i));
            }
        }
    }
}
