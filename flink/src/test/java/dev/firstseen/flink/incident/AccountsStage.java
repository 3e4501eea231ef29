package dev.firstseen.flink.incident;

import dev.firstseen.flink.playbooks.PlaybookVersion;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** The function that gathers alerts by account. */
final class AccountsStage
        extends Stage<Order, KeyedBroadcastOperatorTestHarness<String, News, PlaybookVersion, Order>> {

    AccountsStage(Supplier<AccountsFunction> function) throws Exception {
        super(
                () -> new KeyedBroadcastOperatorTestHarness<>(
                        new CoBroadcastWithKeyedOperator<>(function.get(), List.of(AccountsFunction.PLAYBOOKS)),
                        News::key,
                        Types.STRING,
                        1,
                        1,
                        0),
                new Order.OfOrder());
    }

    void news(News news) throws Exception {
        harness().processElement(news, 0);
    }

    void playbooks(PlaybookVersion read) throws Exception {
        harness().processBroadcastElement(read, 0);
    }

    @Override
    void watermark(long watermark) throws Exception {
        harness().processWatermark(watermark);
        harness().processBroadcastWatermark(watermark);
    }

    @Override
    int remembered() {
        var backend = ((AbstractStreamOperator<?>) harness().getTwoInputOperator()).getKeyedStateBackend();
        return ((HeapKeyedStateBackend<?>) backend).numKeyValueStateEntries();
    }
}
