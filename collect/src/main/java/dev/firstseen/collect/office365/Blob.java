package dev.firstseen.collect.office365;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;

/**
 * One piece of content, as listed.
 *
 * @param uri where it is fetched, on the service's own host
 * @param created when it was made available
 * @param expiration after which it cannot be fetched
 */
record Blob(String contentType, String id, URI uri, Instant created, Instant expiration) {

    /** The order in which they became available. */
    static final Comparator<Blob> BY_TIME =
            Comparator.comparing(Blob::created).thenComparing(Blob::contentType).thenComparing(Blob::id);
}
