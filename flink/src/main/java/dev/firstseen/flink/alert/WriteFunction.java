package dev.firstseen.flink.alert;

import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.tally.Tally;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Writes alerts with the texts of their rules. Rules that are gone are remembered, for what they found and is still on its
 * way; a finding that comes sooner than its rule waits for it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class WriteFunction extends BroadcastProcessFunction<Finding, RulesChanged, Delivered>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private static final int ONLY = 0;

    /** Every alert that was written, with its rule. */
    public static final OutputTag<Raised> RAISED = new OutputTag<>("raised", Raised.type());

    private final byte[] submitted;
    private final Enrichment enrichment;
    private transient BroadcastState<String, RuleText> known;
    /** A digest of the rules that were submitted last. */
    private transient BroadcastState<Integer, String> submittedLast;

    private transient ListState<Finding> kept;
    private transient List<Finding> early;
    private transient AlertWriting writing;
    private transient LongCounter written;

    public WriteFunction(RuleBook book, Enrichment enrichment) {
        this.submitted = Coded.bytes(new RuleBookCoding(), book);
        this.enrichment = enrichment;
    }

    @Override
    public void open(OpenContext opened) {
        written = Tally.ALERTS.in(getRuntimeContext());
    }

    @Override
    public void initializeState(FunctionInitializationContext state) throws Exception {
        known = state.getOperatorStateStore()
                .getBroadcastState(new MapStateDescriptor<>(
                        "texts", StringSerializer.INSTANCE, new CodedSerializer<>(new RuleText.OfRuleText())));
        submittedLast = state.getOperatorStateStore()
                .getBroadcastState(
                        new MapStateDescriptor<>("submitted", IntSerializer.INSTANCE, StringSerializer.INSTANCE));
        kept = state.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("early", new CodedSerializer<>(new FindingCoding())));
        early = new ArrayList<>();
        kept.get().forEach(early::add);
        writing = new AlertWriting(enrichment);
        // After a failure what was submitted is older than what the rules have become since.
        String digest = KeyHash.ofBytes(submitted);
        if (!digest.equals(submittedLast.get(ONLY))) {
            remember(Coded.value(new RuleBookCoding(), submitted));
            submittedLast.put(ONLY, digest);
        }
        List<RuleText> texts = new ArrayList<>();
        for (Map.Entry<String, RuleText> each : known.entries()) {
            texts.add(each.getValue());
        }
        writing.learn(new RuleBook(texts, 0, 0));
    }

    private void remember(RuleBook book) throws Exception {
        for (Map.Entry<String, RuleText> each : book.byName().entrySet()) {
            known.put(each.getKey(), each.getValue());
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext state) throws Exception {
        kept.update(early);
    }

    @Override
    public void processElement(Finding finding, ReadOnlyContext context, Collector<Delivered> out) {
        write(finding, context.currentProcessingTime(), raised -> context.output(RAISED, raised), out);
    }

    @Override
    public void processBroadcastElement(RulesChanged change, Context context, Collector<Delivered> out)
            throws Exception {
        remember(change.book());
        writing.learn(change.book());
        List<Finding> waiting = early;
        early = new ArrayList<>();
        for (Finding finding : waiting) {
            write(finding, context.currentProcessingTime(), raised -> context.output(RAISED, raised), out);
        }
    }

    private void write(Finding finding, long now, Consumer<Raised> raised, Collector<Delivered> out) {
        Optional<Delivered> alert = writing.write(finding, Instant.ofEpochMilli(now));
        if (alert.isEmpty()) {
            early.add(finding);
            return;
        }
        written.add(1);
        out.collect(alert.get());
        raised.accept(new Raised(finding, writing.text(finding)));
    }
}
