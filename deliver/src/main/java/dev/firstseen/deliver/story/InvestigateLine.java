package dev.firstseen.deliver.story;

import dev.firstseen.investigation.identity.Identity;

/** The command that investigates an account of which a report tells no more than its name. */
public final class InvestigateLine {
    private InvestigateLine() {}

    /** For a POSIX shell: a name comes out of a log, so it stands between single quotes, and behind "=", lest one
     * that begins with a dash be taken for an option. Escaping is each format's job. */
    public static String of(Identity identity) {
        String quoted = identity.name().replace("'", "'\\''");
        return "firstseen investigate --user='" + quoted + "' -o report.html PATH…";
    }
}
