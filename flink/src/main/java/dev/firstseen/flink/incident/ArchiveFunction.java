package dev.firstseen.flink.incident;

import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.flink.archive.ArchivedRecord;
import dev.firstseen.flink.archive.Kept;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.wire.CodedSerializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keeps records, and gives those that a case asks for. The key is the tenant and a name of an account, or a network. What is
 * over the bounds is counted, and the count is part of every answer. Where there are too many in all, the oldest hours make
 * room: the alerts that are still to come ask for what is around them.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class ArchiveFunction extends KeyedCoProcessFunction<String, Kept, Question, Answer> {
    private static final long serialVersionUID = 1;
    private static final long NEVER = Long.MAX_VALUE - 2 * ObservedHours.HOUR;

    private final InvestigationSettings settings;
    private transient MapState<Long, Held> hours;
    private transient MapState<Slot, ArchivedRecord> records;
    private transient ValueState<Long> total;
    /** The last hour that had to make room; nothing is kept up to it. */
    private transient ValueState<Long> cleared;

    private transient MapState<String, Question> questions;
    private transient ValueState<Notice> tooOld;
    private transient Counter leftOut;

    public ArchiveFunction(InvestigationSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext opened) {
        hours = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "hours", LongSerializer.INSTANCE, new CodedSerializer<>(new Held.OfHeld())));
        records = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "records",
                        new CodedSerializer<>(new Slot.OfSlot()),
                        new CodedSerializer<>(new ArchivedRecord.OfArchivedRecord())));
        total = getRuntimeContext().getState(new ValueStateDescriptor<>("total", LongSerializer.INSTANCE));
        cleared = getRuntimeContext().getState(new ValueStateDescriptor<>("cleared", LongSerializer.INSTANCE));
        questions = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "questions", StringSerializer.INSTANCE, new CodedSerializer<>(new Question.OfQuestion())));
        tooOld = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("tooOld", new CodedSerializer<>(new Codings.OfNotice())));
        leftOut = getRuntimeContext().getMetricGroup().counter("leftOut");
    }

    @Override
    public void processElement1(Kept kept, Context context, Collector<Answer> out) throws Exception {
        long hour = ObservedHours.hourOf(kept.record().time());
        long until = until(hour);
        if (until <= context.timerService().currentWatermark()) {
            leftOut.inc();
            countOld(kept, context);
            return;
        }
        Held before = hours.get(hour);
        Held held = before == null ? Held.NOTHING : before;
        if (before == null) {
            Timers.expiring(Timers.expiry(until), context.timerService());
        }
        Bounds bounds = settings.bounds();
        if (held.kept() < bounds.recordsAnHour() && hasRoom(hour, kept, context)) {
            records.put(new Slot(hour, held.kept()), kept.record());
            hours.put(hour, new Held(held.kept() + 1, held.leftOut()));
            total.update(total() + 1);
            return;
        }
        leftOut.inc();
        hours.put(hour, new Held(held.kept(), held.leftOut() + 1));
        if (held.leftOut() == 0) {
            context.output(
                    SideOutputs.NOTICES,
                    notice(
                            kept,
                            "More than %,d records in an hour, or %,d in all and newer, of one account or network: those that follow in this hour are counted in incidents, not kept."
                                    .formatted(bounds.recordsAnHour(), bounds.records())));
        }
    }

    /** Gives whether one more can be kept, and lets go of the oldest hour where that is what it takes. */
    private boolean hasRoom(long hour, Kept kept, Context context) throws Exception {
        Long last = cleared.value();
        if (last != null && hour <= last) {
            return false;
        }
        if (total() < settings.bounds().records()) {
            return true;
        }
        long oldest = hour;
        for (Map.Entry<Long, Held> each : hours.entries()) {
            if (each.getValue().kept() > 0 && each.getKey() < oldest) {
                oldest = each.getKey();
            }
        }
        cleared.update(oldest);
        if (oldest == hour) {
            return false;
        }
        Held old = hours.get(oldest);
        for (long number = 0; number < old.kept(); number++) {
            records.remove(new Slot(oldest, number));
        }
        hours.put(oldest, new Held(0, old.leftOut() + old.kept()));
        total.update(total() - old.kept());
        leftOut.inc(old.kept());
        context.output(
                SideOutputs.NOTICES,
                new Notice(
                        "not archived",
                        "More than %,d records of one account or network: those of the oldest hour made room, and are counted in incidents, not kept."
                                .formatted(settings.bounds().records()),
                        kept.shelf().name(),
                        kept.shelf().tenant(),
                        "",
                        oldest * ObservedHours.HOUR,
                        old.kept()));
        return true;
    }

    /** The first is told at once; how many follow is told an hour of the time that counts later, or at the next question. */
    private void countOld(Kept kept, Context context) throws Exception {
        Notice following = tooOld.value();
        if (following == null) {
            Notice first = notice(kept, "It is older than what is kept for investigations.");
            context.output(SideOutputs.NOTICES, first);
            tooOld.update(first.counted(0));
            long now = Math.max(0, context.timerService().currentWatermark());
            context.timerService().registerEventTimeTimer(Timers.decision(Math.min(now, NEVER) + ObservedHours.HOUR));
        } else {
            tooOld.update(following.counted(following.count() + 1));
        }
    }

    private void tellOld(OnTimerContext context) throws Exception {
        Notice following = tooOld.value();
        if (following != null) {
            tooOld.clear();
            if (following.count() > 0) {
                context.output(SideOutputs.NOTICES, following);
            }
        }
    }

    private long until(long hour) {
        return settings.kept(end(hour));
    }

    private static long end(long hour) {
        return hour > NEVER / ObservedHours.HOUR ? Long.MAX_VALUE : (hour + 1) * ObservedHours.HOUR;
    }

    private long total() throws Exception {
        Long all = total.value();
        return all == null ? 0 : all;
    }

    private static Notice notice(Kept kept, String reason) {
        return new Notice(
                "not archived",
                reason,
                kept.shelf().name(),
                kept.shelf().tenant(),
                "",
                kept.record().time(),
                1);
    }

    @Override
    public void processElement2(Question question, Context context, Collector<Answer> out) throws Exception {
        questions.put(question.opening() + " " + question.due(), question);
        context.timerService().registerEventTimeTimer(question.due());
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Answer> out) throws Exception {
        if (Timers.isExpiry(timer)) {
            if (Timers.forgets(timer, context.timerService())) {
                forget(timer);
            }
            return;
        }
        tellOld(context);
        List<Map.Entry<String, Question>> due = new ArrayList<>();
        for (Map.Entry<String, Question> each : questions.entries()) {
            if (each.getValue().due() <= timer) {
                due.add(Map.entry(each.getKey(), each.getValue()));
            }
        }
        for (Map.Entry<String, Question> each : due) {
            questions.remove(each.getKey());
            answer(each.getValue(), out);
        }
    }

    private void answer(Question question, Collector<Answer> out) throws Exception {
        Answering answering = new Answering(question, out);
        List<Long> within = new ArrayList<>();
        for (Long hour : hours.keys()) {
            if (end(hour) > question.from() && hour * ObservedHours.HOUR <= question.until()) {
                within.add(hour);
            }
        }
        within.sort(Comparator.comparingLong((Long hour) -> question.distance(hour * ObservedHours.HOUR, end(hour)))
                .thenComparing(Comparator.naturalOrder()));
        for (long hour : within) {
            Held held = hours.get(hour);
            answering.leftOut(held.leftOut());
            for (long number = 0; number < held.kept(); number++) {
                if (answering.isFull()) {
                    answering.leftOut(held.kept() - number);
                    break;
                }
                answering.take(records.get(new Slot(hour, number)));
            }
        }
        answering.end();
    }

    private void forget(long now) throws Exception {
        List<Long> old = new ArrayList<>();
        for (Long hour : hours.keys()) {
            if (until(hour) < now) {
                old.add(hour);
            }
        }
        long all = total();
        for (long hour : old) {
            Held held = hours.get(hour);
            for (long number = 0; number < held.kept(); number++) {
                records.remove(new Slot(hour, number));
            }
            all -= held.kept();
            hours.remove(hour);
        }
        Long last = cleared.value();
        if (last != null && until(last) < now) {
            cleared.clear();
        }
        if (all > 0) {
            total.update(all);
        } else {
            total.clear();
        }
    }
}
