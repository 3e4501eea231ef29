package dev.firstseen.flink.order;

import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.streaming.api.TimerService;

/**
 * What waits, for each key, until all that comes before it is there. What can be decided is found without reading what
 * waits longer. Something put twice at one place waits once.
 *
 * @param <T> what waits
 */
public final class Waiting<T> {
    private final Function<T, Place> place;
    private final MapState<Turn, T> waiting;
    /** How many wait for each decision. */
    private final MapState<Long, Long> counts;
    /** What earlier builds left, in no order. */
    private final MapState<Place, T> before;

    private Waiting(
            Function<T, Place> place,
            MapState<Turn, T> waiting,
            MapState<Long, Long> counts,
            MapState<Place, T> before) {
        this.place = place;
        this.waiting = waiting;
        this.counts = counts;
        this.before = before;
    }

    /**
     * What waits in a function's state.
     *
     * @param name of the state, which never changes
     * @param place of what waits among others of its key
     */
    public static <T> Waiting<T> in(RuntimeContext context, String name, Coding<T> coding, Function<T, Place> place) {
        return new Waiting<>(
                place,
                context.getMapState(new MapStateDescriptor<>(
                        name + "-turns", new CodedSerializer<>(new Turn.OfTurn()), new CodedSerializer<>(coding))),
                context.getMapState(
                        new MapStateDescriptor<>(name + "-counts", LongSerializer.INSTANCE, LongSerializer.INSTANCE)),
                context.getMapState(new MapStateDescriptor<>(
                        name, new CodedSerializer<>(new PlaceCoding()), new CodedSerializer<>(coding))));
    }

    /** Has something wait until its time can be decided, and the function called then. */
    public void put(T value, TimerService timers) throws Exception {
        long decision = Timers.decision(place.apply(value).time());
        Long count = counts.get(decision);
        long number = count == null ? 0 : count;
        waiting.put(new Turn(decision, number), value);
        counts.put(decision, number + 1);
        timers.registerEventTimeTimer(decision);
    }

    /** Takes out what can be decided at a timer, in order; the timers before it have taken what was theirs. */
    public List<T> at(long timer) throws Exception {
        SortedMap<Place, T> due = new TreeMap<>();
        if (!before.isEmpty()) {
            takeBefore(timer, due);
        }
        Long count = counts.get(timer);
        if (count != null) {
            for (long number = 0; number < count; number++) {
                Turn turn = new Turn(timer, number);
                T value = waiting.get(turn);
                due.put(place.apply(value), value);
                waiting.remove(turn);
            }
            counts.remove(timer);
        }
        return List.copyOf(due.values());
    }

    private void takeBefore(long timer, Map<Place, T> due) throws Exception {
        List<Place> taken = new ArrayList<>();
        for (Map.Entry<Place, T> entry : before.entries()) {
            if (Timers.decision(entry.getKey().time()) <= timer) {
                taken.add(entry.getKey());
                due.put(entry.getKey(), entry.getValue());
            }
        }
        for (Place each : taken) {
            before.remove(each);
        }
    }
}
