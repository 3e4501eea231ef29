package dev.firstseen.collect.office365;

import dev.firstseen.collect.Intake;
import dev.firstseen.collect.http.Reply;
import dev.firstseen.collect.http.ServiceError;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Trouble;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which content types the tenant's content is listed of, and how each is doing. One thread uses it. */
final class Subscriptions {

    private final Feed feed;
    private final SourceClock clock;
    private final Health signIn;
    private final Set<String> started = new HashSet<>();

    Subscriptions(Feed feed, SourceClock clock, Intake intake) {
        this.feed = feed;
        this.clock = clock;
        this.signIn = new Health("access token", intake);
    }

    /** Starts those that are not on, as far as it is time to try. */
    void start(Collection<LogPart> parts) throws InterruptedException {
        for (LogPart part : parts) {
            if (!isOn(part) && part.mayTry(clock.now())) {
                Reply reply = feed.asker().post(feed.start(part.name()));
                if (reply instanceof Reply.Answered answered && (answered.ok() || isEnabled(answered))) {
                    // Whether it is on, its list tells.
                    started.add(part.name());
                    signIn.well();
                } else {
                    met(part, feed.trouble(part.name(), reply, clock.now(), true));
                }
            }
        }
    }

    private static boolean isEnabled(Reply.Answered answered) {
        return answered.status() == 400 && ServiceError.of(answered).code().equals("AF20024");
    }

    boolean isOn(LogPart part) {
        return started.contains(part.name());
    }

    void well(LogPart part) {
        part.well();
        signIn.well();
    }

    void met(LogPart part, Trouble trouble) {
        if (trouble instanceof Trouble.Denied) {
            started.remove(part.name());
        }
        part.met(trouble, signIn, clock.now());
    }

    /** One went off by itself. */
    void wentOff(LogPart part) {
        started.remove(part.name());
        part.failed(clock.now(), "The subscription is off; it is started again.", Optional.empty());
    }
}
