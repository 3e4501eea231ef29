package dev.firstseen.investigation.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is known around one identity.
 *
 * @param own what the identity did, in order of first time and id
 * @param others how other accounts of the tenant signed in from the networks of the identity's alerts, and by device code
 *     from those that its sessions were taken to
 * @param upon what others did to the identity
 * @param observed the datasets of which the tenant has any record in what was read
 * @param leftOut how many different events were too varied to be kept apart; from about a thousand on an estimate
 * @param unread about how many records were not read, since there were too many, most of them sign-ins of others
 */
public record Trace(
        List<Strand> own, List<Strand> others, List<Strand> upon, Set<String> observed, long leftOut, long unread) {
    /** Of what was not traced. */
    public static final Trace NONE = new Trace(List.of(), List.of(), List.of(), Set.of(), 0, 0);

    public Trace {
        own = List.copyOf(own);
        others = List.copyOf(others);
        upon = List.copyOf(upon);
        observed = Set.copyOf(observed);
    }

    /** The same with what others did elsewhere, as far as it could be kept and read. */
    public Trace with(Trace elsewhere) {
        List<Strand> all = new ArrayList<>(others);
        all.addAll(elsewhere.others);
        all.sort(Strands.BY_FIRST);
        return new Trace(own, all, upon, observed, leftOut + elsewhere.leftOut, unread + elsewhere.unread);
    }

    /** What the identity did and had done to it, without others. */
    public Trace alone() {
        return new Trace(own, List.of(), upon, observed, leftOut, unread);
    }
}
