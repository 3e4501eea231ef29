package dev.firstseen.runtime.live;

import dev.firstseen.engine.event.Event;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.store.Archive;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How others signed in from the networks of a case. */
sealed interface Others {
    /** Those are read first that are so near to the alerts. */
    long NEAR = Duration.ofHours(12).toMillis();

    Tracing tracing();

    /**
     * About how many were not read.
     *
     * @param own how many of them are the account's own
     */
    long unread(long own);

    /** The same after some time, as one that is read anew would be. */
    Others next(Case open, Archive archive, Tracer tracer);

    default long bytes() {
        return tracing().bytes();
    }

    default long oldest() {
        return tracing().oldest();
    }

    /**
     * Puts them into what the account itself did.
     *
     * @param subject the account alone, without the networks
     * @param observed the datasets of which the tenant has any record
     */
    default Trace in(Tracing own, Subject subject, Case open, Set<String> observed) {
        Trace did = own.recorder().trace(subject, observed);
        Trace theirs = tracing().recorder().trace(open.subject(), observed);
        return new Trace(
                did.own(),
                theirs.others(),
                did.upon(),
                observed,
                did.leftOut() + theirs.leftOut(),
                unread(own.signIns(open.subject().networks())));
    }

    /** What they did where the account's own doings are known already. */
    default Trace elsewhere(Case open) {
        Trace theirs = tracing().recorder().trace(open.subject(), Set.of());
        return new Trace(
                List.of(),
                theirs.others(),
                List.of(),
                Set.of(),
                theirs.leftOut(),
                unread(tracing().unwanted()));
    }

    /** Reads them. */
    static Others of(Case open, Archive archive, Tracer tracer) {
        Subject subject = open.subject();
        Tracing all = begun(open, tracer);
        if (subject.networks().isEmpty()) {
            return new All(subject.networks(), all);
        }
        return canAllBeRead(subject, archive, tracer) && all.goOn(archive, subject.until())
                ? new All(subject.networks(), all)
                : Nearest.of(open, archive, tracer);
    }

    private static Tracing begun(Case open, Tracer tracer) {
        Set<String> names = open.identity().names();
        Predicate<Event> ofOthers = event -> Collections.disjoint(Identities.names(event), names);
        return new Tracing(open.subject(), keys(open.subject(), tracer), ofOthers, tracer);
    }

    /** Records that came again are read again, and so they count. */
    private static boolean canAllBeRead(Subject subject, Archive archive, Tracer tracer) {
        return count(subject, archive, tracer) <= tracer.limits().others();
    }

    private static long count(Subject subject, Archive archive, Tracer tracer) {
        return archive.count(subject.identity().tenant(), keys(subject, tracer), subject.from(), subject.until() - 1);
    }

    private static Set<String> keys(Subject subject, Tracer tracer) {
        return subject.networks().stream().map(tracer.network()::apply).collect(Collectors.toSet());
    }

    /** Where there are no more than can be read: it goes on where it stood. */
    record All(Set<Long> networks, Tracing tracing) implements Others {
        @Override
        public long unread(long own) {
            return 0;
        }

        @Override
        public Others next(Case open, Archive archive, Tracer tracer) {
            Subject subject = open.subject();
            boolean goesOn = subject.networks().equals(networks)
                    && (networks.isEmpty()
                            || canAllBeRead(subject, archive, tracer) && tracing.goOn(archive, subject.until()));
            return goesOn ? this : Others.of(open, archive, tracer);
        }
    }

    /**
     * Where there are more: those nearest to the alerts, which came first. What comes later makes no difference as long as
     * the alerts are the same and their surroundings alone are more than can be read.
     *
     * @param full whether nothing further away was read
     * @param count how many there are, the account's own among them
     * @param read how many of them were read
     */
    record Nearest(Subject subject, Stretch near, boolean full, long count, long read, Tracing tracing)
            implements Others {

        /** Both ends included. */
        record Stretch(long from, long to) {
            static Stretch around(Case open) {
                return new Stretch(
                        Math.max(
                                open.subject().from(),
                                open.alerts().getFirst().event().time() - NEAR),
                        Math.min(
                                open.subject().until() - 1,
                                open.alerts().getLast().event().time() + NEAR));
            }
        }

        static Nearest of(Case open, Archive archive, Tracer tracer) {
            Subject subject = open.subject();
            Stretch near = Stretch.around(open);
            Tracing tracing = begun(open, tracer);
            long most = tracer.limits().others();
            long first = tracing.readSome(archive, near.from(), near.to(), most);
            long read = first;
            read += tracing.readSome(archive, subject.from(), near.from() - 1, most - read);
            read += tracing.readSome(archive, near.to() + 1, subject.until() - 1, most - read);
            return new Nearest(subject, near, first >= most, Others.count(subject, archive, tracer), read, tracing);
        }

        @Override
        public long unread(long own) {
            long ownUnread = own - tracing.unwanted();
            return Math.max(0, count - read - Math.max(0, ownUnread));
        }

        @Override
        public Others next(Case open, Archive archive, Tracer tracer) {
            return full && subject.equals(open.subject()) && near.equals(Stretch.around(open))
                    ? new Nearest(subject, near, true, Others.count(subject, archive, tracer), read, tracing)
                    : Others.of(open, archive, tracer);
        }
    }
}
