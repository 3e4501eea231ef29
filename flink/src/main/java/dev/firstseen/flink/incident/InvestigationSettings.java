package dev.firstseen.flink.incident;

import dev.firstseen.flink.playbooks.PlaybookTexts;
import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are investigated.
 *
 * @param playbooks whose questions are asked, as they were when the job was submitted
 * @param retention how long records, names and alerts are kept after their time
 * @param bounds how much is kept and read
 */
public record InvestigationSettings(PlaybookTexts playbooks, Duration retention, Bounds bounds)
        implements Serializable {

    /** With the usual bounds. */
    public InvestigationSettings(PlaybookTexts playbooks, Duration retention) {
        this(playbooks, retention, Bounds.USUAL);
    }

    /** Until when something of a time is kept; {@link Long#MAX_VALUE} for always. */
    long kept(long time) {
        long more = retention.toMillis();
        return time > Long.MAX_VALUE - more ? Long.MAX_VALUE : time + more;
    }
}
