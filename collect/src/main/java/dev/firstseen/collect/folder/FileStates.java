package dev.firstseen.collect.folder;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.CursorChange;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.Parcel;
import dev.firstseen.collect.time.SourceClock;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where reading each file stands. It lives in the cursor, and changes with what is handed over. One thread uses it. */
final class FileStates {

    private static final String PREFIX = "file/";

    private final String source;
    private final SourceClock clock;
    private final Intake intake;
    private final Backlog backlog;
    private final SortedMap<String, FileState> states = new TreeMap<>();

    /** @param backlog told what is read */
    FileStates(String source, SourceClock clock, Cursor cursor, Intake intake, Backlog backlog) {
        this.source = source;
        this.clock = clock;
        this.intake = intake;
        this.backlog = backlog;
        cursor.below(PREFIX).forEach((name, written) -> states.put(name, FileState.read(written)));
    }

    @Nullable
    FileState of(String name) {
        return states.get(name);
    }

    Set<String> names() {
        return Set.copyOf(states.keySet());
    }

    /** Nothing of them was read. */
    void forget(Collection<String> names) throws InterruptedException {
        CursorChange.Builder change = new CursorChange.Builder();
        for (String name : names) {
            if (states.remove(name) != null) {
                change.remove(PREFIX + name);
            }
        }
        CursorChange forgotten = change.build();
        if (!forgotten.isEmpty()) {
            intake.accept(Parcel.of(source, List.of(), forgotten, List.of()));
        }
    }

    /** Hands over what stands in a file before the place where reading it now stands. */
    void handOver(String name, Load load, FileState state) throws InterruptedException {
        send(name, load.bytes().length == 0 ? List.of() : List.of(load), state);
    }

    /** Reading stands elsewhere, without anything to hand over. */
    void set(String name, FileState state) throws InterruptedException {
        send(name, List.of(), state);
    }

    private void send(String name, List<Load> loads, FileState state) throws InterruptedException {
        FileState before = states.put(name, state);
        CursorChange change =
                new CursorChange.Builder().put(PREFIX + name, state.written()).build();
        intake.accept(Parcel.of(source, loads, change, List.of()));
        backlog.read(place(state) - (before == null ? 0 : place(before)));
        intake.progress(backlog.progress(clock.now()));
    }

    /** How much of the file that is, in bytes on disk; about, where it is packed. */
    private static long place(FileState state) {
        return state.stage() == FileState.Stage.DONE ? state.size() : Math.min(state.offset(), state.size());
    }
}
