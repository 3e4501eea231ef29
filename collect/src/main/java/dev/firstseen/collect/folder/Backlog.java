package dev.firstseen.collect.folder;

import dev.firstseen.collect.Progress;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;

/**
 * What a look into the folder found to read, and how much of it was read. As a time, it has come as far from the oldest
 * file's time towards now as the bytes that were read are of all. One thread uses it.
 */
final class Backlog {

    private Instant oldest = Instant.MAX;
    private long found;
    private long read;

    /** Some bytes of a file that was last changed at a time are there to be read. */
    void find(long bytes, Instant changed) {
        if (bytes > 0) {
            found += bytes;
            oldest = TimeRange.earlier(oldest, changed);
        }
    }

    /** So many were read. */
    void read(long bytes) {
        read += Math.max(0, bytes);
    }

    /** All that was found is dealt with. */
    void clear() {
        found = 0;
        read = 0;
        oldest = Instant.MAX;
    }

    Progress progress(Instant now) {
        Instant from = TimeRange.earlier(oldest, now);
        double share = found == 0 ? 1 : Math.min(1, (double) read / found);
        return new Progress("folder", from, now, from.plusMillis((long)
                (share * Duration.between(from, now).toMillis())));
    }
}
