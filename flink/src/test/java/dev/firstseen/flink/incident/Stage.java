package dev.firstseen.flink.incident;

import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** A function of a job at work in this process. Time is what the test says. */
final class Stage<A, B, T> implements AutoCloseable {

    /** A new instance of the function, as each start of a job has its own. */
    interface Function<A, B, T> {
        KeyedCoProcessFunction<String, A, B, T> made();
    }

    private final Function<A, B, T> function;
    private final KeySelector<A, String> keyOfFirst;
    private final KeySelector<B, String> keyOfSecond;
    private final Coding<T> coding;
    private KeyedTwoInputStreamOperatorTestHarness<String, A, B, T> harness;
    private long now = Long.MIN_VALUE;

    Stage(
            Function<A, B, T> function,
            KeySelector<A, String> keyOfFirst,
            KeySelector<B, String> keyOfSecond,
            Coding<T> coding)
            throws Exception {
        this.function = function;
        this.keyOfFirst = keyOfFirst;
        this.keyOfSecond = keyOfSecond;
        this.coding = coding;
        this.harness = harness();
        harness.open();
    }

    private KeyedTwoInputStreamOperatorTestHarness<String, A, B, T> harness() throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, A, B, T> made = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(function.made()), keyOfFirst, keyOfSecond, Types.STRING);
        made.setup(new CodedSerializer<>(coding));
        return made;
    }

    void first(A value) throws Exception {
        harness.processElement1(value, 0);
    }

    void second(B value) throws Exception {
        harness.processElement2(value, 0);
    }

    /** Time goes on; gives what came out since it last did. */
    List<T> to(long watermark) throws Exception {
        harness.processBothWatermarks(new Watermark(watermark));
        now = watermark;
        List<T> out = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        return out;
    }

    /** What came out beside since it was last asked. */
    <X> List<X> beside(OutputTag<X> tag) {
        Queue<StreamRecord<X>> queue = harness.getSideOutput(tag);
        List<X> values = new ArrayList<>();
        while (queue != null && !queue.isEmpty()) {
            values.add(queue.remove().getValue());
        }
        return values;
    }

    /** How much is remembered. */
    int remembered() {
        return harness.numKeyedStateEntries();
    }

    /** How many timers are set. */
    int timers() {
        return harness.numEventTimeTimers();
    }

    /** Goes on from a checkpoint in a new process. */
    void restart() throws Exception {
        OperatorSubtaskState state = harness.snapshot(0, 0);
        harness.close();
        harness = harness();
        harness.initializeState(state);
        harness.open();
        if (now != Long.MIN_VALUE) {
            harness.processBothWatermarks(new Watermark(now));
            harness.getOutput().clear();
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
