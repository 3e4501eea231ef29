package dev.firstseen.runtime.live;

import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.trace.SignIns;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.runtime.investigation.PackedEvent;
import dev.firstseen.store.Archive;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The records of some keys, from one time on, recorded. It goes on where it stood in the archive, and then holds what one
 * that begins now would hold: of records that share an id, the one that came first counts, whatever was read when. Where
 * that cannot be had by going on, it says so and is of no more use.
 */
final class Tracing {
    /** Records that came twice are told by a hash of their id, up to so many. */
    private static final int MOST_IDS = 2_000_000;

    /** About what is held of each event, and of each example beside its bytes. */
    private static final long EVENT_BYTES = 80;

    private static final long EXAMPLE_BYTES = 500;

    private final String tenant;
    private final Set<String> names;
    private final Set<String> keys;
    private final long from;
    private final boolean ofOthers;
    private final RecordReading reading;
    private final TraceRecorder recorder;
    private final Set<Long> known = new HashSet<>();

    /** The account's own sign-ins, by AS number. */
    private final Map<Long, Long> signIns = new HashMap<>();

    private long unwanted;
    private long until;
    private long end;
    private long oldest = Long.MAX_VALUE;
    private long bytes;

    /**
     * @param subject whose networks are those of which sign-ins are recorded
     * @param keys by which records are found
     * @param ofOthers whether only what others did is recorded
     */
    private Tracing(Subject subject, Set<String> keys, boolean ofOthers, Tracer tracer) {
        this.tenant = subject.identity().tenant();
        this.names = subject.identity().names();
        this.keys = Set.copyOf(keys);
        this.from = subject.from();
        this.ofOthers = ofOthers;
        this.reading = tracer.reading();
        this.until = subject.from();
        // What lies outside is not read.
        Subject always =
                new Subject(subject.identity(), subject.networks(), Long.MIN_VALUE, Long.MAX_VALUE, subject.key());
        this.recorder = new TraceRecorder(
                List.of(always), tracer.fields(), tracer.limits().strands());
    }

    /** What an account did or had done to it. */
    static Tracing of(Subject subject, Tracer tracer) {
        return new Tracing(subject, subject.identity().names(), false, tracer);
    }

    /** How others signed in from its networks. */
    static Tracing ofOthers(Subject subject, Set<String> keys, Tracer tracer) {
        return new Tracing(subject, keys, true, tracer);
    }

    boolean isOf(Set<String> others) {
        return keys.equals(others);
    }

    /**
     * Reads what came since, and what lies in the time that was added.
     *
     * @param until the time before which records are read
     * @return whether it holds what one that begins now would; else it is of no more use
     */
    boolean goOn(Archive archive, long until) {
        if (until < this.until) {
            return false;
        }
        long now = archive.end();
        Step step = new Step(this.until);
        if (end > 0 && until > this.until) {
            read(archive, this.until, until, new Archive.Part(0, end), step);
        }
        if (step.isSound && until > from) {
            read(archive, from, until, new Archive.Part(end, Long.MAX_VALUE), step);
        }
        this.until = until;
        this.end = now;
        return step.isSound;
    }

    private void read(Archive archive, long first, long before, Archive.Part part, Step step) {
        archive.read(tenant, keys, first, before - 1, part, found -> {
            step.take(found, Long.MAX_VALUE);
            return step.isSound;
        });
    }

    /** Instead of all records before a time reads the first of them, up to so many; gives how many. */
    long readSome(Archive archive, long until, long most) {
        Step step = new Step(Long.MAX_VALUE);
        long[] left = {most};
        archive.read(tenant, keys, from, until - 1, found -> {
            left[0] -= step.take(found, left[0]);
            return left[0] > 0;
        });
        return most - left[0];
    }

    /** How many sign-ins of the account itself it holds from some networks. */
    long signIns(Set<Long> networks) {
        return networks.stream()
                .mapToLong(number -> signIns.getOrDefault(number, 0L))
                .sum();
    }

    /** How many of the events that were read are not recorded. */
    long unwanted() {
        return unwanted;
    }

    /** When the first record that it holds was available. */
    long oldest() {
        return oldest;
    }

    /** About how much memory it takes. */
    long bytes() {
        return bytes;
    }

    TraceRecorder recorder() {
        return recorder;
    }

    /** One going on. */
    private final class Step {
        private final long added;
        private final Set<Long> taken = new HashSet<>();
        private boolean isSound = true;

        /** @param added the time from which nothing was read before */
        Step(long added) {
            this.added = added;
        }

        /** Takes so many at most; gives how many. */
        long take(Archive.Found found, long atMost) {
            long count = 0;
            for (ArchivedEvent each : reading.events(found)) {
                if (count == atMost) {
                    break;
                }
                count++;
                oldest = Math.min(oldest, each.available());
                take(each);
            }
            return count;
        }

        private void take(ArchivedEvent each) {
            long id = id(each.event());
            if (known.contains(id)) {
                // One from outside the time that was read before may have come before the one that was taken.
                isSound &= taken.contains(id) || each.event().time() < added;
                return;
            }
            if (known.size() < MOST_IDS) {
                known.add(id);
                taken.add(id);
            } else if (end > 0) {
                isSound = false;
            }
            bytes += EVENT_BYTES;
            Set<String> by = Identities.names(each.event());
            boolean isOwn = !Collections.disjoint(by, names);
            if (isOwn && SignIns.include(each.event())) {
                SignIns.networks(each.event()).forEach(number -> signIns.merge(number, 1L, Long::sum));
            }
            if (isOwn && ofOthers) {
                unwanted++;
            } else {
                record(each, by);
            }
        }

        private void record(ArchivedEvent each, Set<String> by) {
            recorder.record(each.event(), by, () -> {
                bytes += EXAMPLE_BYTES + each.record().length;
                return PackedEvent.of(each.event(), each.record(), each.reader(), reading.enrichment());
            });
        }
    }

    private static long id(Event event) {
        return new Digest().add(event.dataset()).add(event.id()).number();
    }
}
