package dev.firstseen.flink.distinct;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.flink.match.Brought;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.export.RecordReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Of the records with one id that match a rule, sends one on: where they differ, the one whose document is first in the
 * order of its bytes, so that it does not depend on which came first. Those that come after the choice are repetitions as
 * long as the id is remembered.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class DistinctFunction extends KeyedProcessFunction<String, Match, Match> {
    private static final long serialVersionUID = 1;

    private final Enrichment tables;
    private final long remembered;
    private transient UnaryOperator<Event> enrichment;
    private transient ValueState<Known> known;
    private transient Counter repeated;

    /** @param remembered how long after its time an id is remembered, in milliseconds */
    public DistinctFunction(Enrichment tables, long remembered) {
        this.tables = tables;
        this.remembered = remembered;
    }

    /** What records have in common that are the same entry for a rule. */
    public static String key(Match match) {
        return KeyHash.of(
                match.memory().name(),
                match.head().tenant(),
                match.head().dataset(),
                match.head().id());
    }

    @Override
    public void open(OpenContext opened) {
        enrichment = tables.open();
        known = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("known", new CodedSerializer<>(new KnownCoding())));
        repeated = getRuntimeContext().getMetricGroup().counter("repeated");
    }

    @Override
    public void processElement(Match match, Context context, Collector<Match> out) throws Exception {
        switch (known.value()) {
            case null -> begin(match, context, out);
            case Known.Chosen(String chosen, Differing told) -> {
                repeated.inc();
                String content = KeyHash.ofBytes(match.record());
                if (!content.equals(chosen)) {
                    Differing now = tell(match, content, "It came after another of its id was used.", told, context);
                    known.update(new Known.Chosen(chosen, now));
                }
            }
            case Known.Candidates(List<Match> waiting, Differing told) -> {
                if (!told.contents().isEmpty() && told.contents().contains(KeyHash.ofBytes(match.record()))
                        || waiting.stream().anyMatch(other -> Arrays.equals(other.record(), match.record()))) {
                    repeated.inc();
                    return;
                }
                List<Match> candidates = new ArrayList<>(waiting);
                candidates.add(match);
                known.update(best(candidates, told, context));
                context.timerService().registerEventTimeTimer(Timers.decision(match.time()));
            }
        }
    }

    private void begin(Match match, Context context, Collector<Match> out) throws Exception {
        long decision = Timers.decision(match.time());
        long now = context.timerService().currentWatermark();
        if (decision <= now) {
            choose(match, Differing.NONE, context, out);
            Timers.expiring(expiry(match, now), context.timerService());
        } else {
            known.update(new Known.Candidates(List.of(match), Differing.NONE));
            context.timerService().registerEventTimeTimer(decision);
        }
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Match> out) throws Exception {
        Known before = known.value();
        if (before instanceof Known.Candidates(List<Match> candidates, Differing told)) {
            Known.Candidates one = best(candidates, told, context);
            Match chosen = one.matches().getFirst();
            choose(chosen, one.told(), context, out);
            Timers.expiring(expiry(chosen, timer), context.timerService());
        } else if (Timers.isExpiry(timer)) {
            known.clear();
        }
    }

    private long expiry(Match match, long now) {
        long latest = Math.max(match.time(), now);
        return Timers.expiry(latest > Long.MAX_VALUE - remembered ? Long.MAX_VALUE : latest + remembered);
    }

    private void choose(Match match, Differing told, Context context, Collector<Match> out) throws Exception {
        known.update(new Known.Chosen(KeyHash.ofBytes(match.record()), told));
        if (match.brought().isEmpty()) {
            context.output(
                    SideOutputs.NOTICES,
                    notice("uncounted", match, "It has no usable value in one of the rule's fields."));
        }
        for (Brought brought : match.brought()) {
            out.collect(match.with(brought));
        }
    }

    /** The one that is used if no other comes; the others are told. */
    @SuppressWarnings("ReferenceEquality") // It is one of them.
    private Known.Candidates best(List<Match> candidates, Differing told, Context context) {
        Match best = candidates.size() == 1 ? candidates.getFirst() : first(candidates);
        Differing now = told;
        for (Match other : candidates) {
            if (other != best) {
                repeated.inc();
                String content = KeyHash.ofBytes(other.record());
                now = tell(other, content, "Another of its id was used.", now, context);
            }
        }
        return new Known.Candidates(List.of(best), now);
    }

    private static Differing tell(Match match, String content, String reason, Differing told, Context context) {
        if (told.isEnough(content)) {
            return told;
        }
        Differing now = told.with(content);
        context.output(
                SideOutputs.NOTICES,
                notice(
                        "differing",
                        match,
                        now.contents().size() < Differing.MOST
                                ? reason
                                : reason + " More that differ are only counted, as repeated."));
        return now;
    }

    private Match first(List<Match> candidates) {
        Match best = candidates.getFirst();
        Optional<byte[]> document = document(best);
        for (Match candidate : candidates.subList(1, candidates.size())) {
            Optional<byte[]> other = document(candidate);
            if (other.isPresent() && (document.isEmpty() || Arrays.compareUnsigned(other.get(), document.get()) < 0)) {
                best = candidate;
                document = other;
            }
        }
        return best;
    }

    /** Empty where this build refuses what an earlier one has read: then it is used only if there is no other. */
    private Optional<byte[]> document(Match match) {
        try {
            Event event = RecordReader.ofKind(match.kind(), AuditSettings.NONE).read(match.record());
            return Optional.of(
                    JsonWriter.bytes(enrichment.apply(event).document().root()));
        } catch (Rejected changed) {
            return Optional.empty();
        }
    }

    private static Notice notice(String kind, Match match, String reason) {
        return new Notice(
                kind,
                reason,
                match.memory().rule(),
                match.head().tenant(),
                match.head().id(),
                match.time(),
                1);
    }
}
