package dev.firstseen.runtime.live;

import dev.firstseen.investigation.identity.Identity;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.HashKey;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Surroundings;
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
    private final Tracer ofCodes;

    /** The one that was used last comes last. */
    private final Map<Key, Held> held = new LinkedHashMap<>();

    private long bytes;
    private volatile long forgotten = Long.MIN_VALUE;

    /** An account whose names have changed, and a case that begins with another alert, are traced anew. */
    private record Key(Identity identity, long from, HashKey first) {}

    /** @param codes what others did by device code in further networks */
    private record Held(Tracing own, Others others, Others codes) {
        long bytes() {
            return own.bytes() + others.bytes() + codes.bytes();
        }

        long oldest() {
            return Math.min(Math.min(own.oldest(), others.oldest()), codes.oldest());
        }
    }

    Traces(Tracer tracer) {
        this.tracer = tracer;
        this.ofCodes = tracer.ofCodes();
    }

    /** Records that were all available before a time are about to be let go of: what read them begins anew. */
    void forgetting(long available) {
        forgotten = Math.max(forgotten, available);
    }

    /**
     * Traces a case.
     *
     * @param observed the datasets of which the tenant has any record
     */
    Surroundings around(Case open, Archive archive, Set<String> observed) {
        Key key = new Key(open.identity(), open.subject().from(), open.subject().key());
        // Taken out meanwhile: one that fails half-way is of no more use.
        Held before = taken(key);
        Tracing own = own(before, open, archive);
        Others others = next(before == null ? null : before.others(), open, archive, tracer);
        Trace near = others.in(own, alone(open), open, observed);
        return new Surroundings() {
            @Override
            public Trace near() {
                return near;
            }

            @Override
            public Trace with(Set<Long> further) {
                Case elsewhere = open.in(further);
                Others codes = next(before == null ? null : before.codes(), elsewhere, archive, ofCodes);
                hold(key, new Held(own, others, codes));
                return near.with(codes.elsewhere(elsewhere));
            }
        };
    }

    private Tracing own(@Nullable Held before, Case open, Archive archive) {
        long until = open.subject().until();
        if (before != null && before.own().goOn(archive, until)) {
            return before.own();
        }
        Tracing anew = Tracing.of(alone(open), tracer);
        anew.goOn(archive, until);
        return anew;
    }

    private static Subject alone(Case open) {
        return open.subject().in(Set.of());
    }

    private static Others next(@Nullable Others before, Case open, Archive archive, Tracer how) {
        return before == null ? Others.of(open, archive, how) : before.next(open, archive, how);
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
        Held replaced = held.put(key, now);
        bytes += now.bytes() - (replaced == null ? 0 : replaced.bytes());
        Iterator<Held> oldest = held.values().iterator();
        while (bytes > tracer.limits().bytes() || held.size() > MOST_HELD) {
            bytes -= oldest.next().bytes();
            oldest.remove();
        }
    }
}
