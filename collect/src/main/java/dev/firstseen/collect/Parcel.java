package dev.firstseen.collect;

import java.util.List;
import java.util.function.Consumer;

/**
 * Some loads that are committed in one transaction, with where the source stands after them.
 *
 * @param source the name of the source
 * @param loads in the order in which they were made available, as far as the source can tell; may be empty
 * @param gaps what became known to be missing, or to be missing no longer
 * @param lost what turned out to be lost for good since the parcel before, to be listed with it
 * @param committed told once, after the transaction, by whoever commits; never where the transaction fails
 */
public record Parcel(
        String source,
        List<Load> loads,
        CursorChange change,
        List<Gap> gaps,
        List<Condition.Lost> lost,
        Consumer<Receipt> committed) {

    public Parcel {
        loads = List.copyOf(loads);
        gaps = List.copyOf(gaps);
        lost = List.copyOf(lost);
    }

    /** A parcel whose sender need not hear of its commit. */
    public static Parcel of(String source, List<Load> loads, CursorChange change, List<Gap> gaps) {
        return new Parcel(source, loads, change, gaps, List.of(), _ -> {});
    }

    /** The same, with what was lost before it. */
    public Parcel with(List<Condition.Lost> more) {
        return new Parcel(source, loads, change, gaps, more, committed);
    }

    /** The same, of whose commit somebody hears instead. */
    public Parcel heardBy(Consumer<Receipt> instead) {
        return new Parcel(source, loads, change, gaps, lost, instead);
    }

    /** How many bytes its loads hold. */
    public long bytes() {
        long bytes = 0;
        for (Load load : loads) {
            bytes += load.bytes().length;
        }
        return bytes;
    }
}
