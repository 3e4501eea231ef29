package dev.firstseen.flink.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.event.Value;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Head;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RulesChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.Test;

/**
 * Where first-seen alerts differ from those over the same records in order, a late record is the reason, and is told. Time is
 * what the test says.
 */
class LateRecordsTest {
    private static final long WINDOW = Duration.ofDays(3).toMillis();
    private static final long LATENESS = Duration.ofHours(6).toMillis();
    private static final long SPAN = Duration.ofDays(14).toMillis();

    /** A user comes from a network, and the record of it arrives later. */
    private record Seen(long time, int network, long arrives) {
        Match match() {
            Value.Scalar user = new Value.Text("ada");
            return new Match(
                    new Memory("rule", "meaning", 0, Long.MIN_VALUE),
                    new Plan.NewTerms(WINDOW),
                    new Head("id" + time, "tenant", "o365.audit", time),
                    time,
                    List.of(new Brought(
                            List.of(user), List.of(List.of(user, new Value.Whole(network))), Optional.empty())),
                    "o365.audit",
                    new byte[0]);
        }
    }

    /** Networks that are seen again about when they are forgotten; a third of the records up to a day late. */
    private static List<Seen> records(Random random) {
        Set<Long> times = new TreeSet<>();
        while (times.size() < 150) {
            times.add((long) (random.nextDouble() * SPAN));
        }
        List<Seen> records = new ArrayList<>();
        for (long time : times) {
            long delay = random.nextInt(3) == 0
                    ? random.nextInt((int) Duration.ofDays(1).toMillis())
                    : 0;
            records.add(new Seen(time, random.nextInt(15), time + delay));
        }
        records.sort(Comparator.comparingLong(Seen::arrives));
        return records;
    }

    /** The times of what is first seen, record by record. */
    private static Set<Long> firstSeen(List<Seen> records) {
        return records.stream()
                .filter(each -> records.stream()
                        .noneMatch(other -> other.network() == each.network()
                                && other.time() < each.time()
                                && other.time() >= each.time() - WINDOW))
                .map(Seen::time)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What the fold says.
     *
     * @param raised the times of what is first seen
     * @param late the times of what was told as late
     * @param judgedLate how many were raised though they came after their time was decided
     */
    private record Said(Set<Long> raised, Set<Long> late, int judgedLate) {}

    private static Said fold(List<Seen> records) throws Exception {
        Set<Long> raised = new TreeSet<>();
        int judgedLate = 0;
        try (KeyedBroadcastOperatorTestHarness<String, Match, RulesChanged, Finding> fold =
                ProcessFunctionTestHarnesses.forKeyedBroadcastProcessFunction(
                        new FoldFunction(0, LATENESS), FoldFunction::key, Types.STRING, Lives.BEGUN, Lives.ENDED)) {
            long latest = Long.MIN_VALUE;
            for (Seen each : records) {
                boolean isLate = latest != Long.MIN_VALUE && each.time() <= latest - LATENESS - 1000;
                fold.processElement(each.match(), each.time());
                List<Long> found = found(fold);
                judgedLate += isLate ? found.size() : 0;
                raised.addAll(found);
                latest = Math.max(latest, each.time());
                fold.processWatermark(latest - LATENESS - 1);
                fold.processBroadcastWatermark(latest - LATENESS - 1);
                raised.addAll(found(fold));
            }
            fold.processWatermark(Long.MAX_VALUE);
            fold.processBroadcastWatermark(Long.MAX_VALUE);
            raised.addAll(found(fold));
            Set<Long> late = new TreeSet<>();
            Queue<StreamRecord<Notice>> notices = fold.getSideOutput(SideOutputs.NOTICES);
            if (notices != null) {
                notices.forEach(notice -> late.add(notice.getValue().time()));
            }
            return new Said(raised, late, judgedLate);
        }
    }

    private static List<Long> found(KeyedBroadcastOperatorTestHarness<String, Match, RulesChanged, Finding> fold) {
        List<Long> found = fold.extractOutputValues().stream()
                .map(finding -> finding.match().time())
                .toList();
        fold.getOutput().clear();
        return found;
    }

    @Test
    void whateverDiffersWasToldAsLate() throws Exception {
        int missing = 0;
        int more = 0;
        int judgedLate = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<Seen> records = records(new Random(seed));
            Set<Long> expected = firstSeen(records);
            Said said = fold(records);
            judgedLate += said.judgedLate();
            for (long time : expected) {
                if (!said.raised().contains(time)) {
                    missing++;
                    assertThat(said.late()).as("seed %d", seed).contains(time);
                }
            }
            for (long time : said.raised()) {
                if (!expected.contains(time)) {
                    more++;
                    assertThat(said.late())
                            .as("seed %d, %d", seed, time)
                            .anyMatch(late -> late < time
                                    && late >= time - WINDOW
                                    && network(records, late) == network(records, time));
                }
            }
        }
        assertThat(missing).isPositive();
        assertThat(more).isPositive();
        assertThat(judgedLate).isPositive();
    }

    /** Nothing is withdrawn: so much is too many, and no more. */
    @Test
    void aLateRecordLeavesAtMostOneAlertTooMany() throws Exception {
        long lateness = LATENESS;
        int records = 0;
        int late = 0;
        int more = 0;
        int missing = 0;
        for (int seed = 100; seed < 140; seed++) {
            List<Seen> seen = records(new Random(seed));
            Set<Long> expected = firstSeen(seen);
            Said said = fold(seen);
            Set<Long> extra = new TreeSet<>(said.raised());
            extra.removeAll(expected);
            Set<Long> lacking = new TreeSet<>(expected);
            lacking.removeAll(said.raised());
            assertThat(extra)
                    .as("seed %d", seed)
                    .hasSizeLessThanOrEqualTo(said.late().size());
            // Each is the next event of what the late record shows, and within the window after it.
            for (long time : extra) {
                assertThat(said.late()).as("seed %d", seed).anyMatch(each -> isNext(seen, each, time));
            }
            // What is late came more than the lateness after a later one.
            for (long time : said.late()) {
                assertThat(seen)
                        .anyMatch(other -> other.time() > time + lateness && other.arrives() <= arrives(seen, time));
            }
            records += seen.size();
            late += said.late().size();
            more += extra.size();
            missing += lacking.size();
        }
        assertThat(List.of(records, late, more, missing)).containsExactly(6_000, 754, 37, 150);
    }

    private static boolean isNext(List<Seen> records, long late, long time) {
        int network = network(records, late);
        return time > late
                && time - late <= WINDOW
                && network(records, time) == network
                && records.stream()
                        .noneMatch(other -> other.network() == network
                                && other.time() > late
                                && other.time() < time
                                && other.arrives() < arrives(records, late));
    }

    private static long arrives(List<Seen> records, long time) {
        return records.stream()
                .filter(each -> each.time() == time)
                .findFirst()
                .orElseThrow()
                .arrives();
    }

    private static int network(List<Seen> records, long time) {
        return records.stream()
                .filter(each -> each.time() == time)
                .findFirst()
                .orElseThrow()
                .network();
    }

    @Test
    void whatComesInTimeIsAsIfItCameInOrder() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            List<Seen> records = new ArrayList<>(records(new Random(seed)));
            records.replaceAll(each -> new Seen(
                    each.time(), each.network(), each.time() + Math.floorMod(each.arrives() - each.time(), LATENESS)));
            records.sort(Comparator.comparingLong(Seen::arrives));
            assertThat(fold(records)).as("seed %d", seed).isEqualTo(new Said(firstSeen(records), Set.of(), 0));
        }
    }
}
