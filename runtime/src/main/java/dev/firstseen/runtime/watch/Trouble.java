package dev.firstseen.runtime.watch;

/**
 * Something that is wrong now.
 *
 * @param sentence what, and where it can be told, what to do; holds no secret
 */
public record Trouble(Kind kind, String sentence) {

    /** What it concerns. */
    public enum Kind {
        /** The service has ended. */
        SERVICE,
        /** The database refuses to be written or read. */
        STORE,
        /** A source collects nothing, or not all. */
        SOURCE,
        /** A sink takes nothing, or has refused something. */
        SINK,
        /** An account could not be investigated. */
        INVESTIGATION,
        /** The machine's clock jumped. */
        CLOCK
    }
}
