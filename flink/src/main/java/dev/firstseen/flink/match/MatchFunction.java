package dev.firstseen.flink.match;

import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.CodedSerializer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Matches records with rules that do not change while the job runs. It is chained to the source. Which rules ran is part of
 * a savepoint, so that a rule that is new when the job goes on says from when its memory is whole.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class MatchFunction extends ProcessFunction<Portion, Match> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final int ONLY = 0;

    private final byte[] submitted;
    private final Enrichment enrichment;
    private final TimeMode mode;
    private final boolean archived;
    private transient RuleBook book;
    private transient BroadcastState<Integer, RuleBook> ran;
    private transient Matching matching;
    private transient MatchOutputs outputs;

    /** @param archived whether every record is kept for investigations */
    public MatchFunction(RuleBook book, Enrichment enrichment, TimeMode mode, boolean archived) {
        this.submitted = Coded.bytes(new RuleBookCoding(), book);
        this.enrichment = enrichment;
        this.mode = mode;
        this.archived = archived;
    }

    @Override
    public void initializeState(FunctionInitializationContext state) throws Exception {
        book = Coded.value(new RuleBookCoding(), submitted);
        // Every task has all of it, and unlike a union of lists it may be kept while some tasks have finished.
        ran = state.getOperatorStateStore()
                .getBroadcastState(new MapStateDescriptor<>(
                        "rules", IntSerializer.INSTANCE, new CodedSerializer<>(new RuleBookCoding())));
        RuleBook before = ran.get(ONLY);
        if (before != null) {
            book = book.after(before, book.now());
        }
        ran.put(ONLY, book);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext state) {
        // The rules do not change while the job runs.
    }

    @Override
    public void open(OpenContext opened) {
        outputs = new MatchOutputs(getRuntimeContext());
        matching = new Matching(book, enrichment.open(), mode, archived, outputs);
    }

    @Override
    public void processElement(Portion portion, Context here, Collector<Match> to) {
        outputs.to(to, here::output);
        matching.read(portion);
    }
}
