package dev.firstseen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Term;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store does. */
abstract class StoreContract
        implements MemoryContract, LateContract, RejectsContract, AccountsContract, ArchiveContract {
    private Store store;

    /** A database of its own, empty. */
    abstract StoreSettings fresh() throws Exception;

    private StoreSettings settings;

    @BeforeEach
    void open() throws Exception {
        settings = fresh();
        store = Stores.open(settings);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public void reopen() {
        store.close();
        store = Stores.open(settings);
    }

    @Test
    void keepsWhereSourcesStand() {
        write(t -> t.cursors().change("a", Map.of("x", "1", ODD, ODD, "gone", "2"), Set.of()));
        write(t -> t.cursors().change("a", Map.of("x", "3"), Set.of("gone", "never there")));
        write(t -> t.cursors().change("b", Map.of("x", "4"), Set.of()));
        reopen();
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("a")))
                .containsExactlyInAnyOrderEntriesOf(Map.of("x", "3", ODD, ODD));
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("c"))).isEmpty();
    }

    @Test
    void keepsNothingOfWorkThatFails() {
        assertThatThrownBy(() -> write(t -> {
                    t.cursors().change("a", Map.of("x", "1"), Set.of());
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("a"))).isEmpty();
        write(t -> t.cursors().change("a", Map.of("x", "2"), Set.of()));
        assertThat(store.<Map<String, String>>read(t -> t.cursors().of("a"))).containsEntry("x", "2");
    }

    @Test
    void readersSeeWhatWasCommittedWhileAnotherWrites() {
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
        write(t -> {
            t.cursors().change("a", Map.of("x", "2"), Set.of());
            assertThat(t.cursors().of("a")).containsEntry("x", "2");
            assertThat(store.<Map<String, String>>read(r -> r.cursors().of("a")))
                    .containsEntry("x", "1");
        });
    }

    @Test
    void aReaderSeesOneState() {
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
        store.read(r -> {
            assertThat(r.cursors().of("a")).containsEntry("x", "1");
            write(t -> t.cursors().change("a", Map.of("x", "2"), Set.of()));
            assertThat(r.cursors().of("a")).containsEntry("x", "1");
            return true;
        });
    }

    @Test
    void transactionsEnd() {
        Transaction[] kept = new Transaction[1];
        write(t -> kept[0] = t);
        assertThatThrownBy(() -> kept[0].cursors().of("a")).hasMessage("the transaction is over");
    }

    @Test
    void oneServiceWritesAtATime() {
        assertThatThrownBy(() -> Stores.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("Another Firstseen service writes to the database ");
        reopen();
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
    }

    @Test
    void canBeReadBesideTheService() {
        write(t -> t.cursors().change("a", Map.of("x", "1"), Set.of()));
        try (Store beside = Stores.openToRead(settings)) {
            assertThat(beside.<Map<String, String>>read(t -> t.cursors().of("a")))
                    .containsEntry("x", "1");
            write(t -> t.cursors().change("a", Map.of("x", "2"), Set.of()));
            assertThat(beside.<Map<String, String>>read(t -> t.cursors().of("a")))
                    .containsEntry("x", "2");
            assertThatThrownBy(() -> beside.write(t -> 1)).hasMessageEndingWith(" was opened to read only.");
        }
        assertThat(store.size()).isPositive();
    }

    private static Alerts.Stored alert(String id, long time, String group, Alerts.State state, String... names) {
        return new Alerts.Stored(
                id,
                "rule",
                "t",
                "d",
                "e" + id,
                time,
                time - 1,
                time + 1,
                List.of(names),
                group,
                group.isEmpty() ? "" : "owner " + group,
                state,
                state == Alerts.State.COUNTED ? "b" : "",
                ODD,
                time % 2 == 0,
                OpenStore.bytes("{" + id + "}"),
                OpenStore.bytes("record"));
    }

    private static List<String> ids(List<Alerts.Stored> alerts) {
        return alerts.stream().map(Alerts.Stored::id).toList();
    }

    @Test
    void keepsAlerts() {
        Alerts.Stored b = alert("b", 10, "g", Alerts.State.SHOWN, "ada", "ADA@x");
        write(t -> t.alerts()
                .put(List.of(
                        b,
                        alert("a", 10, "g", Alerts.State.COUNTED, "ada"),
                        alert("d", 9, "g", Alerts.State.COUNTED, "ada"),
                        alert("c", 5, "", Alerts.State.SHOWN, "ben"),
                        alert("w", 11, "g", Alerts.State.WITHDRAWN, "ada"))));
        assertThat(store.<Alerts.Stored>read(t -> t.alerts().find("b").orElseThrow()))
                .usingRecursiveComparison()
                .isEqualTo(b);
        assertThat(store.<List<String>>read(
                        t -> ids(t.alerts().newestShown("t", List.of("ben", "ada", "ADA@x"), 1_000_000))))
                .containsExactly("c", "b");
        assertThat(store.<Alerts.Counted>read(t -> t.alerts().countedOn("b"))).isEqualTo(new Alerts.Counted(2, 10));
        assertThat(store.<Alerts.Counted>read(t -> t.alerts().countedOn("a")))
                .isEqualTo(new Alerts.Counted(0, Long.MIN_VALUE));
        assertThat(store.<List<String>>read(t -> ids(t.alerts().newest(3)))).containsExactly("w", "b", "a");
        assertThat(store.<Map<Alerts.State, Long>>read(t -> t.alerts().count()))
                .isEqualTo(Map.of(Alerts.State.SHOWN, 2L, Alerts.State.COUNTED, 2L, Alerts.State.WITHDRAWN, 1L));

        write(t -> t.alerts().put(List.of(alert("b", 12, "h", Alerts.State.SHOWN, "cleo"))));
        assertThat(store.<List<String>>read(t -> ids(t.alerts().newestShown("t", List.of("ada", "ADA@x"), 1_000_000))))
                .isEmpty();
        assertThat(store.<List<String>>read(t -> ids(t.alerts().newestShown("t", List.of("cleo"), 1_000_000))))
                .containsExactly("b");
        write(t -> t.alerts().put(List.of(alert("d", 9, "g", Alerts.State.SHOWN, "ada"))));
        assertThat(store.<Alerts.Counted>read(t -> t.alerts().countedOn("b"))).isEqualTo(new Alerts.Counted(1, 10));
        assertThat(store.<Long>write(t -> t.alerts().forgetBefore(11))).isEqualTo(3);
        assertThat(store.<List<String>>read(
                        t -> ids(t.alerts().newestShown("t", List.of("ada", "ben", "cleo"), 1_000_000))))
                .containsExactly("b");
    }

    private static List<String> placed(List<Alerts.Placed> alerts) {
        return alerts.stream().map(Alerts.Placed::id).toList();
    }

    @Test
    void goesThroughAGroupBitByBit() {
        Alerts.Group group = new Alerts.Group("rule", "t", "g");
        write(t -> t.alerts()
                .put(List.of(
                        alert("b", 10, "g", Alerts.State.SHOWN, "ada"),
                        alert("a", 10, "g", Alerts.State.COUNTED, "ada"),
                        alert("c", 10, "g", Alerts.State.COUNTED, "ada"),
                        alert("d", 9, "g", Alerts.State.COUNTED, "ada"),
                        alert("e", 8, "g", Alerts.State.SHOWN, "ada"),
                        alert("f", 12, "g", Alerts.State.COUNTED, "ada"),
                        alert("x", 10, "other", Alerts.State.SHOWN, "ada"),
                        alert("w", 11, "g", Alerts.State.WITHDRAWN, "ada"))));
        assertThat(store.<List<Alerts.Placed>>read(t -> t.alerts().ofGroup(group, 9, 2)))
                .containsExactly(
                        new Alerts.Placed("d", "ed", 9, Alerts.State.COUNTED, "b"),
                        new Alerts.Placed("a", "ea", 10, Alerts.State.COUNTED, "b"),
                        new Alerts.Placed("b", "eb", 10, Alerts.State.SHOWN, ""),
                        new Alerts.Placed("c", "ec", 10, Alerts.State.COUNTED, "b"));
        assertThat(store.<List<String>>read(t -> placed(t.alerts().ofGroup(group, 11, 2))))
                .containsExactly("f");
        assertThat(store.<List<String>>read(t -> placed(t.alerts().ofGroup(new Alerts.Group("rule", "t", ""), 0, 9))))
                .isEmpty();
        assertThat(store.<Optional<String>>read(
                        t -> t.alerts().lastShown(group, 8, 10).map(Alerts.Placed::id)))
                .contains("e");
        assertThat(store.<Optional<String>>read(
                        t -> t.alerts().lastShown(group, 9, 10).map(Alerts.Placed::id)))
                .isEmpty();
        write(t -> t.alerts().count(Map.of("d", "e", "f", "e")));
        assertThat(store.<Alerts.Counted>read(t -> t.alerts().countedOn("e"))).isEqualTo(new Alerts.Counted(2, 12));
        assertThat(store.<String>read(t -> t.alerts().find("f").orElseThrow().countedOn()))
                .isEqualTo("e");
    }

    @Test
    void findsTheAlertsWhoseHistoryMayBeAnother() {
        write(t -> t.alerts()
                .put(List.of(
                        alert("a", 10, "g", Alerts.State.SHOWN, "ada"),
                        alert("b", 20, "g", Alerts.State.COUNTED, "ben", "ada"),
                        alert("c", 30, "other", Alerts.State.SHOWN, "ada"),
                        alert("n", 30, "", Alerts.State.SHOWN, "ada"),
                        alert("w", 30, "g", Alerts.State.WITHDRAWN, "ada"))));
        // An alert's event has a time of its own.
        write(t -> t.stale().seen(Map.of("owner g", 9L, "nobody", 0L), 1));
        assertThat(store.<List<String>>read(t -> t.stale().before(1, 10))).containsExactly("b");
        write(t -> t.stale().seen(Map.of("owner g", 8L), 2));
        write(t -> t.stale().seen(Map.of("owner other", 40L), 2));
        assertThat(store.<List<String>>read(t -> t.stale().before(1, 10))).containsExactly("b");
        assertThat(store.<List<String>>read(t -> t.stale().before(2, 10))).containsExactly("b", "a");
        assertThat(store.<List<String>>read(t -> t.stale().before(2, 1))).containsExactly("b");
        assertThat(store.<List<String>>read(t -> t.stale().about("t", List.of("ben", "nobody"))))
                .containsExactly("b");
        assertThat(store.<List<String>>read(t -> t.stale().about("t", List.of("ada", "ben"))))
                .containsExactly("a", "b");
        write(t -> t.stale().remove(List.of("a", "b", "never there")));
        assertThat(store.<Long>read(t -> t.stale().size())).isZero();

        write(t -> t.stale().observed("t", "d", 10, 20, 3));
        assertThat(store.<List<String>>read(t -> t.stale().before(3, 10))).containsExactly("b");
        write(t -> t.stale().observed("t", "e", 0, 100, 3));
        write(t -> t.stale().observed("u", "d", 0, 100, 3));
        write(t -> t.stale().observed("t", "d", 0, 100, 4));
        assertThat(store.<List<String>>read(t -> t.stale().before(4, 10))).containsExactly("b", "a", "c");
    }

    private static Alerts.Stored ofRule(String rule, String id, long time, Alerts.State state, String... names) {
        Alerts.Stored alert = alert(id, time, "", state, names);
        return new Alerts.Stored(
                alert.id(),
                rule,
                alert.tenant(),
                alert.dataset(),
                alert.eventId(),
                alert.time(),
                alert.eventTime(),
                alert.available(),
                alert.names(),
                alert.group(),
                alert.owner(),
                alert.state(),
                alert.countedOn(),
                alert.note(),
                alert.told(),
                alert.document(),
                alert.record());
    }

    private static final List<String> ADA = List.of("ada", "ADA@x", "id of ada");

    /** Some of ada's by one, some by another of her names, some bursts, and others that are not hers or not shown. */
    private static List<Alerts.Stored> alerts(Random random) {
        List<Alerts.Stored> alerts = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            Alerts.State state = random.nextInt(9) == 0 ? Alerts.State.WITHDRAWN : Alerts.State.SHOWN;
            String[] names = random.nextInt(9) == 0
                    ? new String[] {"ben"}
                    : ADA.subList(random.nextInt(3), 3).toArray(String[]::new);
            long time = random.nextInt(3) == 0 ? random.nextInt(1_000_000) : 500_000 + random.nextInt(50);
            alerts.add(ofRule("rule " + (random.nextInt(12) == 0), "id" + i, time, state, names));
        }
        return alerts;
    }

    @Test
    void choosesAmongManyAlertsAndCountsTheOthers() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            write(t -> t.alerts().put(alerts(random)));
            List<Alerts.Stored> shown = store.read(t -> t.alerts().newestShown("t", ADA, 1_000_000));
            Map<String, List<String>> byRule = shown.stream()
                    .collect(Collectors.groupingBy(
                            Alerts.Stored::rule,
                            TreeMap::new,
                            Collectors.mapping(Alerts.Stored::id, Collectors.toList())));
            Map<String, Long> counts = new TreeMap<>();
            byRule.forEach((rule, ids) -> counts.put(rule, (long) ids.size()));
            assertThat(store.<Map<String, Long>>read(t -> t.alerts().shownByRule("t", ADA)))
                    .isEqualTo(counts);
            for (int most : List.of(2, 3, 4, 7, 20, 200)) {
                List<Alerts.Chosen> chosen = store.read(t -> t.alerts().chosen("t", ADA, most));
                assertThat(ids(shown))
                        .containsSubsequence(
                                chosen.stream().map(each -> each.alert().id()).toList());
                byRule.forEach((rule, ids) -> assertChosen(
                        ids,
                        chosen.stream()
                                .filter(each -> each.alert().rule().equals(rule))
                                .toList(),
                        most));
            }
        }
        assertThat(store.<List<Alerts.Chosen>>read(t -> t.alerts().chosen("t", List.of(), 5)))
                .isEmpty();
    }

    private static void assertChosen(List<String> all, List<Alerts.Chosen> chosen, int most) {
        List<String> ids = chosen.stream().map(each -> each.alert().id()).toList();
        assertThat(ids)
                .hasSizeLessThanOrEqualTo(most)
                .startsWith(all.getFirst())
                .endsWith(all.getLast());
        assertThat(ids.size()
                        + chosen.stream().mapToLong(Alerts.Chosen::further).sum())
                .isEqualTo(all.size());
        if (all.size() <= most) {
            assertThat(ids).isEqualTo(all);
        }
        // Spread over their number: about as many are left out everywhere.
        int parts = Math.max(1, most / 2 - 1);
        assertThat(chosen).allSatisfy(each -> assertThat(each.further()).isLessThanOrEqualTo(all.size() / parts + 1L));
    }

    private static Incidents.Stored incident(String id, long first, long until, String... names) {
        return new Incidents.Stored(
                id,
                "t",
                List.of(names),
                first,
                first + 1,
                first - 1,
                until,
                List.of("as/1"),
                List.of(id + " first", id + " last"),
                -1,
                new Incidents.Told(until, "headline", "digest then"),
                OpenStore.bytes(id));
    }

    @Test
    void keepsIncidents() {
        Incidents.Stored a = incident("a", 10, 20, "ada", ODD);
        write(t -> {
            t.incidents().put(incident("b", 5, 30, "ada"));
            t.incidents().put(a);
            t.incidents().put(incident("a", 11, 19, "old name"));
            t.incidents().put(a);
        });
        assertThat(store.<Incidents.Stored>read(t -> t.incidents().find("a").orElseThrow()))
                .usingRecursiveComparison()
                .isEqualTo(a);
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().about("t", List.of(ODD, "ada"))))
                .extracting(Incidents.Stored::id)
                .containsExactly("b", "a");
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().about("t", List.of("old name"))))
                .isEmpty();
        List<Incidents.Reach> reaches = new ArrayList<>();
        store.<Boolean>read(t -> {
            t.incidents().eachReach(reaches::add);
            return true;
        });
        assertThat(reaches)
                .containsExactly(
                        new Incidents.Reach("t", List.of("ada", ODD), 9, 20, List.of("as/1")),
                        new Incidents.Reach("t", List.of("ada"), 4, 30, List.of("as/1")));
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().newest(1)))
                .extracting(Incidents.Stored::id)
                .containsExactly("a");
        write(t -> t.incidents().remove("a"));
        assertThat(store.<Long>read(t -> t.incidents().size())).isEqualTo(1);
    }

    private List<Incidents.Reach> forgetIncidents(long time) {
        return store.write(t -> t.incidents().forgetBefore(time));
    }

    private void forgetAlerts(long time) {
        store.<Long>write(t -> t.alerts().forgetBefore(time));
    }

    private List<String> allAlerts() {
        return ids(store.<List<Alerts.Stored>>read(t -> t.alerts().newest(100)));
    }

    /** The event was long before: what counts is when the alerts do. */
    @Test
    void incidentsAndTheAlertsThatTheyNameGoTogether() {
        write(t -> {
            t.alerts()
                    .put(List.of(
                            alert("a first", 100, "", Alerts.State.SHOWN, "ada"),
                            alert("other", 100, "", Alerts.State.SHOWN, "ada"),
                            alert("a last", 120, "", Alerts.State.SHOWN, "ada"),
                            alert("b first", 105, "", Alerts.State.SHOWN, "ben")));
            t.incidents().put(incident("a", 10, 20, "ada"));
            t.incidents().put(incident("b", 10, 20, "ben"));
            t.incidents().put(incident("b", 10, 20, "ben"));
        });
        assertThat(forgetIncidents(110))
                .containsExactly(new Incidents.Reach("t", List.of("ben"), 9, 20, List.of("as/1")));
        assertThat(forgetIncidents(110)).isEmpty();
        forgetAlerts(110);
        assertThat(allAlerts()).containsExactly("a last", "a first");
        assertThat(store.<List<Incidents.Stored>>read(t -> t.incidents().newest(10)))
                .extracting(Incidents.Stored::id)
                .containsExactly("a");
        write(t -> t.incidents().remove("a"));
        forgetAlerts(121);
        assertThat(allAlerts()).isEmpty();
    }

    @Test
    void sendsInOrderAndStopsAtWhatIsNotDue() {
        write(t -> {
            t.outbox().add(List.of("a", "b"), "1", OpenStore.bytes("one"), 100);
            t.outbox().add(List.of("a"), ODD, OpenStore.bytes("two"), 101);
        });
        List<Outbox.Entry> next = store.read(t -> t.outbox().next("a", 200, 10));
        assertThat(next).extracting(Outbox.Entry::id).containsExactly("1", ODD);
        assertThat(next.getFirst().notice()).isEqualTo(OpenStore.bytes("one"));
        long number = next.getFirst().number();

        write(t -> t.outbox().retry(List.of(number), 300, "away"));
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 299, 10)))
                .isEmpty();
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 300, 1)))
                .extracting(Outbox.Entry::attempts)
                .containsExactly(1);
        write(t -> t.outbox().bury(List.of(number), ODD));
        assertThat(store.<List<Outbox.Dead>>read(t -> t.outbox().dead(10)))
                .containsExactly(new Outbox.Dead(number, "a", "1", 2, ODD));
        assertThat(store.<Map<String, Outbox.Backlog>>read(t -> t.outbox().backlog()))
                .isEqualTo(Map.of("a", new Outbox.Backlog(1, 101, 1), "b", new Outbox.Backlog(1, 100, 0)));
        assertThat(store.<Long>write(t -> t.outbox().revive("a", 400))).isEqualTo(1);
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 399, 10)))
                .isEmpty();
        write(t -> t.outbox().taken(List.of(number)));
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().next("a", 200, 10)))
                .extracting(Outbox.Entry::id)
                .containsExactly(ODD);
    }

    private Coverage observed() {
        return store.read(t -> {
            Coverage coverage = new Coverage();
            t.observations()
                    .eachLog(log -> coverage.hours(log.tenant(), log.dataset())
                            .merge(t.observations().hours(log.tenant(), log.dataset())));
            return coverage;
        });
    }

    @Test
    void addsUpObservedHours() {
        assertThat(store.<OptionalLong>read(t -> t.observations().newest())).isEmpty();
        Coverage first = new Coverage();
        first.add("t", "d", 5 * 3_600_000L);
        first.add("t", ODD, 500 * 3_600_000L);
        Coverage second = new Coverage();
        second.add("t", "d", 6 * 3_600_000L);
        second.add("t", "d", 63 * 3_600_000L);
        for (int word = 1; word < 9; word++) {
            second.add("t", ODD, (500 + 64 * word) * 3_600_000L);
        }
        Coverage third = new Coverage();
        third.add("t", "d", 7 * 3_600_000L);
        assertThat(store.<Coverage>write(t -> t.observations().add(first)).logs())
                .isEqualTo(first.logs());
        assertThat(store.<Coverage>write(t -> t.observations().add(second)).logs())
                .isEqualTo(second.logs());
        assertThat(store.<Coverage>write(t -> t.observations().add(second)).logs())
                .isEmpty();
        second.merge(third);
        assertThat(store.<Coverage>write(t -> t.observations().add(second)).logs())
                .isEqualTo(third.logs());
        first.merge(second);
        assertThat(observed().logs()).isEqualTo(first.logs());
        assertThat(store.<SortedSet<String>>read(t -> t.observations().datasets("t")))
                .containsExactlyInAnyOrder("d", ODD);
        assertThat(store.<SortedSet<String>>read(t -> t.observations().datasets("u")))
                .isEmpty();
        assertThat(store.<OptionalLong>read(t -> t.observations().newest())).hasValue((500 + 64 * 8 + 1) * 3_600_000L);
        assertThat(store.<Long>write(t -> t.observations().forgetBefore(64 * 3_600_000L)))
                .isEqualTo(1);
        assertThat(observed().logs()).containsOnlyKeys(new Coverage.Log("t", ODD));
    }

    @Test
    void givesTheNewestAlertsOfAnAccountOnly() {
        write(t -> t.alerts()
                .put(List.of(
                        alert("a", 1, "", Alerts.State.SHOWN, "ada"),
                        alert("b", 3, "", Alerts.State.SHOWN, "ada", "ADA@x"),
                        alert("c", 2, "", Alerts.State.SHOWN, "ADA@x"),
                        alert("d", 4, "", Alerts.State.SHOWN, "ben"))));
        assertThat(store.<List<String>>read(t -> ids(t.alerts().newestShown("t", List.of("ada", "ADA@x"), 2))))
                .containsExactly("c", "b");
    }

    @Test
    void letsGoOfNoticesThatAreOldAndOfThoseForSinksThatAreNoMore() {
        write(t -> {
            t.outbox().add(List.of("a", "b"), "1", OpenStore.bytes("one"), 100);
            t.outbox().add(List.of("a", "b"), "2", OpenStore.bytes("two"), 200);
            t.outbox().add(List.of("c"), ODD, OpenStore.bytes("three"), 300);
            t.outbox().bury(List.of(t.outbox().next("b", 300, 1).getFirst().number()), "no");
        });
        assertThat(store.<Long>read(t -> t.outbox().dead("b"))).isEqualTo(1);
        assertThat(store.<Map<String, Outbox.Backlog>>write(t -> t.outbox().forgetBefore(200)))
                .isEqualTo(Map.of("a", new Outbox.Backlog(1, 100, 0), "b", new Outbox.Backlog(0, 0, 1)));
        assertThat(store.<Map<String, Outbox.Backlog>>write(t -> t.outbox().keepOnly(List.of("a", "b", "d"))))
                .isEqualTo(Map.of("c", new Outbox.Backlog(1, 300, 0)));
        assertThat(store.<Map<String, Outbox.Backlog>>read(t -> t.outbox().backlog()))
                .isEqualTo(Map.of("a", new Outbox.Backlog(1, 200, 0), "b", new Outbox.Backlog(1, 200, 0)));
        write(t ->
                t.outbox().bury(List.of(t.outbox().next("a", 300, 1).getFirst().number()), "no"));
        assertThat(store.<Long>write(t -> t.outbox().drop("a"))).isEqualTo(1);
        assertThat(store.<Map<String, Outbox.Backlog>>read(t -> t.outbox().backlog()))
                .containsOnlyKeys("b");
    }

    @Test
    void givesWhatWaitsBehindANotice() {
        write(t -> {
            for (String id : List.of("1", "2", "3", "4")) {
                t.outbox().add(List.of("a", "b"), id, OpenStore.bytes(id), 100);
            }
            List<Outbox.Entry> all = t.outbox().next("a", 100, 10);
            t.outbox().retry(List.of(all.get(2).number()), 900, "away");
            t.outbox().bury(List.of(all.get(1).number()), "no");
        });
        long first =
                store.<Long>read(t -> t.outbox().next("a", 100, 1).getFirst().number());
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().behind("a", first, 10)))
                .extracting(Outbox.Entry::id)
                .containsExactly("3", "4");
        assertThat(store.<List<Outbox.Entry>>read(t -> t.outbox().behind("a", first, 1)))
                .extracting(Outbox.Entry::id)
                .containsExactly("3");
    }

    @Test
    void letsGoOfThePartsOfSourcesThatAreNoMore() {
        write(t -> t.behind()
                .put(List.of(
                        new Behind.Part("a", "x", 1, 2, 2, 2, 3),
                        new Behind.Part("b", "x", 1, 2, 2, 2, 3),
                        new Behind.Part("b", ODD, 1, 2, 2, 2, 3))));
        assertThat(store.<Long>write(t -> t.behind().keepOnly(List.of("a", "c"))))
                .isEqualTo(2);
        assertThat(store.<List<Behind.Part>>read(t -> t.behind().all()))
                .extracting(Behind.Part::source)
                .containsExactly("a");
    }

    @Test
    void closesTheGapOfThatNameAndNoOther() {
        Observations.Gap one = new Observations.Gap("s", "one", "t", "l", 10, 20, "away");
        Observations.Gap two = new Observations.Gap("s", "two", "t", "l", 10, 20, "away");
        Observations.Gap wider = new Observations.Gap("s", "two", "t", "l", 5, 20, "gone");
        Observations.Gap other = new Observations.Gap("r", "one", "t", "l", 12, 30, "away");
        write(t -> List.of(one, one, two, other).forEach(t.observations()::open));
        write(t -> t.observations().open(wider));
        write(t -> t.observations().close("s", "one"));
        assertThat(store.<List<Observations.Gap>>read(t -> t.observations().gaps()))
                .containsExactly(other, wider);
        assertThat(store.<Long>write(t -> t.observations().forgetBefore(20))).isEqualTo(1);
        assertThat(store.<List<Observations.Gap>>read(t -> t.observations().gaps()))
                .containsExactly(other);
    }
}
