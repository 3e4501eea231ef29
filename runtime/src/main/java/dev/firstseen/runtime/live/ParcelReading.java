package dev.firstseen.runtime.live;

import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the loads of parcels side by side, each with a reader of its own that is used again. */
final class ParcelReading {
    private final Supplier<LoadReader> another;
    private final Deque<LoadReader> free = new ArrayDeque<>();

    ParcelReading(Supplier<LoadReader> another) {
        this.another = another;
    }

    /** As {@link Live#read} says. */
    Live.Ready read(List<Parcel> parcels, ExecutorService workers) throws InterruptedException {
        List<Load> loads = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        List<Future<LoadReader.ReadLoad>> reading = new ArrayList<>();
        for (Parcel parcel : parcels) {
            for (Load load : parcel.loads()) {
                Callable<LoadReader.ReadLoad> read = () -> read(parcel.source(), load);
                loads.add(load);
                sources.add(parcel.source());
                reading.add(workers.submit(read));
            }
        }
        List<LoadReader.ReadLoad> read = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < loads.size(); i++) {
            String name = loads.get(i).name();
            try {
                LoadReader.ReadLoad load = reading.get(i).get();
                read.add(load);
                load.report().failure().ifPresent(sentence -> failures.add(name + ": " + sentence));
            } catch (ExecutionException failure) {
                // Out of memory says nothing about the load.
                if (failure.getCause() instanceof Error error) {
                    throw error;
                }
                String sentence = "Reading it failed: " + failure.getCause();
                failures.add(name + ": " + sentence);
                read.add(LoadReader.unreadable(sources.get(i), loads.get(i), sentence));
            }
        }
        // A worker that is interrupted stops in the middle of a load.
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new Live.Ready(
                parcels, read.stream().map(LoadReader.ReadLoad::report).toList(), failures, new Batch(parcels, read));
    }

    private LoadReader.ReadLoad read(String source, Load load) {
        LoadReader reader = borrowed();
        LoadReader.ReadLoad read = reader.read(source, load);
        // One that failed is not used again: nobody knows in what state it is.
        giveBack(reader);
        return read;
    }

    private LoadReader borrowed() {
        @Nullable LoadReader reader;
        synchronized (free) {
            reader = free.poll();
        }
        return reader != null ? reader : another.get();
    }

    private void giveBack(LoadReader reader) {
        synchronized (free) {
            free.push(reader);
        }
    }
}
