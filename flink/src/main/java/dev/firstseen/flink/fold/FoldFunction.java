package dev.firstseen.flink.fold;

import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.order.Waiting;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.wire.KeyHash;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The folds of the engine on the memory of each key. What comes waits until the watermark has passed it, and is folded in
 * the order of (time, event id). What comes later than that is folded at once where it is still in order for its own key and
 * all that it is compared with is remembered; else it is told as late, and what a {@code new_terms} rule remembers is brought
 * up to date by it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class FoldFunction extends KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding> {
    private static final long serialVersionUID = 1;

    private final long kept;
    private final long lateness;
    private transient Waiting<Match> waiting;
    private transient TermMemory terms;
    private transient WindowMemory windows;
    private transient Counter late;

    /**
     * @param kept how much longer than it can matter a term is kept, to be told as seen before, in milliseconds
     * @param lateness how much longer anything is kept, for records that come after their time was decided
     */
    public FoldFunction(long kept, long lateness) {
        this.kept = kept;
        this.lateness = lateness;
    }

    /** What it is told of rules, in the state that all its tasks share. */
    public static BroadcastStream<RulesChanged> told(DataStream<RulesChanged> changes) {
        return changes.broadcast(Lives.BEGUN, Lives.ENDED);
    }

    /** Whose memory a match touches that was sent to one key. */
    public static String key(Match match) {
        // Without memory there is no need to come together.
        String apart = match.plan() instanceof Plan.Every ? match.head().id() : "";
        return match.memory().tag()
                + KeyHash.of(
                        match.brought().getFirst().key(),
                        match.memory().name(),
                        match.head().tenant(),
                        apart);
    }

    @Override
    public void open(OpenContext opened) {
        waiting = Waiting.in(getRuntimeContext(), "waiting", new Codings.OfMatch(), Match::place);
        terms = new TermMemory(getRuntimeContext(), Slack.of(kept, lateness));
        windows = new WindowMemory(getRuntimeContext(), Slack.of(lateness));
        late = getRuntimeContext().getMetricGroup().counter("late");
    }

    @Override
    public void processElement(Match match, ReadOnlyContext context, Collector<Finding> out) throws Exception {
        long decision = Timers.decision(match.time());
        if (match.plan() instanceof Plan.Every
                || decision <= context.timerService().currentWatermark()) {
            fold(match, true, context, out);
            return;
        }
        waiting.put(match, context.timerService());
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
        for (Match match : waiting.at(timer)) {
            fold(match, false, context, out);
        }
        if (Timers.forgets(timer, context.timerService())) {
            terms.expire(timer, context.timerService());
            windows.expire(timer, context.timerService());
        }
    }

    @Override
    public void processBroadcastElement(RulesChanged change, Context context, Collector<Finding> out) throws Exception {
        Lives.learn(change, context);
    }

    /** @param isLate whether something may have been forgotten since its time was decided */
    private void fold(Match match, boolean isLate, ReadOnlyContext context, Collector<Finding> out) throws Exception {
        if (!(match.plan() instanceof Plan.Every) && Lives.hasEnded(match, context)) {
            tell("ended", "Its rule was taken away or changed before it was decided on.", match, context);
            return;
        }
        List<Found> found = switch (match.plan()) {
            case Plan.Every every -> List.of(new Found.Matched());
            case Plan.NewTerms newTerms ->
                terms.fold(match, isLate, newTerms, context.timerService(), why -> late(match, why, context));
            case Plan.Threshold threshold ->
                windows.fold(match, isLate, threshold, context.timerService(), why -> late(match, why, context));
        };
        if (!found.isEmpty()) {
            // One record may raise thousands of alerts, none of which needs what the others are of.
            Match settled = Lives.settled(match, context);
            Match bare = settled.with(settled.brought().getFirst().withoutValues());
            found.forEach(each -> out.collect(new Finding(bare, each)));
        }
    }

    private void late(Match match, Late why, ReadOnlyContext context) {
        late.inc();
        tell("late", why.sentence(), match, context);
    }

    private static void tell(String kind, String reason, Match match, ReadOnlyContext context) {
        context.output(
                SideOutputs.NOTICES,
                new Notice(
                        kind,
                        reason,
                        match.memory().rule(),
                        match.head().tenant(),
                        match.head().id(),
                        match.time(),
                        1));
    }
}
