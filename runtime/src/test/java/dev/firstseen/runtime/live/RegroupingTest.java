package dev.firstseen.runtime.live;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.store.Alerts;
import dev.firstseen.store.Alerts.State;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** However alerts come and go, they are counted on one another as if all had come in order. */
class RegroupingTest {
    private static final long DURATION = 5;

    private static Stored alert(int number, String group, long time) {
        return new Stored(
                "a" + number,
                "rule",
                "tenant",
                "log",
                "e" + number % 7,
                time,
                time,
                time,
                List.of(),
                group,
                "",
                State.SHOWN,
                "",
                "",
                false,
                new byte[0],
                new byte[0]);
    }

    private static Optional<Duration> suppressedFor(String rule) {
        return rule.equals("rule") ? Optional.of(Duration.ofMillis(DURATION)) : Optional.empty();
    }

    @Property(tries = 40)
    void countsAsIfAllHadComeInOrder(@ForAll Random random) throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Map<String, Stored> all = new HashMap<>();
            for (int round = 0; round < 12; round++) {
                List<Stored> changed = changed(all, random);
                Map<Stored, Stored> moved = moved(all, changed, random);
                regroup(store, changed, moved);
                assertThat(placed(store)).isEqualTo(inOrder(all.values()));
            }
        }
    }

    /** It is shown as before, with the next counted on it as before; the one after that is out of its reach now. */
    @Example
    void anAlertThatMovesOpensItsGroupFromThere() throws Exception {
        try (FreshStore fresh = new FreshStore()) {
            Store store = fresh.store();
            Stored first = alert(1, "g", 5);
            regroup(store, List.of(first, alert(2, "g", 7), alert(3, "g", 10)), Map.of());
            assertThat(placed(store))
                    .containsExactly(entry("a1", "SHOWN"), entry("a2", "COUNTEDa1"), entry("a3", "COUNTEDa1"));
            regroup(store, List.of(), Map.of(first, alert(1, "g", 4)));
            assertThat(placed(store))
                    .containsExactly(entry("a1", "SHOWN"), entry("a2", "COUNTEDa1"), entry("a3", "SHOWN"));
        }
    }

    private static void regroup(Store store, List<Stored> changed, Map<Stored, Stored> moved)
            throws InterruptedException {
        store.write(transaction -> {
            // Few at once, so that a group is read in pages.
            Regrouping regrouping =
                    new Regrouping(transaction.alerts(), RegroupingTest::suppressedFor, 1 + changed.size() % 4);
            transaction.alerts().put(changed);
            transaction.alerts().put(moved.values());
            changed.forEach(regrouping::touch);
            moved.forEach(regrouping::move);
            transaction.alerts().put(regrouping.apply());
            return true;
        });
    }

    /** Some alerts more, and some fewer. */
    private static List<Stored> changed(Map<String, Stored> all, Random random) {
        Map<String, Stored> changed = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Stored fresh = alert(all.size(), "g" + random.nextInt(2), random.nextInt(60));
            all.put(fresh.id(), fresh);
            changed.put(fresh.id(), fresh);
        }
        for (Stored each : List.copyOf(all.values())) {
            if (random.nextInt(12) == 0) {
                Stored gone = each.in(State.WITHDRAWN, "", "gone");
                all.put(gone.id(), gone);
                changed.put(gone.id(), gone);
            }
        }
        return List.copyOf(changed.values());
    }

    /** Some of those that stand, as they were, at another time. */
    private static Map<Stored, Stored> moved(Map<String, Stored> all, List<Stored> changed, Random random) {
        Map<Stored, Stored> moved = new HashMap<>();
        for (Stored was : List.copyOf(all.values())) {
            if (was.state() != State.WITHDRAWN && !changed.contains(was) && random.nextInt(12) == 0) {
                Stored now = alert(Integer.parseInt(was.id().substring(1)), was.group(), random.nextInt(60));
                all.put(now.id(), now);
                moved.put(was, now);
            }
        }
        return moved;
    }

    private static Map<String, String> placed(Store store) {
        Map<String, String> placed = new TreeMap<>();
        store.read(transaction -> transaction.alerts().newest(10_000))
                .forEach(alert -> placed.put(alert.id(), alert.state() + alert.countedOn()));
        return placed;
    }

    private static Map<String, String> inOrder(Iterable<Stored> all) {
        List<Stored> ordered = new ArrayList<>();
        all.forEach(ordered::add);
        ordered.sort(Comparator.comparingLong(Stored::time)
                .thenComparing(Stored::eventId)
                .thenComparing(Stored::id));
        Map<String, Stored> open = new HashMap<>();
        Map<String, String> placed = new TreeMap<>();
        for (Stored each : ordered) {
            Stored head = open.get(each.group());
            if (each.state() == State.WITHDRAWN) {
                placed.put(each.id(), State.WITHDRAWN.toString());
            } else if (head != null && each.time() - head.time() <= DURATION) {
                placed.put(each.id(), Alerts.State.COUNTED + head.id());
            } else {
                open.put(each.group(), each);
                placed.put(each.id(), State.SHOWN.toString());
            }
        }
        return placed;
    }
}
