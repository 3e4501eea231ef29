package dev.firstseen.flink.fold;

import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Waiting;
import dev.firstseen.flink.rules.Memory;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;

/**
 * Which memories began while the job ran, and which have ended. A rule changes seldom, so both are kept for as long as the
 * job runs.
 */
final class Lives {
    static final MapStateDescriptor<String, Beginning> BEGUN = new MapStateDescriptor<>(
            "begun", StringSerializer.INSTANCE, new CodedSerializer<>(new Beginning.OfBeginning()));
    static final MapStateDescriptor<String, Boolean> ENDED =
            new MapStateDescriptor<>("ended", Types.STRING, Types.BOOLEAN);

    private Lives() {}

    /** Takes in what a task says; gives the memories that end by it. */
    static List<String> learn(
            RulesChanged change, KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding>.Context context)
            throws Exception {
        BroadcastState<String, Beginning> begun = context.getBroadcastState(BEGUN);
        for (String name : change.begun()) {
            Beginning before = begun.get(name);
            begun.put(
                    name,
                    (before == null ? Beginning.none(change.tasks()) : before).with(change.task(), change.read()));
        }
        BroadcastState<String, Boolean> ended = context.getBroadcastState(ENDED);
        List<String> ending = new ArrayList<>();
        for (String name : change.ended()) {
            if (!ended.contains(name)) {
                ended.put(name, true);
                begun.remove(name);
                ending.add(name);
            }
        }
        return ending;
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

    /** Lets go of all that some memories hold, in one walk over each state, and tells what waited. */
    static void letGo(
            List<String> names, KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding>.Context context)
            throws Exception {
        if (names.isEmpty()) {
            return;
        }
        Map<String, String> byTag = new HashMap<>();
        names.forEach(name -> byTag.put(Memory.tag(name), name));
        SequencedMap<String, Long> waited = new TreeMap<>();
        context.applyToKeyedState(Waiting.described(FoldFunction.WAITING, new Codings.OfMatch()), (key, waiting) -> {
            String name = byTag.get(Memory.tagOf(key));
            if (name != null) {
                waiting.keys().forEach(_ -> waited.merge(name, 1L, Long::sum));
                waiting.clear();
            }
        });
        clear(byTag.keySet(), TermMemory.terms(), context);
        clear(byTag.keySet(), TermMemory.windows(), context);
        clear(byTag.keySet(), WindowMemory.windows(), context);
        clear(byTag.keySet(), WindowMemory.lookbacks(), context);
        waited.forEach((name, count) -> context.output(SideOutputs.NOTICES, ended(name, count)));
    }

    private static <S extends State> void clear(
            Set<String> tags,
            StateDescriptor<S, ?> state,
            KeyedBroadcastProcessFunction<String, Match, RulesChanged, Finding>.Context context)
            throws Exception {
        context.applyToKeyedState(state, (key, held) -> {
            if (tags.contains(Memory.tagOf(key))) {
                held.clear();
            }
        });
    }

    static Notice ended(String name, long count) {
        return new Notice(
                "ended",
                "Its rule was taken away or changed before it was decided on.",
                name,
                "",
                "",
                Long.MIN_VALUE,
                count);
    }
}
