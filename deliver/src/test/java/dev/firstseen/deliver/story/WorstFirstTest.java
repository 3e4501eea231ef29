package dev.firstseen.deliver.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.Cases;
import dev.firstseen.investigation.incident.Incident;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class WorstFirstTest {
    private static final List<Incident> ORDERED = List.of(
            Cases.phished("a", Cases.GRANT, 100, ""),
            Cases.phished("b", Cases.GRANT + 1, 100, ""),
            Cases.phished("c", Cases.GRANT - 1, 71, ""),
            Cases.phished("d", Cases.GRANT, 0, ""),
            Cases.unassessed("a", 1),
            Cases.unassessed("b", 1),
            Cases.unassessed("c", 2));

    @Property(tries = 50)
    void ordersByScoreThenTimeThenId(@ForAll Random random) {
        List<Incident> shuffled = new ArrayList<>(ORDERED);
        Collections.shuffle(shuffled, random);
        assertThat(WorstFirst.of(shuffled)).isEqualTo(ORDERED);
    }
}
