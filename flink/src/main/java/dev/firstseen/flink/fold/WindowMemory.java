package dev.firstseen.flink.fold;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Kql;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.threshold.Crossing;
import dev.firstseen.engine.threshold.Occurrence;
import dev.firstseen.engine.threshold.Threshold;
import dev.firstseen.engine.threshold.Window;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.wire.CodedSerializer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/** The memory of {@code threshold} rules: for each rule, tenant and key what lies in the window. */
final class WindowMemory {
    private static final FieldPath COUNTED = FieldPath.of("counted");

    private final ValueState<Window> window;
    /** The lookback of the key's rule, for when a timer goes off. */
    private final ValueState<Long> lookback;

    private final Slack slack;

    WindowMemory(RuntimeContext context, Slack slack) {
        this.slack = slack;
        this.window = context.getState(windows());
        this.lookback = context.getState(lookbacks());
    }

    static ValueStateDescriptor<Window> windows() {
        return new ValueStateDescriptor<>("counted", new CodedSerializer<>(new WindowCoding()));
    }

    static ValueStateDescriptor<Long> lookbacks() {
        return new ValueStateDescriptor<>("lookback", Types.LONG);
    }

    /**
     * Folds a record; one that is too late to be judged is not counted.
     *
     * @param isLate whether it came after its time was decided
     * @param late takes why it is not judged
     */
    List<Found> fold(Match match, boolean isLate, Plan.Threshold plan, TimerService timers, Consumer<Late> late)
            throws Exception {
        Window before = window.value();
        if (before != null && before.last() > match.time()) {
            late.accept(Late.OUT_OF_ORDER);
            return List.of();
        }
        if (isLate && slack.isOver(match.time(), timers.currentWatermark())) {
            late.accept(Late.FORGOTTEN);
            return List.of();
        }
        // All of it has left, so that its timer has gone off, or went off when the job was stopped and nothing was
        // forgotten.
        if (before == null || match.time() - before.last() > plan.lookback()) {
            lookback.update(plan.lookback());
            Timers.expiring(slack.expiry(match.time(), plan.lookback()), timers);
        }
        Brought brought = match.brought().getFirst();
        List<Value.Scalar> different =
                brought.values().stream().map(List::getFirst).toList();
        var step =
                fold(plan).step(before, new Occurrence(match.head().event(), brought.key(), different, match.time()));
        window.update(step.memory());
        return step.reports().stream().map(crossing -> found(crossing, plan)).toList();
    }

    private static Found found(Crossing crossing, Plan.Threshold plan) {
        return new Found.Crossed(
                crossing.count(),
                plan.cardinality().isPresent() ? OptionalLong.of(crossing.different()) : OptionalLong.empty(),
                crossing.first(),
                crossing.last());
    }

    private static Threshold fold(Plan.Threshold plan) {
        Optional<Detection.Cardinality> cardinality = plan.cardinality().isPresent()
                ? Optional.of(
                        new Detection.Cardinality(COUNTED, plan.cardinality().getAsLong()))
                : Optional.empty();
        return new Threshold(new Detection.Threshold(
                new Kql.Everything(), List.of(), plan.value(), cardinality, Duration.ofMillis(plan.lookback())));
    }

    /** Forgets a window of which everything has left. */
    void expire(long timer, TimerService timers) throws Exception {
        Window counted = window.value();
        Long length = lookback.value();
        if (counted == null || length == null) {
            return;
        }
        long expiry = slack.expiry(counted.last(), length);
        if (expiry <= timer) {
            window.clear();
            lookback.clear();
        } else {
            Timers.expiring(expiry, timers);
        }
    }
}
