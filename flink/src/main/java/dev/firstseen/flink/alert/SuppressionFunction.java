package dev.firstseen.flink.alert;

import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.suppression.Candidate;
import dev.firstseen.engine.suppression.OpenGroup;
import dev.firstseen.engine.suppression.Suppression;
import dev.firstseen.flink.match.Group;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.order.Waiting;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Alert suppression: of alerts that agree the first is shown, the others are counted on it. The key is (rule, tenant, what
 * they agree in). An alert is told when its group is closed, with all that was counted on it; live, it is told at once too,
 * and the second telling, with the same id, takes the place of the first.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class SuppressionFunction extends KeyedProcessFunction<String, Finding, Finding> {
    private static final long serialVersionUID = 1;

    private final boolean atOnce;
    private transient Waiting<Finding> waiting;
    private transient ValueState<OpenGroup> open;
    private transient ValueState<Finding> shown;
    private transient Counter suppressed;

    /** @param atOnce whether an alert is told before its group is closed */
    public SuppressionFunction(boolean atOnce) {
        this.atOnce = atOnce;
    }

    /** Whether an alert may belong to a group at all. */
    public static boolean concerns(Finding finding) {
        return group(finding).isPresent();
    }

    /** The group of a finding that has one. */
    public static String key(Finding finding) {
        List<String> parts = new ArrayList<>();
        parts.add(finding.match().memory().rule());
        parts.add(finding.match().head().tenant());
        List<Value.Scalar> values = new ArrayList<>();
        for (SuppressedGroup.Term term : group(finding).orElseThrow().terms()) {
            parts.add(term.field().name());
            parts.add(Integer.toString(term.values().size()));
            values.addAll(term.values());
        }
        return KeyHash.of(values, parts.toArray(String[]::new));
    }

    private static Optional<Group> group(Finding finding) {
        return finding.match().brought().getFirst().group();
    }

    @Override
    public void open(OpenContext opened) {
        waiting = Waiting.in(getRuntimeContext(), "waiting", new FindingCoding(), Finding::place);
        open = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("group", new CodedSerializer<>(new OpenGroupCoding())));
        shown = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("shown", new CodedSerializer<>(new FindingCoding())));
        suppressed = getRuntimeContext().getMetricGroup().counter("suppressed");
    }

    @Override
    public void processElement(Finding finding, Context context, Collector<Finding> out) throws Exception {
        long decision = Timers.decision(finding.match().time());
        if (decision <= context.timerService().currentWatermark()) {
            take(finding, context, out);
            return;
        }
        waiting.put(finding, context.timerService());
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Finding> out) throws Exception {
        for (Finding finding : waiting.at(timer)) {
            take(finding, context, out);
        }
        if (Timers.isExpiry(timer)) {
            Finding finding = shown.value();
            OpenGroup group = open.value();
            if (finding != null && group != null && closing(finding, group) <= timer) {
                close(finding, group, out);
                open.clear();
                shown.clear();
            }
        }
    }

    private void take(Finding finding, Context context, Collector<Finding> out) throws Exception {
        Group group = group(finding).orElseThrow();
        OpenGroup before = open.value();
        if (before != null && before.group().end() > finding.match().time()) {
            // Later than the watermark allows: shown, since it can be counted on none.
            out.collect(finding);
            return;
        }
        Suppression fold = new Suppression(new AlertSuppression(
                List.of(), Duration.ofMillis(group.duration()), AlertSuppression.MissingFields.SUPPRESS));
        var step = fold.step(
                before,
                new Candidate(finding.id(), group.terms(), finding.match().time()));
        if (step.reports().isEmpty()) {
            suppressed.inc();
        } else {
            Finding last = shown.value();
            if (before != null && last != null) {
                close(last, before, out);
            }
            shown.update(finding);
            context.timerService().registerEventTimeTimer(closing(finding, step.memory()));
            if (atOnce) {
                out.collect(finding.with(step.memory().group()));
            }
        }
        open.update(step.memory());
    }

    private void close(Finding finding, OpenGroup group, Collector<Finding> out) {
        if (!atOnce || group.group().count() > 0) {
            out.collect(finding.with(group.group()));
        }
    }

    private static long closing(Finding finding, OpenGroup group) {
        long duration = group(finding).orElseThrow().duration();
        long start = group.group().start();
        return Timers.expiry(start > Long.MAX_VALUE - duration ? Long.MAX_VALUE : start + duration);
    }
}
