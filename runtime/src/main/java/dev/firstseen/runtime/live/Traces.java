package dev.firstseen.runtime.live;

import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.HashKey;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.store.Archive;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Traces what cases are about through the archive. Those that were traced last are held, up to so many bytes, and go on
 * where they stood: an account that does a little has a little read. Used by one thread, but for {@link #forgetting}.
 */
final class Traces {
    private static final int MOST_HELD = 200;

    private final Tracer tracer;

    /** The one that was used last comes last. */
    private final Map<Key, Held> held = new LinkedHashMap<>();

    private long bytes;
    private volatile long forgotten = Long.MIN_VALUE;

    /** An account whose names have changed, and a case that begins with another alert, are traced anew. */
    private record Key(Identity identity, long from, HashKey first) {}

    private record Held(Tracing own, Others others) {
        long bytes() {
            return own.bytes() + others.bytes();
        }

        long oldest() {
            return Math.min(own.oldest(), others.oldest());
        }
    }

    Traces(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Records that were all available before a time are about to be let go of: what read them begins anew. */
    void forgetting(long available) {
        forgotten = Math.max(forgotten, available);
    }

    /** @param observed the datasets of which the tenant has any record */
    Trace of(Case open, Archive archive, Set<String> observed) {
        Key key = new Key(open.identity(), open.subject().from(), open.subject().key());
        // Taken out meanwhile: one that fails half-way is of no more use.
        Held before = taken(key);
        Held now = new Held(own(before, open, archive), others(before, open, archive));
        hold(key, now);
        return now.others().in(now.own(), alone(open), open, observed);
    }

    private Tracing own(@Nullable Held before, Case open, Archive archive) {
        long until = open.subject().until();
        if (before != null && before.own().goOn(archive, until)) {
            return before.own();
        }
        Tracing anew = new Tracing(alone(open), open.identity().names(), _ -> true, tracer);
        anew.goOn(archive, until);
        return anew;
    }

    private static Subject alone(Case open) {
        return new Subject(
                open.identity(),
                Set.of(),
                open.subject().from(),
                open.subject().until(),
                open.subject().key());
    }

    private Others others(@Nullable Held before, Case open, Archive archive) {
        return before == null
                ? Others.of(open, archive, tracer)
                : before.others().next(open, archive, tracer);
    }

    private @Nullable Held taken(Key key) {
        Held before = held.remove(key);
        if (before == null) {
            return null;
        }
        bytes -= before.bytes();
        return before.oldest() < forgotten ? null : before;
    }

    private void hold(Key key, Held now) {
        held.put(key, now);
        bytes += now.bytes();
        Iterator<Held> oldest = held.values().iterator();
        while (bytes > tracer.limits().bytes() || held.size() > MOST_HELD) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
