package dev.firstseen.flink.tally;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/** What a job counts from its start, or from where it last went on, to its end. */
public enum Tally {
    RECORDS("record read", "records read"),
    REJECTED("record that cannot be used", "records that cannot be used"),
    UNREADABLE("file that cannot be read to its end", "files that cannot be read to their end"),
    ALERTS("alert", "alerts"),
    INCIDENTS("incident", "incidents");

    private final String one;
    private final String many;

    Tally(String one, String many) {
        this.one = one;
        this.many = many;
    }

    /** What a task counts by; once for each function. */
    public LongCounter in(RuntimeContext context) {
        LongCounter counter = new LongCounter();
        context.addAccumulator(name(), counter);
        return counter;
    }

    /** All that was counted, in a sentence; mistakes only where there are some. */
    public static String sentence(JobExecutionResult result) {
        List<String> parts = new ArrayList<>();
        for (Tally each : values()) {
            Long counted = result.getAccumulatorResult(each.name());
            long count = counted == null ? 0 : counted;
            if (count > 0 || each == RECORDS || each == ALERTS) {
                parts.add("%,d %s".formatted(count, count == 1 ? each.one : each.many));
            }
        }
        return String.join(", ", parts) + ".";
    }
}
