package dev.firstseen.collect;

import java.time.Instant;

/**
 * A stretch of a log that could not be collected. Coverage is lower there.
 *
 * @param id the same when the gap is named again
 * @param tenant the tenant's id; empty where the source cannot tell whose log it is
 * @param log the source's own word for the log: a content type, an endpoint, a topic
 * @param from the first moment that may be missing, by the time records become available
 * @param to the first moment after it
 * @param reason a sentence
 * @param state whether it is still missing
 */
public record Gap(String id, String tenant, String log, Instant from, Instant to, String reason, State state) {

    public enum State {
        /** Missing now, and tried again. */
        OPEN,
        /** Collected after all: what was said before no longer holds. */
        CLOSED,
        /** Missing for good. */
        FINAL
    }

    public Gap {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("a gap ends at %s, before it begins at %s".formatted(to, from));
        }
    }

    /** The same gap in another state. */
    public Gap in(State other, String why) {
        return new Gap(id, tenant, log, from, to, why, other);
    }
}
