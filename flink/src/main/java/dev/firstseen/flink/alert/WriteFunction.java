package dev.firstseen.flink.alert;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.tally.Tally;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
public final class WriteFunction extends BroadcastProcessFunction<Finding, RuleText, Delivered>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private static final int ONLY = 0;

    /** The texts of all rules that ever ran, by what their memories are called. */
    public static final MapStateDescriptor<String, RuleText> TEXTS = new MapStateDescriptor<>(
            "texts", StringSerializer.INSTANCE, new CodedSerializer<>(new RuleText.OfRuleText()));

    /** Every alert that was written, with its rule. */
    public static final OutputTag<Raised> RAISED = new OutputTag<>("raised", Raised.type());

    private final byte[] submitted;
    private final Enrichment enrichment;
    private transient BroadcastState<String, RuleText> texts;
    private transient ListState<Finding> kept;
    private transient List<Finding> early;
    private transient RaisedReading reading;
    private transient LongCounter written;

    /** Flink's ways out, whatever came in. */
    private interface Side {
        <T> void output(OutputTag<T> tag, T value);
    }

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
        texts = state.getOperatorStateStore().getBroadcastState(TEXTS);
        BroadcastState<Integer, String> submittedLast = state.getOperatorStateStore()
                .getBroadcastState(
                        new MapStateDescriptor<>("submitted", IntSerializer.INSTANCE, StringSerializer.INSTANCE));
        kept = state.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("early", new CodedSerializer<>(new FindingCoding())));
        early = new ArrayList<>();
        kept.get().forEach(early::add);
        reading = new RaisedReading(enrichment.open());
        // After a failure what was submitted is older than what the rules have become since.
        String digest = KeyHash.ofBytes(submitted);
        if (!digest.equals(submittedLast.get(ONLY))) {
            for (RuleText text : Coded.value(new RuleBookCoding(), submitted).texts()) {
                texts.put(text.memory().called(), text);
            }
            submittedLast.put(ONLY, digest);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext state) throws Exception {
        kept.update(early);
    }

    @Override
    public void processElement(Finding finding, ReadOnlyContext context, Collector<Delivered> out) throws Exception {
        RuleText rule =
                context.getBroadcastState(TEXTS).get(finding.match().memory().called());
        if (rule == null) {
            early.add(finding);
        } else {
            write(new Raised(finding, rule), context.currentProcessingTime(), context::output, out);
        }
    }

    @Override
    public void processBroadcastElement(RuleText rule, Context context, Collector<Delivered> out) throws Exception {
        String called = rule.memory().called();
        texts.put(called, rule);
        List<Finding> waiting = early;
        early = new ArrayList<>();
        for (Finding finding : waiting) {
            if (finding.match().memory().called().equals(called)) {
                write(new Raised(finding, rule), context.currentProcessingTime(), context::output, out);
            } else {
                early.add(finding);
            }
        }
    }

    private void write(Raised raised, long now, Side side, Collector<Delivered> out) {
        reading.alert(raised).ifPresent(alert -> {
            written.add(1);
            out.collect(delivered(alert, now));
            side.output(RAISED, raised);
        });
        reading.notices().forEach(notice -> side.output(SideOutputs.NOTICES, notice));
    }

    private Delivered delivered(Alert alert, long now) {
        StringBuilder line = new StringBuilder();
        try {
            new Ndjson(Instant.ofEpochMilli(now), enrichment.tables()).write(List.of(alert), line);
        } catch (IOException memoryCannotFail) {
            throw new UncheckedIOException(memoryCannotFail);
        }
        return new Delivered.AlertRaised(alert.id(), now, line.toString().strip());
    }
}
