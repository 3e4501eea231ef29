package dev.firstseen.runtime.live;

import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.store.Memories.Memory;
import dev.firstseen.store.Stale;
import dev.firstseen.store.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the memory of one {@code new_terms} rule tells, within one transaction in which it does not change any more. People
 * are told by the events' own times, whichever time decides what is new.
 */
final class Histories {
    private final Memory memory;
    private final long window;
    private final Terms terms;
    private final Observed observed;
    private final Map<Whose, List<Seen>> read = new HashMap<>();

    Histories(Memory memory, Detection.NewTerms detection, Terms terms, Observed observed) {
        this.memory = memory;
        this.window = detection.historyWindow().toMillis();
        this.terms = terms;
        this.observed = observed;
    }

    /** Of whom a history tells: all terms of a tenant that share their first value. */
    record Whose(String tenant, Value.Scalar first) {}

    private record Seen(Term term, Sightings sightings) {}

    /** By this alerts are found whose histories are told from the same part of a memory. */
    String owner(Whose whose) {
        return new Digest()
                .add(Integer.toString(memory.number()))
                .add(whose.tenant())
                .add(whose.first())
                .uuid();
    }

    /** Terms were seen, the earliest at these times: what was told of later ones is stale. */
    void changed(Map<Whose, Long> seen, Stale stale, long now) {
        Map<String, Long> byOwner = new HashMap<>();
        seen.forEach((whose, time) -> byOwner.put(owner(whose), time));
        stale.seen(byOwner, now);
    }

    /**
     * The history of a term that is first seen with an event.
     *
     * @param time the time that counts, by which coverage is told
     */
    History of(Event event, long time, Term term) {
        List<History.Earlier> earlier = new ArrayList<>();
        for (Seen seen : read.computeIfAbsent(new Whose(event.tenant(), term.first()), this::read)) {
            // The term itself is told of where it was seen longer ago than the window; else it would not be new.
            long until = seen.term().equals(term) ? start(event.time()) : event.time();
            seen.sightings()
                    .before(until)
                    .ifPresent(span -> earlier.add(
                            new History.Earlier(seen.term().values(), span.count(), span.first(), span.last())));
        }
        return History.of(term, earlier, window, coverage(event, time));
    }

    private List<Seen> read(Whose whose) {
        List<Seen> seen = new ArrayList<>();
        terms.eachSharing(
                memory.number(),
                whose.tenant(),
                whose.first(),
                (term, remembered) -> seen.add(new Seen(term, remembered.sightings())));
        return seen;
    }

    private long start(long time) {
        return time < Long.MIN_VALUE + window ? Long.MIN_VALUE : time - window;
    }

    /** What was observed before the memory began was not remembered. */
    private double coverage(Event event, long time) {
        long start = Math.max(observed.wholeFrom(memory.number(), event.tenant(), event.dataset()), start(time));
        if (start >= time) {
            return 0;
        }
        return observed.share(event.tenant(), event.dataset(), start, time) * (time - start) / window;
    }
}
