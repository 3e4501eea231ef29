package dev.firstseen.collect.window;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Intake;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a part of a source is doing. It tells the operator of changes, not of every attempt. One thread uses it. */
public final class Health {

    private final String what;
    private final Intake intake;
    private @Nullable Instant troubledSince;
    private boolean denied;

    public Health(String what, Intake intake) {
        this.what = what;
        this.intake = intake;
    }

    public void failing(Instant now, String sentence, Instant retryAt) {
        if (troubledSince == null) {
            troubledSince = now;
            intake.report(new Condition.Failing(what, now, sentence, retryAt));
        }
    }

    public void denied(Instant now, String sentence) {
        if (!denied) {
            denied = true;
            troubledSince = troubledSince == null ? now : troubledSince;
            intake.report(new Condition.Denied(what, sentence));
        }
    }

    public void well() {
        Instant since = troubledSince;
        if (since != null) {
            troubledSince = null;
            denied = false;
            intake.report(new Condition.Recovered(what, since, "It works again."));
        }
    }
}
