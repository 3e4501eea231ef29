package dev.firstseen.flink;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.PortionCoding;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;

/** Tells which files a job has read, and makes it fail now and then. One test at a time uses it. */
final class Tap implements MapFunction<Portion, Portion> {
    private static final long serialVersionUID = 1;

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
    private static final Set<String> CONTENTS = new HashSet<>();
    private static final AtomicInteger FAILURES_LEFT = new AtomicInteger();
    private static final AtomicBoolean FAILS_NEXT = new AtomicBoolean();
    private static final AtomicInteger FAILED = new AtomicInteger();
    private static final AtomicInteger PASSED = new AtomicInteger();
    private static final AtomicInteger FAILURES_LEFT_BEHIND = new AtomicInteger();
    private static final AtomicInteger FAILED_BEHIND = new AtomicInteger();
    private static final Random RANDOM = new Random(5);

    static void reset(int failures) {
        synchronized (SEEN) {
            SEEN.clear();
            CONTENTS.clear();
        }
        FAILED.set(0);
        FAILED_BEHIND.set(0);
        fail(failures);
        FAILURES_LEFT_BEHIND.set(0);
    }

    /** Fails so many times more. */
    static void fail(int failures) {
        FAILURES_LEFT.set(failures);
        FAILURES_LEFT_BEHIND.set(failures);
    }

    /** Fails once, with the next portion. */
    static void failNext() {
        FAILS_NEXT.set(true);
    }

    /** Waits until so many portions of different content were read. */
    static void awaitContents(int contents) throws InterruptedException {
        synchronized (SEEN) {
            Patience patience = new Patience();
            while (CONTENTS.size() < contents) {
                patience.await(SEEN, () -> "%d of %d portions were read".formatted(CONTENTS.size(), contents));
            }
        }
    }

    static DataStream<Portion> on(DataStream<Portion> portions) {
        return portions.map(new Tap(), PortionCoding.type()).name("tap").uid("tap");
    }

    /** Makes the job fail where alerts and incidents leave it, once every so many. */
    static DataStream<Delivered> failingOn(DataStream<Delivered> delivered) {
        return delivered.map(new Behind(), Delivered.type()).name("tap behind").uid("tap-behind");
    }

    static int failedBehind() {
        return FAILED_BEHIND.get();
    }

    /** Fails behind all that remembers. */
    private static final class Behind implements MapFunction<Delivered, Delivered> {
        private static final long serialVersionUID = 1;
        private static final int EVERY = 7;

        @Override
        public Delivered map(Delivered delivered) {
            if (PASSED.incrementAndGet() % EVERY == 0 && FAILURES_LEFT_BEHIND.getAndDecrement() > 0) {
                FAILED_BEHIND.incrementAndGet();
                throw new IllegalStateException("injected behind");
            }
            return delivered;
        }
    }

    static int failed() {
        return FAILED.get();
    }

    /** Waits until so many different files were read. */
    static void await(int files) throws InterruptedException {
        synchronized (SEEN) {
            Patience patience = new Patience();
            while (SEEN.size() < files) {
                patience.await(SEEN, () -> "%d of %d files were read".formatted(SEEN.size(), files));
            }
        }
    }

    @Override
    public Portion map(Portion portion) {
        synchronized (SEEN) {
            SEEN.add(portion.name());
            CONTENTS.add(new String(portion.bytes(), StandardCharsets.UTF_8));
            SEEN.notifyAll();
        }
        if (FAILS_NEXT.compareAndSet(true, false) || RANDOM.nextInt(4) == 0 && FAILURES_LEFT.getAndDecrement() > 0) {
            FAILED.incrementAndGet();
            throw new IllegalStateException("injected");
        }
        return portion;
    }
}
