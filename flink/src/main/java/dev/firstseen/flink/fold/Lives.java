package dev.firstseen.flink.fold;

import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.wire.CodedSerializer;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/**
 * Which memories began while the job ran, and which have ended. A rule changes seldom, so both are kept for as long as the
 * job runs. What is remembered for a rule that has ended goes when its time has passed, as if it had not: to look for it
 * among all keys at once would hold up the job for longer than a checkpoint may take.
 */
final class Lives {
    static final MapStateDescriptor<String, Beginning> BEGUN = new MapStateDescriptor<>(
            "begun", StringSerializer.INSTANCE, new CodedSerializer<>(new Beginning.OfBeginning()));
    static final MapStateDescriptor<String, Boolean> ENDED =
            new MapStateDescriptor<>("ended", Types.STRING, Types.BOOLEAN);

    private Lives() {}

    /** Takes in what a task says. */
    static void learn(
            RulesChanged change, KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding>.Context context)
            throws Exception {
        BroadcastState<String, Boolean> ended = context.getBroadcastState(ENDED);
        BroadcastState<String, Beginning> begun = context.getBroadcastState(BEGUN);
        for (String name : change.begun()) {
            Beginning before = begun.get(name);
            begun.put(
                    name,
                    (before == null ? Beginning.none(change.tasks()) : before).with(change.task(), change.read()));
        }
        for (String name : change.ended()) {
            ended.put(name, true);
            begun.remove(name);
        }
    }

    static boolean hasEnded(
            Match match, KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding>.ReadOnlyContext context)
            throws Exception {
        return context.getBroadcastState(ENDED).contains(match.memory().name());
    }

    /** The match, of a memory of which it is known from when on it is whole. */
    static Match settled(
            Match match, KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding>.ReadOnlyContext context)
            throws Exception {
        if (match.memory().since() != Memory.UNSETTLED) {
            return match;
        }
        Beginning beginning =
                context.getBroadcastState(BEGUN).get(match.memory().name());
        return beginning != null && beginning.isSettled()
                ? match.with(match.memory().from(beginning.since()))
                : match;
    }
}
