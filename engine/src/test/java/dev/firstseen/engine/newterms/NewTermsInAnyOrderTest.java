package dev.firstseen.engine.newterms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.DocumentEvent;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.fold.Change;
import dev.firstseen.engine.fold.Fold;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NewTermsInAnyOrderTest {
    private static final Duration WINDOW = Duration.ofMillis(10);
    private static final Term TERM = new Term(List.of(new Value.Text("x")));

    /** Few times and ids, so that ties, repetitions and windows that just reach are common. */
    private static List<Occurrence> occurrences(List<Integer> numbers) {
        return numbers.stream()
                .map(number -> occurrence(number / 4, "e" + number % 4))
                .toList();
    }

    private static Occurrence occurrence(long time, String id) {
        return new Occurrence(new DocumentEvent(id, time, "d", "t", new Document(Value.Members.NONE)), TERM, time);
    }

    private static String key(long time, String id) {
        return time + " " + id;
    }

    /** What the definition says: no earlier occurrence in the window, and of those at the same time the smallest id. */
    private static Set<String> firstSeen(List<Occurrence> all) {
        Set<String> first = new HashSet<>();
        for (Occurrence one : all) {
            boolean known = all.stream()
                    .anyMatch(other -> other.time() >= one.time() - WINDOW.toMillis()
                            && (other.time() < one.time()
                                    || other.time() == one.time()
                                            && other.event()
                                                            .id()
                                                            .compareTo(
                                                                    one.event().id())
                                                    < 0));
            if (!known) {
                first.add(key(one.time(), one.event().id()));
            }
        }
        return first;
    }

    private static Set<String> standing(List<Occurrence> arriving, Duration lateness, long now) {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, lateness, now);
        Set<String> standing = new HashSet<>();
        Runs memory = null;
        for (Occurrence each : arriving) {
            Fold.Step<Runs, Change<Runs.Run>> step = fold.step(memory, each);
            memory = step.memory();
            for (Change<Runs.Run> change : step.reports()) {
                Runs.Run run = change.reported();
                switch (change) {
                    case Change.Raised<Runs.Run> _ ->
                        assertThat(standing.add(key(run.first(), run.firstId())))
                                .isTrue();
                    case Change.Withdrawn<Runs.Run> _ ->
                        assertThat(standing.remove(key(run.first(), run.firstId())))
                                .isTrue();
                }
            }
        }
        return standing;
    }

    @Property(tries = 3000)
    void whatStandsIsFirstSeenInWhateverOrder(
            @ForAll @Size(max = 25) List<@IntRange(max = 240) Integer> numbers,
            @ForAll long seed,
            @ForAll @IntRange(min = -200, max = 200) int now) {
        List<Occurrence> arriving = new ArrayList<>(occurrences(numbers));
        Collections.shuffle(arriving, new Random(seed));
        assertThat(standing(arriving, Duration.ofMillis(60), now)).isEqualTo(firstSeen(arriving));
    }

    @Property(tries = 2000)
    void lessIsRememberedWhereLessIsLate(
            @ForAll @Size(max = 40) List<@IntRange(max = 400) Integer> numbers,
            @ForAll @IntRange(max = 15) int lateness,
            @ForAll long seed) {
        List<Occurrence> arriving = new ArrayList<>(occurrences(numbers));
        Random random = new Random(seed);
        // Each is late by at most the lateness: sorted by a time put off by less.
        arriving.sort(Comparator.comparingLong(Occurrence::time));
        List<long[]> order = new ArrayList<>();
        for (int i = 0; i < arriving.size(); i++) {
            order.add(new long[] {arriving.get(i).time() + random.nextInt(lateness + 1), i});
        }
        order.sort(Comparator.comparingLong(each -> each[0]));
        List<Occurrence> late =
                order.stream().map(each -> arriving.get((int) each[1])).toList();
        assertThat(standing(late, Duration.ofMillis(lateness), Long.MAX_VALUE)).isEqualTo(firstSeen(late));
    }

    /** Records of the past or of now come in order, and between them some of a far future, again and again. */
    @Property(tries = 2000)
    void whatIsOfATimeToComeMakesNothingOld(
            @ForAll @Size(max = 40) List<@IntRange(max = 400) Integer> numbers,
            @ForAll @Size(max = 5) List<@IntRange(max = 40) Integer> toCome,
            @ForAll @IntRange(min = 100, max = 5_000) int now,
            @ForAll long seed) {
        List<Occurrence> arriving = new ArrayList<>(occurrences(numbers));
        arriving.sort(Comparator.comparingLong(Occurrence::time));
        Random random = new Random(seed);
        for (Occurrence each : occurrences(toCome)) {
            arriving.add(
                    random.nextInt(arriving.size() + 1),
                    occurrence(each.time() + 1_000_000, each.event().id()));
        }
        assertThat(standing(arriving, Duration.ofMillis(10), now)).isEqualTo(firstSeen(arriving));
    }

    @Test
    void ofTimesToComeFewAreRemembered() {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, Duration.ofMillis(50), 1_000);
        Runs memory = fold.step(Runs.NONE, 990, "e").memory();
        for (int i = 0; i < 1_000; i++) {
            memory = fold.step(memory, 1_100 + 11L * i, "e" + i).memory();
        }
        assertThat(memory.runs()).hasSizeLessThan(10).contains(new Runs.Run(990, "e", 990, 1));
    }

    /** One step of a stream in which events move: each takes the place it had, if it had one. */
    private static Set<String> moving(List<Occurrence> steps, Map<String, Long> times, boolean onlyLone) {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, Duration.ofMillis(200), 100);
        Runs memory = Runs.NONE;
        Set<String> standing = new HashSet<>();
        for (Occurrence each : steps) {
            String id = each.event().id();
            Long before = times.get(id);
            if (before != null && (before <= each.time() || onlyLone && !isAlone(id, before, times))) {
                continue;
            }
            List<Change<Runs.Run>> changes = new ArrayList<>();
            if (before != null) {
                var left = fold.left(memory, before, id);
                memory = left.memory();
                changes.addAll(left.reports());
            }
            var step = fold.step(memory, each);
            memory = step.memory();
            changes.addAll(step.reports());
            times.put(id, each.time());
            for (Change<Runs.Run> change : changes) {
                String changed = change.reported().firstId();
                switch (change) {
                    case Change.Raised<Runs.Run> _ ->
                        assertThat(standing.add(changed)).isTrue();
                    case Change.Withdrawn<Runs.Run> _ ->
                        assertThat(standing.remove(changed)).isTrue();
                }
            }
        }
        return standing;
    }

    private static boolean isAlone(String id, long time, Map<String, Long> times) {
        return times.entrySet().stream()
                .noneMatch(
                        other -> !other.getKey().equals(id) && Math.abs(other.getValue() - time) <= WINDOW.toMillis());
    }

    private static List<Occurrence> moves(Random random) {
        List<Occurrence> steps = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            steps.add(occurrence(random.nextInt(100), "e" + random.nextInt(8)));
        }
        return steps;
    }

    private static Set<String> firstSeen(Map<String, Long> times) {
        List<Occurrence> all = new ArrayList<>();
        times.forEach((id, time) -> all.add(occurrence(time, id)));
        Set<String> first = firstSeen(all);
        return times.entrySet().stream()
                .filter(each -> first.contains(key(each.getValue(), each.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @Property(tries = 2000)
    void whatMovesAloneCountsWhereItIs(@ForAll Random random) {
        Map<String, Long> times = new HashMap<>();
        assertThat(moving(moves(random), times, true)).isEqualTo(firstSeen(times));
    }

    @Property(tries = 2000)
    void whateverMovesNothingStandsThatWasSeen(@ForAll Random random) {
        Map<String, Long> times = new HashMap<>();
        Set<String> standing = moving(moves(random), times, false);
        assertThat(firstSeen(times)).containsAll(standing);
    }

    @Test
    void whatMovesTogetherLeavesNothing() {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, Duration.ofMillis(200), 100);
        Runs memory = Runs.NONE;
        for (String id : List.of("a", "b", "c")) {
            memory = fold.step(memory, 50, id).memory();
        }
        for (String id : List.of("a", "b", "c")) {
            memory = fold.left(memory, 50, id).memory();
        }
        assertThat(memory).isEqualTo(Runs.NONE);
    }

    @Test
    void aTermInUseHasOneRun() {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, Duration.ofMillis(5), Long.MAX_VALUE);
        Runs memory = Runs.NONE;
        for (int i = 0; i < 10_000; i++) {
            memory = fold.step(memory, occurrence(5L * i, "e")).memory();
        }
        assertThat(memory.runs()).containsExactly(new Runs.Run(0, "e", 49_995, 10_000));
    }

    @Test
    void theEndsOfTimeDoNotOverflow() {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(Duration.ofDays(7), Duration.ofDays(7), 0);
        var early = fold.step(null, occurrence(Long.MIN_VALUE, "e"));
        var late = fold.step(early.memory(), occurrence(Long.MAX_VALUE, "f"));
        assertThat(late.reports()).hasSize(1);
        assertThat(late.until()).isEqualTo(Long.MAX_VALUE);
    }
}
