package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Progress;
import dev.firstseen.deliver.UtcTime;
import dev.firstseen.store.Behind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Tells how far sources that are behind have come, as in a first backfill or after an outage, and when they will have
 * caught up. Used by one thread.
 */
final class CatchingUp {
    /** So far behind is what is always collected a while after it happened. */
    private static final Duration USUAL = Duration.ofMinutes(30);

    private final OperationsLog log;
    private final Map<Key, Begin> begun = new HashMap<>();

    private record Key(String source, String part) {}

    /**
     * Where a part that is behind was first seen.
     *
     * @param at when that was, in milliseconds since 1970
     */
    private record Begin(Instant reached, long at) {}

    CatchingUp(OperationsLog log) {
        this.log = log;
    }

    /**
     * What a source told last, and when; what is behind, and no longer, is told in the log.
     *
     * @param now in milliseconds since 1970
     */
    List<Behind.Part> look(String source, Map<String, SourceState.Reached> progress, long now) {
        List<Behind.Part> parts = new ArrayList<>();
        SortedMap<String, SourceState.Reached> inOrder = new TreeMap<>(progress);
        inOrder.forEach((name, told) -> {
            Key key = new Key(source, name);
            Progress each = told.progress();
            long ends = told.at();
            if (each.lag().compareTo(USUAL) > 0) {
                ends = ends(each, begun.computeIfAbsent(key, _ -> new Begin(each.reached(), now)), now);
                tell(source, each, ends, now);
            } else if (begun.remove(key) != null) {
                log.info("source.caught_up", name + " has caught up.", "source", source, "part", name);
            }
            parts.add(new Behind.Part(
                    source,
                    name,
                    each.from().toEpochMilli(),
                    each.to().toEpochMilli(),
                    each.reached().toEpochMilli(),
                    ends,
                    told.at()));
        });
        return parts;
    }

    /** While it catches up, there is more to collect all the time. */
    private static long ends(Progress progress, Begin begin, long now) {
        long passed = now - begin.at();
        long gained = Duration.between(begin.reached(), progress.reached()).toMillis() - passed;
        if (passed <= 0 || gained <= 0) {
            return Long.MAX_VALUE;
        }
        double left = (double) progress.lag().toMillis() * passed / gained;
        return left > Duration.ofDays(3650).toMillis() ? Long.MAX_VALUE : now + (long) left;
    }

    private void tell(String source, Progress progress, long ends, long now) {
        log.info(
                "source.behind",
                "%s is at %s, %d %% of the way from %s to %s; %s."
                        .formatted(
                                progress.what(),
                                UtcTime.second(progress.reached().toEpochMilli()),
                                (int) (100 * progress.share()),
                                UtcTime.second(progress.from().toEpochMilli()),
                                UtcTime.second(progress.to().toEpochMilli()),
                                left(ends, now)),
                "source",
                source,
                "part",
                progress.what());
    }

    private static String left(long ends, long now) {
        if (ends == Long.MAX_VALUE) {
            return "when it will have caught up cannot be told yet";
        }
        return "at this pace it will have caught up at about " + UtcTime.second(ends) + ", in "
                + Math.max(1, Math.round((ends - now) / 60_000.0)) + " minutes";
    }
}
