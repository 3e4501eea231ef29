package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One source as the service sees it: what it hands over goes to the gate, what it says is kept for whoever asks. */
final class SourceState implements Intake {
    /** One that has not broken for so long is well. */
    private static final Duration UNBROKEN = Duration.ofMinutes(10);

    private final String name;
    private final Gate gate;
    private final OperationsLog log;
    private final Clock clock;
    private final SortedMap<String, Condition> troubles = new TreeMap<>();
    private final SortedMap<Condition.Reason, Long> lost = new TreeMap<>();
    private final SortedMap<String, Reached> progress = new TreeMap<>();
    private final List<Condition.Lost> unlisted = new ArrayList<>();
    private Optional<Broken> broken = Optional.empty();
    private long breaks;
    /** How many parcels were handed over and are not committed. */
    private long open;

    /**
     * How far a part has come.
     *
     * @param at when it was told, in milliseconds since 1970
     */
    record Reached(Progress progress, long at) {
        /** What there is to collect grows with the time, whether the source says so or not. */
        Duration lag(long now) {
            return progress.lag().plusMillis(Math.max(0, now - at));
        }
    }

    private record Broken(String sentence, long ticks) {}

    SourceState(String name, Gate gate, OperationsLog log, Clock clock) {
        this.name = name;
        this.gate = gate;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public void accept(Parcel parcel) throws InterruptedException {
        gate.put(parcel.with(unlisted()).heardBy(receipt -> {
            closed();
            parcel.committed().accept(receipt);
        }));
        synchronized (this) {
            open++;
        }
    }

    /** What is lost is listed with where the source stands after it. */
    private synchronized List<Condition.Lost> unlisted() {
        List<Condition.Lost> all = List.copyOf(unlisted);
        unlisted.clear();
        return all;
    }

    private synchronized void closed() {
        open--;
        notifyAll();
    }

    /**
     * The source is about to run, from what it handed over before: waits until that is committed. What was wrong in an
     * earlier run nobody tells to be well.
     */
    synchronized void begin() throws InterruptedException {
        while (open > 0) {
            wait();
        }
        troubles.clear();
    }

    @Override
    public void report(Condition condition) {
        synchronized (this) {
            switch (condition) {
                case Condition.Failing _, Condition.Denied _ -> troubles.put(condition.what(), condition);
                case Condition.Recovered _ -> troubles.remove(condition.what());
                // Nobody can mend it: it is told once, counted, and a gap where its time is known.
                case Condition.Lost gone -> {
                    lost.merge(gone.reason(), 1L, Long::sum);
                    unlisted.add(gone);
                }
            }
        }
        String[] details = {"source", name, "what", condition.what()};
        switch (condition) {
            case Condition.Failing failing -> log.warning(OperationsLog.SOURCE_FAILING, failing.sentence(), details);
            case Condition.Denied denied -> log.error("source.denied", denied.sentence(), details);
            case Condition.Recovered recovered ->
                log.info(OperationsLog.SOURCE_RECOVERED, recovered.sentence(), details);
            case Condition.Lost lost -> log.error("source.lost", lost.sentence(), details);
        }
    }

    @Override
    public synchronized void progress(Progress reached) {
        progress.put(reached.what(), new Reached(reached, clock.millis()));
    }

    String name() {
        return name;
    }

    /** It ended with a failure, and is started again. */
    synchronized void broke(String sentence) {
        broken = Optional.of(new Broken(sentence, System.nanoTime()));
        breaks++;
    }

    /** How often it ended with a failure since the service started. */
    synchronized long breaks() {
        return breaks;
    }

    /** What is wrong now, each a sentence. */
    synchronized List<String> troubles() {
        List<String> all = new ArrayList<>();
        broken.filter(last -> System.nanoTime() - last.ticks() < UNBROKEN.toNanos())
                .ifPresent(last -> all.add("%s broke and is started again: %s".formatted(name, last.sentence())));
        troubles.values().forEach(trouble -> all.add("%s, %s: %s".formatted(name, trouble.what(), trouble.sentence())));
        return all;
    }

    /** How much is gone for good since the service started. */
    synchronized Map<Condition.Reason, Long> lost() {
        return Map.copyOf(lost);
    }

    /** How far its parts have come, by name. */
    synchronized Map<String, Reached> progress() {
        return Map.copyOf(progress);
    }

    /** How far its parts are behind now, by name. */
    synchronized Map<String, Duration> lag() {
        long now = clock.millis();
        Map<String, Duration> all = new HashMap<>();
        progress.forEach((part, each) -> all.put(part, each.lag(now)));
        return all;
    }
}
