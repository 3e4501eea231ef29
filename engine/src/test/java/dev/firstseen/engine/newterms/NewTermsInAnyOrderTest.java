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
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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

    private static Set<String> standing(List<Occurrence> arriving, Duration lateness) {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, lateness);
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
            @ForAll @Size(max = 25) List<@IntRange(max = 240) Integer> numbers, @ForAll long seed) {
        List<Occurrence> arriving = new ArrayList<>(occurrences(numbers));
        Collections.shuffle(arriving, new Random(seed));
        assertThat(standing(arriving, Duration.ofMillis(60))).isEqualTo(firstSeen(arriving));
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
        assertThat(standing(late, Duration.ofMillis(lateness))).isEqualTo(firstSeen(late));
    }

    @Test
    void aTermInUseHasOneRun() {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(WINDOW, Duration.ofMillis(5));
        Runs memory = Runs.NONE;
        for (int i = 0; i < 10_000; i++) {
            memory = fold.step(memory, occurrence(5L * i, "e")).memory();
        }
        assertThat(memory.runs()).containsExactly(new Runs.Run(0, "e", 49_995));
    }

    @Test
    void theEndsOfTimeDoNotOverflow() {
        NewTermsInAnyOrder fold = new NewTermsInAnyOrder(Duration.ofDays(7), Duration.ofDays(7));
        var early = fold.step(null, occurrence(Long.MIN_VALUE, "e"));
        var late = fold.step(early.memory(), occurrence(Long.MAX_VALUE, "f"));
        assertThat(late.reports()).hasSize(1);
        assertThat(late.until()).isEqualTo(Long.MAX_VALUE);
    }
}
