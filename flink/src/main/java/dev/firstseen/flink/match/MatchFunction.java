package dev.firstseen.flink.match;

import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.CodedSerializer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Matches records with rules that do not change while the job runs. It is chained to the source. Which rules ran is part of
 * a savepoint, so that a rule that is new when the job goes on says from when its memory is whole.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class MatchFunction extends ProcessFunction<Portion, Match> implements CheckpointedFunction {
    private static final long serialVersionUID = 1;

    private final byte[] submitted;
    private final Enrichment enrichment;
    private final TimeMode mode;
    private transient RuleBook book;
    private transient ListState<RuleBook> ran;
    private transient Matching matching;
    private transient @Nullable Collector<Match> out;
    private transient @Nullable Context context;

    public MatchFunction(RuleBook book, Enrichment enrichment, TimeMode mode) {
        this.submitted = Coded.bytes(new RuleBookCoding(), book);
        this.enrichment = enrichment;
        this.mode = mode;
    }

    @Override
    public void initializeState(FunctionInitializationContext state) throws Exception {
        book = Coded.value(new RuleBookCoding(), submitted);
        ran = state.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("rules", new CodedSerializer<>(new RuleBookCoding())));
        if (state.isRestored()) {
            for (RuleBook before : ran.get()) {
                // Every task left the same.
                book = book.after(before, book.now());
                break;
            }
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext state) throws Exception {
        ran.clear();
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            ran.add(book);
        }
    }

    @Override
    public void open(OpenContext opened) {
        Counter matches = getRuntimeContext().getMetricGroup().counter("matches");
        Counter notices = getRuntimeContext().getMetricGroup().counter("notices");
        matching = new Matching(book, enrichment.open(), mode, new Matching.Out() {
            @Override
            public void match(Match match) {
                matches.inc();
                if (out != null) {
                    out.collect(match);
                }
            }

            @Override
            public void hour(Hour hour) {
                if (context != null) {
                    context.output(SideOutputs.HOURS, hour);
                }
            }

            @Override
            public void notice(Notice notice) {
                notices.inc(notice.count());
                if (context != null) {
                    context.output(SideOutputs.NOTICES, notice);
                }
            }
        });
    }

    @Override
    public void processElement(Portion portion, Context here, Collector<Match> to) {
        out = to;
        context = here;
        matching.read(portion);
    }
}
