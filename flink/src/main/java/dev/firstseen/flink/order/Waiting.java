package dev.firstseen.flink.order;

import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.Coding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;

/**
 * What waits, for each key, until all that comes before it is there. Something put twice at one place waits once.
 *
 * @param <T> what waits
 */
public final class Waiting<T> {
    private final MapState<Place, T> waiting;

    private Waiting(MapState<Place, T> waiting) {
        this.waiting = waiting;
    }

    /**
     * What waits in a function's state.
     *
     * @param name of the state, which never changes
     */
    public static <T> Waiting<T> in(RuntimeContext context, String name, Coding<T> coding) {
        return new Waiting<>(context.getMapState(described(name, coding)));
    }

    /** The state of what waits. */
    public static <T> MapStateDescriptor<Place, T> described(String name, Coding<T> coding) {
        return new MapStateDescriptor<>(name, new CodedSerializer<>(new PlaceCoding()), new CodedSerializer<>(coding));
    }

    public void put(Place place, T value) throws Exception {
        waiting.put(place, value);
    }

    /** Takes out what stands at or before a time, in order. */
    public List<T> upTo(long time) throws Exception {
        List<Map.Entry<Place, T>> due = new ArrayList<>();
        for (Map.Entry<Place, T> entry : waiting.entries()) {
            if (entry.getKey().time() <= time) {
                due.add(Map.entry(entry.getKey(), entry.getValue()));
            }
        }
        due.sort(Map.Entry.comparingByKey());
        List<T> values = new ArrayList<>(due.size());
        for (Map.Entry<Place, T> entry : due) {
            waiting.remove(entry.getKey());
            values.add(entry.getValue());
        }
        return values;
    }
}
