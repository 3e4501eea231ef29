package dev.firstseen.runtime.watch;

import dev.firstseen.store.LateRecords;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Warns of records that came too late to be judged exactly, of each source once an hour. Used by one thread. */
final class LateWarnings {
    private static final Duration PAUSE = Duration.ofHours(1);

    private final OperationsLog log;
    private final Map<String, LateRecords.Late> untold = new HashMap<>();
    private final Map<String, Long> told = new HashMap<>();

    LateWarnings(OperationsLog log) {
        this.log = log;
    }

    void take(Map<String, LateRecords.Late> late, long now) {
        late.forEach((source, more) -> {
            untold.merge(
                    source,
                    more,
                    (one, other) -> new LateRecords.Late(
                            one.records() + other.records(), Math.max(one.behind(), other.behind()), other.last()));
            Long last = told.get(source);
            if (last == null || now - last >= PAUSE.toMillis()) {
                told.put(source, now);
                tell(source);
            }
        });
    }

    /** Tells what was not told yet. */
    void end() {
        Map.copyOf(untold).keySet().forEach(this::tell);
    }

    private void tell(String source) {
        LateRecords.Late late = untold.remove(source);
        if (late != null) {
            log.warning(
                    "records.late",
                    ("%,d records that match rules were older than the newest of their tenant by more than the"
                                    + " lateness, up to %d days, so new_terms and threshold rules may judge otherwise than"
                                    + " a scan does. With [time] lateness = \"%dd\" from the start they would not.")
                            .formatted(late.records(), days(late), days(late)),
                    "source",
                    source);
        }
    }

    private static long days(LateRecords.Late late) {
        return Math.ceilDiv(late.behind(), Duration.ofDays(1).toMillis());
    }
}
