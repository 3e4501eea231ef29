package dev.firstseen.engine.newterms;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was seen so far under the same first value (usually: of the same user) in the same tenant. It answers why a term
 * is new; whether it is new, {@link NewTerms} says. Every term is counted, the {@value #KEPT} most often seen are kept in
 * order. Not safe for use by several threads.
 */
final class EarlierTerms {

    /** How many terms of one first value are listed; see {@link History#further()}. */
    static final int KEPT = 50;

    /** Most often seen first; of equals the one seen last, then the one first written. */
    static final Comparator<History.Earlier> ORDER = Comparator.comparingLong(History.Earlier::count)
            .reversed()
            .thenComparing(Comparator.comparingLong(History.Earlier::last).reversed())
            .thenComparing(EarlierTerms::compareTerms);

    private final Map<Owner, Owned> owners = new HashMap<>();

    /** Those of the newest time: they are not earlier than others of that time. */
    private final List<Occurrence> newest = new ArrayList<>();

    private record Owner(String tenant, Value.Scalar first) {}

    private static final class Owned {
        private final Map<Term, History.Earlier> all = new HashMap<>();
        private final TreeSet<History.Earlier> most = new TreeSet<>(ORDER);
    }

    /** Remembers one more occurrence; they come in order of time. */
    void add(Occurrence occurrence) {
        settle(occurrence.time());
        newest.add(occurrence);
    }

    /** What is before a time is earlier from then on. */
    private void settle(long time) {
        if (!newest.isEmpty() && newest.getFirst().time() < time) {
            newest.forEach(this::count);
            newest.clear();
        }
    }

    private void count(Occurrence occurrence) {
        Term term = occurrence.term();
        Owned owned = owners.computeIfAbsent(owner(occurrence), any -> new Owned());
        History.Earlier before = owned.all.get(term);
        History.Earlier now = before == null
                ? new History.Earlier(term.values(), 1, occurrence.time(), occurrence.time())
                : before.again(occurrence.time());
        owned.all.put(term, now);
        // Counts only grow, so a term outside the kept ones enters exactly when it overtakes the last of them.
        if (before != null) {
            owned.most.remove(before);
        }
        owned.most.add(now);
        if (owned.most.size() > KEPT) {
            owned.most.pollLast();
        }
    }

    /** What was added of times before that of one more occurrence, as seen from it. */
    History before(Occurrence occurrence, long window, double coverage) {
        settle(occurrence.time());
        Owned owned = owners.get(owner(occurrence));
        if (owned == null) {
            return new History(window, coverage, List.of());
        }
        return history(owned.all.get(occurrence.term()), owned.most, owned.all.size(), window, coverage);
    }

    static History history(
            History.@Nullable Earlier same, Collection<History.Earlier> most, int all, long window, double coverage) {
        List<History.Earlier> others =
                most.stream().filter(earlier -> !earlier.equals(same)).toList();
        int further = all - others.size() - (same == null ? 0 : 1);
        return new History(window, coverage, Optional.ofNullable(same), others, further);
    }

    private static Owner owner(Occurrence occurrence) {
        return new Owner(occurrence.event().tenant(), occurrence.term().first());
    }

    private static int compareTerms(History.Earlier one, History.Earlier other) {
        for (int i = 0; i < one.term().size(); i++) {
            int order = one.term().get(i).text().compareTo(other.term().get(i).text());
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
