package dev.firstseen.flink.incident;

import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** A function of a job at work in this process. Time is what the test says. */
abstract class Stage<T, H extends AbstractStreamOperatorTestHarness<T>> implements AutoCloseable {

    /** A new harness with a new instance of the function, as each start of a job has its own. */
    interface Begun<H> {
        H made() throws Exception;
    }

    private final Begun<H> begun;
    private final Coding<T> coding;
    private H harness;
    private long now = Long.MIN_VALUE;

    Stage(Begun<H> begun, Coding<T> coding) throws Exception {
        this.begun = begun;
        this.coding = coding;
        this.harness = begun.made();
        harness.setup(new CodedSerializer<>(coding));
        harness.open();
    }

    final H harness() {
        return harness;
    }

    abstract void watermark(long watermark) throws Exception;

    /** How much is remembered. */
    abstract int remembered();

    /** Time goes on; gives what came out since it last did. */
    List<T> to(long watermark) throws Exception {
        watermark(watermark);
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

    /** How many timers are set. */
    int timers() {
        return harness.numEventTimeTimers();
    }

    /** Goes on from a checkpoint in a new process. */
    void restart() throws Exception {
        OperatorSubtaskState state = harness.snapshot(0, 0);
        harness.close();
        harness = begun.made();
        harness.setup(new CodedSerializer<>(coding));
        harness.initializeState(state);
        harness.open();
        if (now != Long.MIN_VALUE) {
            watermark(now);
            harness.getOutput().clear();
        }
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
