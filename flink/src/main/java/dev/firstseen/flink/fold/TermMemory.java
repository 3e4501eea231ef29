package dev.firstseen.flink.fold;

import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.LastSeen;
import dev.firstseen.engine.newterms.NewTerms;
import dev.firstseen.engine.newterms.Occurrence;
import dev.firstseen.engine.newterms.SeenBefore;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.rules.Plan;
import dev.firstseen.flink.wire.CodedSerializer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The memory of {@code new_terms} rules: for each rule, tenant and first value (usually a user) when each term was seen.
 * Each term has one timer at a time, at which it is forgotten or, where it was seen since, another is set.
 */
final class TermMemory {
    private final MapState<Term, SeenTerm> seen;
    /** The window of the key's rule, for when a timer goes off. */
    private final ValueState<Long> window;

    private final Slack slack;

    TermMemory(RuntimeContext context, Slack slack) {
        this.seen = context.getMapState(terms());
        this.window = context.getState(windows());
        this.slack = slack;
    }

    static MapStateDescriptor<Term, SeenTerm> terms() {
        return new MapStateDescriptor<>(
                "terms", new CodedSerializer<>(new TermCoding()), new CodedSerializer<>(new SeenTermCoding()));
    }

    static ValueStateDescriptor<Long> windows() {
        return new ValueStateDescriptor<>("window", Types.LONG);
    }

    /**
     * Folds what a record brings; it is remembered also where it is too late to be judged.
     *
     * @param isLate whether it came after its time was decided
     * @param late takes why it is not judged
     */
    List<Found> fold(Match match, boolean isLate, Plan.NewTerms plan, TimerService timers, Consumer<Late> late)
            throws Exception {
        boolean forgotten = isLate && slack.isOver(match.time(), timers.currentWatermark());
        boolean outOfOrder = false;
        NewTerms fold = new NewTerms(Duration.ofMillis(plan.window()));
        List<Term> terms =
                match.brought().getFirst().values().stream().map(Term::new).toList();
        List<Term> first = new ArrayList<>();
        Map<Term, SeenTerm> now = new LinkedHashMap<>();
        for (Term term : terms) {
            SeenTerm before = seen.get(term);
            if (before == null) {
                window.update(plan.window());
                Timers.expiring(slack.expiry(match.time(), plan.window()), timers);
            }
            now.put(term, before == null ? SeenTerm.once(match.time()) : before.again(match.time()));
            if (before != null && before.last() > match.time()) {
                outOfOrder = true;
            } else if (!forgotten && isFirst(fold, match, term, before)) {
                first.add(term);
            }
        }
        if (forgotten || outOfOrder) {
            late.accept(forgotten ? Late.FORGOTTEN : Late.OUT_OF_ORDER);
        }
        List<Found> found = first.isEmpty() ? List.of() : found(first, match.time(), plan.window());
        // Only now: what an event brings is not earlier than the event.
        for (Map.Entry<Term, SeenTerm> each : now.entrySet()) {
            seen.put(each.getKey(), each.getValue());
        }
        return found;
    }

    private static boolean isFirst(NewTerms fold, Match match, Term term, @Nullable SeenTerm before) {
        LastSeen memory = before == null ? null : new LastSeen(before.last());
        Occurrence occurrence = new Occurrence(match.head().event(), term, match.time());
        return !fold.step(memory, occurrence).reports().isEmpty();
    }

    /** With what was seen instead, read once for all of them. The coverage is not known here. */
    private List<Found> found(List<Term> first, long time, long length) throws Exception {
        List<History.Earlier> all = new ArrayList<>();
        for (Map.Entry<Term, SeenTerm> each : seen.entries()) {
            each.getValue().before(each.getKey(), time).ifPresent(all::add);
        }
        SeenBefore before = new SeenBefore(all);
        List<Found> found = new ArrayList<>();
        for (Term term : first) {
            found.add(new Found.FirstSeen(term.values(), before.of(term, length, 0)));
        }
        return found;
    }

    /** Forgets what can neither matter nor be told any more. */
    void expire(long timer, TimerService timers) throws Exception {
        Long length = window.value();
        if (length == null) {
            return;
        }
        List<Term> expired = new ArrayList<>();
        boolean any = false;
        for (Map.Entry<Term, SeenTerm> each : seen.entries()) {
            long expiry = slack.expiry(each.getValue().last(), length);
            if (expiry <= timer) {
                expired.add(each.getKey());
            } else {
                any = true;
                Timers.expiring(expiry, timers);
            }
        }
        for (Term term : expired) {
            seen.remove(term);
        }
        if (!any) {
            window.clear();
        }
    }
}
