package dev.firstseen.flink.match;

import dev.firstseen.flink.archive.Kept;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.tally.Tally;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** Hands on what {@link Matching} finds in the element at hand. */
final class MatchOutputs implements Matching.Out {
    private final Counter matches;
    private final Counter notices;
    private final LongCounter records;
    private final LongCounter rejected;
    private final LongCounter unreadable;
    private @Nullable Collector<Match> out;
    private @Nullable Side side;

    /** Flink's way beside the main one. */
    interface Side {
        <T> void output(OutputTag<T> tag, T value);
    }

    MatchOutputs(RuntimeContext context) {
        MetricGroup metrics = context.getMetricGroup();
        this.matches = metrics.counter("matches");
        this.notices = metrics.counter("notices");
        this.records = Tally.RECORDS.in(context);
        this.rejected = Tally.REJECTED.in(context);
        this.unreadable = Tally.UNREADABLE.in(context);
    }

    void to(Collector<Match> here, Side beside) {
        out = here;
        side = beside;
    }

    @Override
    public void match(Match match) {
        matches.inc();
        if (out != null) {
            out.collect(match);
        }
    }

    @Override
    public void read(long more, long unusable) {
        records.add(more);
        rejected.add(unusable);
    }

    @Override
    public void unreadable() {
        unreadable.add(1);
    }

    @Override
    public void hour(Hour hour) {
        if (side != null) {
            side.output(SideOutputs.HOURS, hour);
        }
    }

    @Override
    public void kept(Kept record) {
        if (side != null) {
            side.output(SideOutputs.KEPT, record);
        }
    }

    @Override
    public void told(Told told) {
        if (side != null) {
            side.output(SideOutputs.TOLD, told);
        }
    }

    @Override
    public void notice(Notice notice) {
        notices.inc(notice.count());
        if (side != null) {
            side.output(SideOutputs.NOTICES, notice);
        }
    }
}
