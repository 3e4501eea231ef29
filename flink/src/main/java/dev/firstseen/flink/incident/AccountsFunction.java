package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.alert.RaisedReading;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gathers alerts by account, and asks about their cases when {@link Looks} says so. The key is the tenant, since only there
 * it is known which names are one account; what comes here is the alerts and what tells of new names, not the records. A
 * playbook that changes is used from the next look at a case on.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else.
public final class AccountsFunction extends KeyedBroadcastProcessFunction<String, News, PlaybookVersion, Order>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1;
    private static final int ONLY = 0;

    /** What is asked of the archive. */
    static final OutputTag<Question> QUESTIONS = new OutputTag<>("questions", Question.type());

    /** The playbooks in use. */
    static final MapStateDescriptor<Integer, PlaybookTexts> PLAYBOOKS = new MapStateDescriptor<>(
            "playbooks", IntSerializer.INSTANCE, new CodedSerializer<>(new PlaybookTexts.OfPlaybookTexts()));

    private final InvestigationSettings settings;
    private final Enrichment tables;
    private final Looks looks;
    private final long submission;
    private transient BroadcastState<Integer, PlaybookTexts> used;
    private transient Manuals manuals;
    private transient List<String> toldProblems;
    private transient RaisedReading reading;
    private transient Enrolling enrolling;
    private transient Sitting sitting;
    private transient MapState<String, Boolean> observed;

    /** @param submission when the job was submitted, in milliseconds since 1970 */
    AccountsFunction(InvestigationSettings settings, Enrichment tables, TimeMode mode, long submission) {
        this.settings = settings;
        this.tables = tables;
        this.looks = new Looks(mode);
        this.submission = submission;
    }

    @Override
    public void initializeState(FunctionInitializationContext state) throws Exception {
        used = state.getOperatorStateStore().getBroadcastState(PLAYBOOKS);
        BroadcastState<Integer, String> submittedLast = state.getOperatorStateStore()
                .getBroadcastState(
                        new MapStateDescriptor<>("submitted", IntSerializer.INSTANCE, StringSerializer.INSTANCE));
        // After a failure what was submitted is older than what the playbooks have become since; what is submitted
        // again is newer, also where it says what was submitted before.
        String now = Long.toString(submission);
        PlaybookTexts texts = used.get(ONLY);
        if (texts == null || !now.equals(submittedLast.get(ONLY))) {
            texts = settings.playbooks();
            used.put(ONLY, texts);
            submittedLast.put(ONLY, now);
        }
        manuals = Manuals.of(texts);
        toldProblems = List.of();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext state) {
        // All is in state as it changes.
    }

    @Override
    public void open(OpenContext opened) {
        reading = new RaisedReading(tables.open());
        Accounts accounts = Accounts.in(getRuntimeContext(), settings.bounds());
        Diary diary = Diary.in(getRuntimeContext());
        RaisedAlerts alerts = RaisedAlerts.in(getRuntimeContext());
        enrolling = new Enrolling(settings, looks, accounts, alerts, diary);
        sitting = new Sitting(settings, looks, accounts, alerts, diary, reading);
        observed = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("observed", StringSerializer.INSTANCE, BooleanSerializer.INSTANCE));
    }

    @Override
    public void processElement(News news, ReadOnlyContext context, Collector<Order> out) throws Exception {
        switch (news) {
            case News.OfRecords(Told.Observed log) -> observed.put(log.dataset(), true);
            case News.OfRecords(Told.Together together) ->
                enrolling.together(
                        together, context.timerService(), notice -> context.output(SideOutputs.NOTICES, notice));
            case News.OfAlert(Raised raised) -> {
                Optional<Alert> alert = reading.alert(raised);
                if (alert.isPresent()) {
                    enrolling.raised(
                            raised,
                            alert.get(),
                            context.timerService(),
                            notice -> context.output(SideOutputs.NOTICES, notice));
                }
                reading.notices().forEach(notice -> context.output(SideOutputs.NOTICES, notice));
            }
        }
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Order> out) throws Exception {
        Set<String> logs = new TreeSet<>();
        observed.keys().forEach(logs::add);
        sitting.hold(timer, manuals, logs, context.timerService(), new Sitting.Out() {
            @Override
            public void order(Order order) {
                out.collect(order);
            }

            @Override
            public void question(Question question) {
                context.output(QUESTIONS, question);
            }
        });
        reading.notices().forEach(notice -> context.output(SideOutputs.NOTICES, notice));
    }

    @Override
    public void processBroadcastElement(PlaybookVersion read, Context context, Collector<Order> out) throws Exception {
        int task = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        List<String> problems = read.unusable().problems();
        if (task == 0 && !problems.equals(toldProblems)) {
            problems.forEach(problem -> context.output(SideOutputs.NOTICES, notice(problem)));
        }
        toldProblems = problems;
        PlaybookTexts changed = manuals.texts().changed(read);
        if (changed.equals(manuals.texts())) {
            return;
        }
        used.put(ONLY, changed);
        manuals = Manuals.of(changed);
        if (task == 0) {
            changed.beyond(settings.retention())
                    .forEach(sentence -> context.output(SideOutputs.NOTICES, notice(sentence)));
        }
        context.output(
                SideOutputs.NOTICES,
                notice("The playbooks have changed in task %d of %d: there are %d."
                        .formatted(
                                task + 1,
                                getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks(),
                                changed.texts().size())));
    }

    private static Notice notice(String sentence) {
        return new Notice("playbooks", sentence, "", "", "", Long.MIN_VALUE, 1);
    }
}
