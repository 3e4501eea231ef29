package dev.firstseen.flink.match;

import dev.firstseen.flink.archive.Kept;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.rules.RuleText;
import dev.firstseen.flink.rules.RulesChanged;
import org.apache.flink.util.OutputTag;

/** What goes beside the main way. */
public final class SideOutputs {

    /** The hours in which a log was observed. */
    public static final OutputTag<Hour> HOURS = new OutputTag<>("hours", Codings.OfHour.type());

    /** What could not be used. */
    public static final OutputTag<Notice> NOTICES = new OutputTag<>("notices", Codings.OfNotice.type());

    /** Records that are kept for investigations. */
    public static final OutputTag<Kept> KEPT = new OutputTag<>("kept", Kept.type());

    /** What records tell of their tenant. */
    public static final OutputTag<Told> TOLD = new OutputTag<>("told", Told.type());

    /** Rules that are new or say something else, once for all tasks. */
    public static final OutputTag<RuleText> RULES = new OutputTag<>("rules", RuleText.type());

    /** That a task has other rules. */
    public static final OutputTag<RulesChanged> CHANGES =
            new OutputTag<>("changes", RulesChanged.OfRulesChanged.type());

    /** What was found when the playbooks were looked at. */
    public static final OutputTag<PlaybookVersion> PLAYBOOKS = new OutputTag<>("playbooks", PlaybookVersion.type());

    private SideOutputs() {}
}
