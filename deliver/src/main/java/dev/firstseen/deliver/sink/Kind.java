package dev.firstseen.deliver.sink;

import java.util.Arrays;
import java.util.Locale;

/** Which notice it is, as a word for other systems. */
public enum Kind {
    ALERT_RAISED,
    ALERT_AMENDED,
    ALERT_WITHDRAWN,
    INCIDENT_CHANGED,
    INCIDENT_ENDED,
    STORM;

    public static Kind of(Notice notice) {
        return switch (notice) {
            case Notice.AlertRaised raised -> ALERT_RAISED;
            case Notice.AlertAmended amended -> ALERT_AMENDED;
            case Notice.AlertWithdrawn withdrawn -> ALERT_WITHDRAWN;
            case Notice.IncidentChanged changed -> INCIDENT_CHANGED;
            case Notice.IncidentEnded ended -> INCIDENT_ENDED;
            case Notice.Storm storm -> STORM;
        };
    }

    static Kind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of notice \"" + word + '"'));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
