package dev.firstseen.runtime.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The threads of the service. Used by the one that starts and ends it. */
final class Crew {
    /** How long what is being done may take to end. */
    private static final Duration ENDING = Duration.ofSeconds(15);

    private final Consumer<String> failed;
    private final List<Thread> sleepers = new ArrayList<>();
    private final List<Thread> doers = new ArrayList<>();

    /** @param failed told a sentence when one of them fails */
    Crew(Consumer<String> failed) {
        this.failed = failed;
    }

    /** Starts one that sleeps for long, and is interrupted when the service ends. */
    void startSleeper(String name, Runnable work) {
        sleepers.add(start(name, work));
    }

    /** Starts one that ends by itself when it is asked to, after what it is at. */
    void startDoer(String name, Runnable work) {
        doers.add(start(name, work));
    }

    private Thread start(String name, Runnable work) {
        return Thread.ofPlatform().name("firstseen " + name).start(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error broken) {
                failed.accept("The thread '%s' failed: %s".formatted(name, broken));
            }
        });
    }

    /** Waits until all have ended; the doers have been asked to. */
    void end() {
        sleepers.forEach(Thread::interrupt);
        List<Thread> all = new ArrayList<>(sleepers);
        all.addAll(doers);
        try {
            long until = System.nanoTime() + ENDING.toNanos();
            for (Thread thread : all) {
                thread.join(Duration.ofNanos(Math.max(1, until - System.nanoTime())));
            }
            // A sink or a database that hangs does not keep the service from ending.
            doers.forEach(Thread::interrupt);
            for (Thread thread : all) {
                thread.join(Duration.ofSeconds(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
