package dev.firstseen.flink.match;

import dev.firstseen.flink.rules.RulesChanged;
import org.apache.flink.util.OutputTag;

/** What goes beside the main way. */
public final class SideOutputs {

    /** The hours in which a log was observed. */
    public static final OutputTag<Hour> HOURS = new OutputTag<>("hours", Codings.OfHour.type());

    /** What could not be used. */
    public static final OutputTag<Notice> NOTICES = new OutputTag<>("notices", Codings.OfNotice.type());

    /** That a task has other rules. */
    public static final OutputTag<RulesChanged> CHANGES =
            new OutputTag<>("changes", RulesChanged.OfRulesChanged.type());

    private SideOutputs() {}
}
