package dev.firstseen.flink.match;

import dev.firstseen.flink.rules.FolderVersion;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.Coded;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Matches records with rules that change while the job runs. All tasks are told of the same versions in the same order, so
 * they count generations alike; each says up to when it had read when it changed.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class ChangingMatchFunction extends BroadcastProcessFunction<Portion, FolderVersion, Match>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final int ONLY = 0;

    /** The rules that run. */
    public static final MapStateDescriptor<Integer, RuleBook> RUNNING =
            new MapStateDescriptor<>("rules", IntSerializer.INSTANCE, new CodedSerializer<>(new RuleBookCoding()));

    private final byte[] submitted;
    private final Enrichment enrichment;
    private final TimeMode mode;
    private final boolean archived;
    private transient RuleBook book;
    private transient BroadcastState<Integer, RuleBook> running;
    /** Up to when each task has read; however many go on, each is given all of them. */
    private transient ListState<Long> positions;

    private transient long readBefore;
    private transient Matching matching;
    private transient MatchOutputs outputs;
    private transient Set<String> toldProblems;

    /**
     * @param book the rules that a new job begins with
     * @param archived whether every record is kept for investigations
     */
    public ChangingMatchFunction(RuleBook book, Enrichment enrichment, TimeMode mode, boolean archived) {
        this.submitted = Coded.bytes(new RuleBookCoding(), book);
        this.enrichment = enrichment;
        this.mode = mode;
        this.archived = archived;
    }

    @Override
    public void initializeState(FunctionInitializationContext state) throws Exception {
        running = state.getOperatorStateStore().getBroadcastState(RUNNING);
        // None of these tasks ends before the others, since none has read the last of the rules.
        positions = state.getOperatorStateStore()
                .getUnionListState(new ListStateDescriptor<>("positions", LongSerializer.INSTANCE));
        RuleBook before = running.get(ONLY);
        book = before == null ? Coded.value(new RuleBookCoding(), submitted) : before;
        running.put(ONLY, book);
        readBefore = Long.MIN_VALUE;
        for (long position : positions.get()) {
            readBefore = Math.max(readBefore, position);
        }
        toldProblems = Set.of();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext state) throws Exception {
        positions.update(List.of(read()));
    }

    @Override
    public void open(OpenContext opened) {
        outputs = new MatchOutputs(getRuntimeContext());
        matching = matching();
    }

    private Matching matching() {
        return new Matching(book, enrichment.open(), mode, archived, outputs);
    }

    private long read() {
        return Math.max(readBefore, matching.read());
    }

    @Override
    public void processElement(Portion portion, ReadOnlyContext context, Collector<Match> out) {
        outputs.to(out, context::output);
        matching.read(portion);
    }

    @Override
    public void processBroadcastElement(FolderVersion read, Context context, Collector<Match> out) throws Exception {
        outputs.to(out, context::output);
        int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        if (task == 0) {
            read.playbooks().ifPresent(playbooks -> context.output(SideOutputs.PLAYBOOKS, playbooks));
        }
        RuleBook changed = book.changed(read.rules(), Memory.UNSETTLED);
        if (!changed.saysTheSameAs(book)) {
            change(changed, task, context);
        }
        if (task == 0) {
            tell(read.rules().unusable().problems());
        }
    }

    private void change(RuleBook changed, int task, Context context) throws Exception {
        int tasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        SortedSet<String> begun = new TreeSet<>(changed.memories());
        begun.removeAll(book.memories());
        SortedSet<String> ended = new TreeSet<>(book.memories());
        ended.removeAll(changed.memories());
        readBefore = read();
        if (!begun.isEmpty() || !ended.isEmpty()) {
            context.output(
                    SideOutputs.CHANGES,
                    new RulesChanged(List.copyOf(begun), List.copyOf(ended), task, tasks, readBefore));
        }
        if (task == 0) {
            Set<RuleText> before = Set.copyOf(book.texts());
            changed.texts().stream()
                    .filter(text -> !before.contains(text))
                    .forEach(text -> context.output(SideOutputs.RULES, text));
        }
        notice("The rules have changed in task %d of %d: %d begin to remember, %d end."
                .formatted(task + 1, tasks, begun.size(), ended.size()));
        book = changed;
        running.put(ONLY, book);
        matching = matching();
    }

    private void tell(List<String> unusable) {
        // What is the same file in both is told once.
        Set<String> problems = new LinkedHashSet<>(unusable);
        problems.addAll(matching.refused());
        if (!problems.equals(toldProblems)) {
            problems.forEach(this::notice);
            toldProblems = problems;
        }
    }

    private void notice(String sentence) {
        outputs.notice(new Notice("rules", sentence, "", "", "", Long.MIN_VALUE, 1));
    }
}
