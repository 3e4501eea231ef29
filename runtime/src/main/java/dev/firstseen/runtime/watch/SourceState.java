package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One source as the service sees it: what it hands over goes to the gate, what it says is kept for whoever asks. */
final class SourceState implements Intake {
    private final String name;
    private final Gate gate;
    private final OperationsLog log;
    private final SortedMap<String, Condition> troubles = new TreeMap<>();
    private final SortedMap<Condition.Reason, Long> lost = new TreeMap<>();
    private final SortedMap<String, Progress> progress = new TreeMap<>();

    SourceState(String name, Gate gate, OperationsLog log) {
        this.name = name;
        this.gate = gate;
        this.log = log;
    }

    @Override
    public void accept(Parcel parcel) throws InterruptedException {
        gate.put(parcel);
    }

    @Override
    public void report(Condition condition) {
        synchronized (this) {
            switch (condition) {
                case Condition.Failing _, Condition.Denied _ -> troubles.put(condition.what(), condition);
                case Condition.Recovered _ -> troubles.remove(condition.what());
                // Nobody can mend it: it is told once, counted, and a gap where its time is known.
                case Condition.Lost gone -> lost.merge(gone.reason(), 1L, Long::sum);
            }
        }
        String[] details = {"source", name, "what", condition.what()};
        switch (condition) {
            case Condition.Failing failing -> log.warning("source.failing", failing.sentence(), details);
            case Condition.Denied denied -> log.error("source.denied", denied.sentence(), details);
            case Condition.Recovered recovered -> log.info("source.recovered", recovered.sentence(), details);
            case Condition.Lost lost -> log.error("source.lost", lost.sentence(), details);
        }
    }

    @Override
    public synchronized void progress(Progress reached) {
        progress.put(reached.what(), reached);
    }

    String name() {
        return name;
    }

    /** What is wrong now. */
    synchronized List<Condition> troubles() {
        return List.copyOf(troubles.values());
    }

    /** How much is gone for good since the service started. */
    synchronized Map<Condition.Reason, Long> lost() {
        return Map.copyOf(lost);
    }

    synchronized Map<String, Progress> progress() {
        return Map.copyOf(progress);
    }
}
