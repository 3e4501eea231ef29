package dev.firstseen.collect;

import java.util.ArrayList;
import java.util.List;

/** Fills parcels up to a size, each with the changes of the cursor that belong to its loads. One thread uses it. */
public final class ParcelBuilder {

    private static final long ENOUGH_BYTES = 4 << 20;
    private static final int ENOUGH_LOADS = 500;

    private final String source;
    private final Intake intake;
    private List<Load> loads = new ArrayList<>();
    private List<Gap> gaps = new ArrayList<>();
    private CursorChange.Builder change = new CursorChange.Builder();
    private long bytes;

    public ParcelBuilder(String source, Intake intake) {
        this.source = source;
        this.intake = intake;
    }

    public void add(Load load) {
        loads.add(load);
        bytes += load.bytes().length;
    }

    public void add(Gap gap) {
        gaps.add(gap);
    }

    /** What changes with the loads added so far. */
    public CursorChange.Builder change() {
        return change;
    }

    public boolean isFull() {
        return bytes >= ENOUGH_BYTES || loads.size() >= ENOUGH_LOADS;
    }

    /** Hands over what there is when that is enough. Call it where loads and change agree. */
    public void sendIfFull() throws InterruptedException {
        if (isFull()) {
            send();
        }
    }

    /** Hands over what there is. */
    public void send() throws InterruptedException {
        Parcel parcel = Parcel.of(source, loads, change.build(), gaps);
        loads = new ArrayList<>();
        gaps = new ArrayList<>();
        change = new CursorChange.Builder();
        bytes = 0;
        if (!parcel.loads().isEmpty()
                || !parcel.gaps().isEmpty()
                || !parcel.change().isEmpty()) {
            intake.accept(parcel);
        }
    }
}
