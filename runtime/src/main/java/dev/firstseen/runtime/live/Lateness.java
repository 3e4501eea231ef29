package dev.firstseen.runtime.live;

import dev.firstseen.runtime.live.LoadReader.ReadLoad;
import dev.firstseen.store.LateRecords;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the records that came too late to be judged exactly: more than the lateness behind what was committed before of
 * their tenant. Those of one batch are judged in order, so they are not late for one another.
 *
 * @param most how much older than the newest an event may be to be judged exactly
 */
record Lateness(Duration most) {

    /**
     * Counts what is late; gives it by source.
     *
     * @param fresh of what was read, the events that rules judged
     * @param now in milliseconds since 1970; nothing reaches further
     */
    Map<String, LateRecords.Late> tell(Collection<ReadLoad> loads, List<Matched> fresh, LateRecords records, long now) {
        if (fresh.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> reached = new HashMap<>();
        // One that says it is of a time to come must not make those late that come until then.
        fresh.forEach(each -> reached.merge(each.event().tenant(), Math.min(each.time(), now), Math::max));
        Map<String, Long> before = records.newest(reached.keySet());
        records.reached(reached);
        IdentityHashMap<Matched, Long> late = new IdentityHashMap<>();
        for (Matched each : fresh) {
            long behind = before.getOrDefault(each.event().tenant(), each.time()) - each.time();
            if (behind > most.toMillis()) {
                late.put(each, behind);
            }
        }
        return late.isEmpty() ? Map.of() : counted(loads, late, records, now);
    }

    private static Map<String, LateRecords.Late> counted(
            Collection<ReadLoad> loads, IdentityHashMap<Matched, Long> late, LateRecords records, long now) {
        Map<String, LateRecords.Late> bySource = new HashMap<>();
        for (ReadLoad load : loads) {
            for (Matched each : load.matched()) {
                Long behind = late.get(each);
                if (behind != null) {
                    bySource.merge(
                            load.source(),
                            new LateRecords.Late(1, behind, now),
                            (one, other) -> new LateRecords.Late(
                                    one.records() + other.records(), Math.max(one.behind(), other.behind()), now));
                }
            }
        }
        bySource.forEach(records::add);
        return bySource;
    }
}
