package dev.firstseen.flink.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import dev.firstseen.flink.Pinned;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.Coding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

/** What waits comes out in order, and is read once however long it has waited. */
public class WaitingTest {
    private static final int MANY = 200;
    private static final AtomicInteger READ = new AtomicInteger();

    public record Counting() implements Coding<Long> {
        @Override
        public int version() {
            return 1;
        }

        @Override
        public void write(Long value, ByteWriter to) {
            to.whole(value);
        }

        @Override
        public Long read(ByteReader from, int version) {
            READ.incrementAndGet();
            return from.whole();
        }
    }

    /** Lets each number wait for the time that it is. */
    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
    private static class Function extends KeyedProcessFunction<String, Long, Long> {
        private static final long serialVersionUID = 1;

        private transient Waiting<Long> waiting;

        @Override
        public void open(OpenContext opened) {
            waiting = Waiting.in(getRuntimeContext(), "waiting", new Counting(), time -> new Place(time, "", ""));
        }

        @Override
        public void processElement(Long time, Context context, Collector<Long> out) throws Exception {
            waiting.put(time, context.timerService());
        }

        @Override
        public void onTimer(long timer, OnTimerContext context, Collector<Long> out) throws Exception {
            waiting.at(timer).forEach(out::collect);
        }
    }

    /** As builds before this one did. */
    @SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
    private static final class Earlier extends Function {
        private static final long serialVersionUID = 1;

        private transient MapState<Place, Long> waiting;

        @Override
        public void open(OpenContext opened) {
            waiting = getRuntimeContext()
                    .getMapState(new MapStateDescriptor<>(
                            "waiting",
                            new CodedSerializer<>(new PlaceCoding()),
                            new CodedSerializer<>(new Counting())));
        }

        @Override
        public void processElement(Long time, Context context, Collector<Long> out) throws Exception {
            waiting.put(new Place(time, "", ""), time);
            context.timerService().registerEventTimeTimer(Timers.decision(time));
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Long, Long> harness(Function function)
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(function), _ -> "one", Types.STRING);
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.setup();
        return harness;
    }

    /** Twice each, some of the same second. */
    private static List<Long> times() {
        List<Long> times = new ArrayList<>();
        for (long i = 0; i < MANY; i++) {
            times.add(700 * i);
            times.add(700 * i);
        }
        Collections.shuffle(times, new Random(3));
        return times;
    }

    private static void assertInOrderAndReadOnce(
            KeyedOneInputStreamOperatorTestHarness<String, Long, Long> harness, int most) throws Exception {
        READ.set(0);
        for (long time = 0; time < 700 * MANY; time += 500) {
            harness.processWatermark(time);
        }
        harness.processWatermark(Long.MAX_VALUE);
        assertThat(harness.extractOutputValues())
                .isEqualTo(times().stream().distinct().sorted().toList());
        assertThat(READ.get()).isEqualTo(most);
    }

    @Test
    void turnsAreReadAsTheyWereWritten() {
        Pinned.assertReads(new Turn.OfTurn(), "02f08f3c0e", new Turn(492_536, 7));
    }

    @Test
    void whatWaitsIsReadOnce() throws Exception {
        try (var harness = harness(new Function())) {
            harness.open();
            for (long time : times()) {
                harness.processElement(time, time);
            }
            assertInOrderAndReadOnce(harness, 2 * MANY);
        }
    }

    @Test
    void whatAnEarlierBuildLeftComesInOrderToo() throws Exception {
        List<Long> times = times();
        OperatorSubtaskState left;
        try (var harness = harness(new Earlier())) {
            harness.open();
            for (long time : times.subList(0, MANY)) {
                harness.processElement(time, time);
            }
            left = harness.snapshot(0, 0);
        }
        try (var harness = harness(new Function())) {
            harness.initializeState(left);
            harness.open();
            for (long time : times.subList(MANY, 2 * MANY)) {
                harness.processElement(time, time);
            }
            for (long time = 0; time < 700 * MANY; time += 500) {
                harness.processWatermark(time);
            }
            harness.processWatermark(Long.MAX_VALUE);
            assertThat(harness.extractOutputValues())
                    .isEqualTo(times.stream().distinct().sorted().toList());
        }
    }
}
