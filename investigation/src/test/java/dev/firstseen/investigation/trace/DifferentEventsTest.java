package dev.firstseen.investigation.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DifferentEventsTest {
    private static final HashKey KEY = new HashKey(5, 6);

    @Test
    void fewAreCountedExactlyHoweverOftenTheyCome() {
        DifferentEvents events = new DifferentEvents(KEY);
        Set<Long> expected = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            long event = random.nextLong(1_000);
            events.add(event);
            expected.add(event);
        }
        assertThat(events.count()).isEqualTo(expected.size());
    }

    @Test
    void manyAreEstimatedAndNeitherOrderNorRepetitionNorCuttingMatters() {
        for (int many : new int[] {1_024, 5_000, 1_000_000}) {
            DifferentEvents up = new DifferentEvents(KEY);
            DifferentEvents down = new DifferentEvents(KEY);
            DifferentEvents other = new DifferentEvents(KEY);
            for (int i = 0; i < many; i++) {
                up.add(i);
                (i % 3 == 0 ? down : other).add(many - 1 - i);
                other.add(i / 2);
            }
            down.addAll(other);
            assertThat(up.count()).isCloseTo(many, Percentage.withPercentage(10));
            assertThat(down.count()).isEqualTo(up.count());
        }
    }
}
