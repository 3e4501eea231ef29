package dev.firstseen.runtime.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.runtime.live.Agenda.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class NeighbourhoodsTest {
    private record Shown(String who, String tenant, Reach reach) {}

    private static Shown any(Random random) {
        long from = random.nextInt(8);
        Set<String> networks = random.nextBoolean() ? Set.of("as/1") : Set.of("as/1", "as/2");
        return new Shown(
                "who" + random.nextInt(4),
                "t" + random.nextInt(2),
                new Reach(from, from + random.nextInt(5), networks));
    }

    @Property(tries = 200)
    void findsThoseWhoAreShownAtTheTime(@ForAll Random random) {
        Neighbourhoods<String> neighbourhoods = new Neighbourhoods<>();
        List<Shown> shown = new ArrayList<>();
        for (int step = 0; step < 60; step++) {
            if (shown.isEmpty() || random.nextInt(3) > 0) {
                Shown each = any(random);
                if (!shown.contains(each)) {
                    shown.add(each);
                }
                neighbourhoods.show(each.who(), each.tenant(), List.of(each.reach()));
            } else {
                Shown each = shown.remove(random.nextInt(shown.size()));
                // Reaches that differ in their networks alone are one where they share a network.
                shown.removeIf(other -> other.who().equals(each.who())
                        && other.tenant().equals(each.tenant())
                        && other.reach().from() == each.reach().from()
                        && other.reach().until() == each.reach().until());
                neighbourhoods.hide(
                        each.who(),
                        each.tenant(),
                        List.of(new Reach(each.reach().from(), each.reach().until(), Set.of("as/1", "as/2"))));
            }
            for (String tenant : List.of("t0", "t1")) {
                for (String network : List.of("as/1", "as/2")) {
                    for (long time = 0; time < 13; time++) {
                        assertThat(new TreeSet<>(neighbourhoods.at(tenant, network, time)))
                                .isEqualTo(expected(shown, tenant, network, time));
                    }
                }
            }
        }
    }

    private static Set<String> expected(List<Shown> shown, String tenant, String network, long time) {
        Set<String> expected = new TreeSet<>();
        for (Shown each : shown) {
            Reach reach = each.reach();
            if (each.tenant().equals(tenant)
                    && reach.networks().contains(network)
                    && reach.from() <= time
                    && time < reach.until()) {
                expected.add(each.who());
            }
        }
        return expected;
    }
}
