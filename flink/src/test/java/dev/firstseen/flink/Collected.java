package dev.firstseen.flink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** What came out of a stream of a job in this process. One test at a time uses it. */
final class Collected<T> implements MapFunction<T, T> {
    private static final long serialVersionUID = 1;
    private static final List<Object> ALL = new ArrayList<>();

    static void reset() {
        synchronized (ALL) {
            ALL.clear();
        }
    }

    static <T> void of(DataStream<T> stream, TypeInformation<T> type) {
        stream.map(new Collected<T>(), type).sinkTo(new DiscardingSink<>());
    }

    /** All of a type that came so far. */
    static <T> List<T> all(Class<T> type) {
        synchronized (ALL) {
            return ALL.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** Waits until so many came. */
    static <T> void await(Class<T> type, Predicate<T> which, int count) throws InterruptedException {
        synchronized (ALL) {
            Patience patience = new Patience();
            while (all(type).stream().filter(which).count() < count) {
                patience.await(
                        ALL,
                        () -> "%d of %d came"
                                .formatted(all(type).stream().filter(which).count(), count));
            }
        }
    }

    /** Waits until all that came is what is awaited. */
    static <T> void await(Class<T> type, Predicate<List<T>> all) throws InterruptedException {
        synchronized (ALL) {
            Patience patience = new Patience();
            while (!all.test(all(type))) {
                patience.await(ALL, () -> "not what is awaited: " + all(type));
            }
        }
    }

    @Override
    public T map(T value) {
        synchronized (ALL) {
            ALL.add(value);
            ALL.notifyAll();
        }
        return value;
    }
}
