package dev.firstseen.runtime.live;

import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.investigation.trace.Trace;
import dev.firstseen.store.Archive;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How others signed in from the networks of a case: all that did, or those so near to its alerts that they can be read.
 *
 * @param near where they were read
 * @param read how many records were read there
 */
record Others(Nearness near, long read, Tracing tracing) {

    /** Reads them. */
    static Others of(Case open, Archive archive, Tracer tracer) {
        return of(open, Nearness.of(open, keys(open, tracer), archive, tracer), archive, tracer);
    }

    private static Others of(Case open, Nearness near, Archive archive, Tracer tracer) {
        Tracing tracing = Tracing.ofOthers(near.within(open.subject()), keys(open, tracer), tracer);
        if (near.isWhole()) {
            // One that begins is never in doubt.
            tracing.goOn(archive, near.until());
            return new Others(near, near.there(), tracing);
        }
        return new Others(
                near, tracing.readSome(archive, near.until(), tracer.limits().others()), tracing);
    }

    /**
     * The same after some time, as one that is read anew would be. Where only some were read, those that came first, what
     * comes later makes no difference as long as it is there that some are read.
     */
    Others next(Case open, Archive archive, Tracer tracer) {
        Nearness now = Nearness.of(open, keys(open, tracer), archive, tracer);
        if (!tracing.isOf(keys(open, tracer)) || now.from() != near.from() || now.isWhole() != near.isWhole()) {
            return of(open, now, archive, tracer);
        }
        if (now.isWhole()) {
            return tracing.goOn(archive, now.until())
                    ? new Others(now, now.there(), tracing)
                    : of(open, now, archive, tracer);
        }
        return now.until() == near.until() ? new Others(now, read, tracing) : of(open, now, archive, tracer);
    }

    private static Set<String> keys(Case open, Tracer tracer) {
        return open.subject().networks().stream().map(tracer.network()::apply).collect(Collectors.toSet());
    }

    long bytes() {
        return tracing.bytes();
    }

    long oldest() {
        return tracing.oldest();
    }

    /**
     * Puts them into what the account itself did.
     *
     * @param subject the account alone, without the networks
     * @param observed the datasets of which the tenant has any record
     */
    Trace in(Tracing own, Subject subject, Case open, Set<String> observed) {
        Trace did = own.recorder().trace(subject, observed);
        Trace theirs = tracing.recorder().trace(open.subject(), observed);
        return new Trace(
                did.own(),
                theirs.others(),
                did.upon(),
                observed,
                did.leftOut() + theirs.leftOut(),
                unread(own.signIns(open.subject().networks())));
    }

    /** What they did where the account's own doings are known already. */
    Trace elsewhere(Case open) {
        Trace theirs = tracing.recorder().trace(open.subject(), Set.of());
        return new Trace(List.of(), theirs.others(), List.of(), Set.of(), theirs.leftOut(), unread(tracing.unwanted()));
    }

    /**
     * About how many were not read.
     *
     * @param own how many of them are the account's own
     */
    private long unread(long own) {
        long ownUnread = own - tracing.unwanted();
        return Math.max(0, near.all() - read - Math.max(0, ownUnread));
    }
}
