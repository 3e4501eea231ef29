package dev.firstseen.runtime.demo;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.Progress;
import dev.firstseen.collect.Source;
import dev.firstseen.collect.time.SourceClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Hands loads over when their time has come, as a stream of diagnostic settings would.
 *
 * @param loads in order of time
 */
public record ReplaySource(String name, List<Load> loads, SourceClock clock) implements Source {
    private static final String NEXT = "next";

    public ReplaySource {
        loads = List.copyOf(loads);
    }

    @Override
    public void run(Cursor cursor, Intake intake) throws InterruptedException {
        int next = cursor.get(NEXT).map(Integer::parseInt).orElse(0);
        for (int i = next; i < loads.size(); i++) {
            Load load = loads.get(i);
            Instant now = clock.now();
            clock.pause(Duration.between(now, load.available()));
            intake.accept(Parcel.of(
                    name,
                    List.of(load),
                    new CursorChange.Builder()
                            .put(NEXT, Integer.toString(i + 1))
                            .build(),
                    List.of()));
            intake.progress(new Progress(name, loads.getFirst().available(), load.available(), load.available()));
        }
    }
}
