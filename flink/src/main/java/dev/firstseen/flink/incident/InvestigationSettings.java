package dev.firstseen.flink.incident;

import java.io.Serializable;
import java.time.Duration;

/**
 * How alerts are investigated.
 *
 * @param playbooks whose questions are asked
 * @param retention how long records, names and alerts are kept after their time
 * @param mostAnHour how many records of one account or network are kept of an hour
 * @param mostOfOne how many of one account or network are kept at a time
 */
public record InvestigationSettings(PlaybookTexts playbooks, Duration retention, int mostAnHour, int mostOfOne)
        implements Serializable {
    private static final int USUAL_MOST_AN_HOUR = 10_000;
    private static final int USUAL_MOST_OF_ONE = 200_000;

    /** With the usual bounds. */
    public InvestigationSettings(PlaybookTexts playbooks, Duration retention) {
        this(playbooks, retention, USUAL_MOST_AN_HOUR, USUAL_MOST_OF_ONE);
    }

    /** Until when something of a time is kept; {@link Long#MAX_VALUE} for always. */
    long kept(long time) {
        long more = retention.toMillis();
        return time > Long.MAX_VALUE - more ? Long.MAX_VALUE : time + more;
    }
}
