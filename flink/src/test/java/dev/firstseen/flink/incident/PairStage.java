package dev.firstseen.flink.incident;

import dev.firstseen.flink.wire.Coding;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** A function of two streams that have their keys in common. */
final class PairStage<A, B, T> extends Stage<T, KeyedTwoInputStreamOperatorTestHarness<String, A, B, T>> {

    PairStage(
            Supplier<KeyedCoProcessFunction<String, A, B, T>> function,
            KeySelector<A, String> keyOfFirst,
            KeySelector<B, String> keyOfSecond,
            Coding<T> coding)
            throws Exception {
        super(
                () -> new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(function.get()), keyOfFirst, keyOfSecond, Types.STRING),
                coding);
    }

    void first(A value) throws Exception {
        harness().processElement1(value, 0);
    }

    void second(B value) throws Exception {
        harness().processElement2(value, 0);
    }

    @Override
    void watermark(long watermark) throws Exception {
        harness().processBothWatermarks(new Watermark(watermark));
    }

    @Override
    int remembered() {
        return harness().numKeyedStateEntries();
    }
}
