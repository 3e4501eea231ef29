package dev.firstseen.flink;

import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.PortionCoding;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Tells which files a job has read, and makes it fail now and then. One test at a time uses it. */
final class Tap implements MapFunction<Portion, Portion> {
    private static final long serialVersionUID = 1;

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final Random RANDOM = new Random(5);

    static void reset(int failures) {
        SEEN.clear();
        FAILED.set(0);
        FAILURES_LEFT.set(failures);
    }

    static DataStream<Portion> on(DataStream<Portion> portions) {
        return portions.map(new Tap(), PortionCoding.type()).name("tap").uid("tap");
    }

    static int failed() {
        return FAILED.get();
    }

    /** Waits until so many different files were read. */
    static void await(int files) throws InterruptedException {
        synchronized (SEEN) {
            while (SEEN.size() < files) {
                SEEN.wait();
            }
        }
    }

    @Override
    public Portion map(Portion portion) {
        synchronized (SEEN) {
            SEEN.add(portion.name());
            SEEN.notifyAll();
        }
        if (RANDOM.nextInt(4) == 0 && FAILURES_LEFT.getAndDecrement() > 0) {
            FAILED.incrementAndGet();
            throw new IllegalStateException("injected");
        }
        return portion;
    }
}
