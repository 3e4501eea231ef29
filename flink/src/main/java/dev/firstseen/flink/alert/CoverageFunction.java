package dev.firstseen.flink.alert;

import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.flink.match.Hour;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.order.Waiting;
import dev.firstseen.flink.wire.KeyHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Adds to a first-seen finding how much of its window was observed. A finding waits until the watermark has passed it: then
 * all hours up to its own are known, and later ones do not matter. The key is the log: tenant and dataset.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class CoverageFunction extends KeyedCoProcessFunction<String, Hour, Finding, Finding> {
    private static final long serialVersionUID = 1;

    /** Longer than any sensible history window. */
    private static final Duration KEPT = Duration.ofDays(400);

    private static final int BITS = 6;

    private transient MapState<Long, Long> hours;
    private transient Waiting<Finding> waiting;

    /** Of which log a finding is. */
    public static String key(Finding finding) {
        return key(finding.match().head().tenant(), finding.match().head().dataset());
    }

    /** Of which log an hour is. */
    public static String key(Hour hour) {
        return key(hour.tenant(), hour.dataset());
    }

    private static String key(String tenant, String dataset) {
        return KeyHash.of(tenant, dataset);
    }

    @Override
    public void open(OpenContext opened) {
        hours = getRuntimeContext().getMapState(new MapStateDescriptor<>("hours", Types.LONG, Types.LONG));
        waiting = Waiting.in(getRuntimeContext(), "waiting", new FindingCoding(), Finding::place);
    }

    @Override
    public void processElement1(Hour hour, Context context, Collector<Finding> out) throws Exception {
        long place = hour.hour() >> BITS;
        Long word = hours.get(place);
        if (word == null) {
            Timers.expiring(expiry(place), context.timerService());
        }
        hours.put(place, (word == null ? 0 : word) | 1L << hour.hour());
    }

    @Override
    public void processElement2(Finding finding, Context context, Collector<Finding> out) throws Exception {
        long decision = Timers.decision(finding.match().time());
        if (decision <= context.timerService().currentWatermark()) {
            out.collect(covered(finding, observed()));
            return;
        }
        waiting.put(finding, context.timerService());
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
        List<Finding> due = waiting.at(timer);
        if (!due.isEmpty()) {
            ObservedHours observed = observed();
            for (Finding finding : due) {
                out.collect(covered(finding, observed));
            }
        }
        if (Timers.forgets(timer, context.timerService())) {
            long oldest = ObservedHours.hourOf(timer - KEPT.toMillis()) >> BITS;
            List<Long> expired = new ArrayList<>();
            for (Long place : hours.keys()) {
                if (place < oldest) {
                    expired.add(place);
                }
            }
            for (Long place : expired) {
                hours.remove(place);
            }
        }
    }

    private static long expiry(long place) {
        long last = (Long.MAX_VALUE - KEPT.toMillis()) / ObservedHours.HOUR >> BITS;
        return place >= last
                ? Long.MAX_VALUE
                : Timers.expiry((place + 1 << BITS) * ObservedHours.HOUR + KEPT.toMillis());
    }

    private ObservedHours observed() throws Exception {
        ObservedHours observed = new ObservedHours();
        for (Map.Entry<Long, Long> each : hours.entries()) {
            for (long rest = each.getValue(); rest != 0; rest &= rest - 1) {
                observed.add((each.getKey() << BITS) + Long.numberOfTrailingZeros(rest));
            }
        }
        return observed;
    }

    private static Finding covered(Finding finding, ObservedHours observed) {
        if (!(finding.found() instanceof Found.FirstSeen(var term, History history))) {
            return finding;
        }
        long time = finding.match().time();
        long start = time < Long.MIN_VALUE + history.window() ? Long.MIN_VALUE : time - history.window();
        long since = finding.match().memory().since();
        double coverage;
        if (since <= start) {
            coverage = observed.covered(start, time);
        } else if (since >= time) {
            coverage = 0;
        } else {
            // What was observed before the rule began to remember tells it nothing.
            coverage = observed.covered(since, time) * (time - since) / history.window();
        }
        return finding.with(new Found.FirstSeen(term, history.covered(coverage)));
    }
}
