package dev.firstseen.investigation.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * How many strands accounts and networks may have together. Where they have more, each may have equally many, the most that
 * fits: one that has few keeps them all, and none crowds out another. One it may always have. What each keeps depends on
 * all that there was, and not on its order.
 */
final class Allowance {
    private final int most;
    private final List<Strands> sharers = new ArrayList<>();
    private int taken;
    private int each;

    /** @param most strands together, where there are not even more sharers */
    Allowance(int most) {
        this.most = most;
        this.each = Math.max(1, most);
    }

    void share(Strands sharer) {
        sharers.add(sharer);
    }

    /** How many each may have at present, which only becomes less. */
    int each() {
        return each;
    }

    /** Tells that somebody has one more. */
    void take() {
        taken++;
        while (taken > most && each > 1) {
            int largest = sharers.stream().mapToInt(Strands::size).max().orElse(0);
            each = Math.max(1, Math.min(each, largest) - 1);
            for (Strands sharer : sharers) {
                taken -= sharer.keep(each);
            }
        }
    }
}
