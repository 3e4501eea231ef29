package dev.firstseen.collect.office365;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Gap;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.Load;
import dev.firstseen.collect.ParcelBuilder;
import dev.firstseen.collect.http.Backoff;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.Health;
import dev.firstseen.collect.window.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * From blobs to parcels. A blob is handed over, or waits to be fetched again, or is lost and said to be: it is in the cursor
 * as one of the three.
 */
final class BlobDelivery {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    /** So often one blob is asked for again before the others get their turn. */
    private static final int MOST_ATTEMPTS = 5;

    private final String tenant;
    private final Duration window;
    private final BlobFetcher fetcher;
    private final SourceClock clock;
    private final Intake intake;
    private final Map<String, Seen> seen;
    private final WaitingBlobs waiting;
    private final ParcelBuilder parcels;
    private final Health health;
    private final Backoff backoff;
    private int attempts;
    /** Whether the service was not to be had for the blob before either, so that waiting for each would take for ever. */
    private boolean away;

    /** @param window how much is listed in one go, which is how exactly it is known what a blob is about */
    BlobDelivery(
            String tenant,
            Duration window,
            BlobFetcher fetcher,
            SourceClock clock,
            Intake intake,
            Map<String, Seen> seen,
            WaitingBlobs waiting,
            ParcelBuilder parcels,
            RandomGenerator random) {
        this.tenant = tenant;
        this.window = window;
        this.fetcher = fetcher;
        this.clock = clock;
        this.intake = intake;
        this.seen = seen;
        this.waiting = waiting;
        this.parcels = parcels;
        this.health = new Health("content", intake);
        this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
    }

    /** Whether it was neither handed over yet, nor is lost or waiting. */
    boolean isNew(Blob blob) {
        return !seen(blob).contains(blob.id()) && !waiting.contains(blob);
    }

    private Seen seen(Blob blob) {
        Seen ofType = seen.get(blob.contentType());
        if (ofType == null) {
            throw new IllegalStateException("no such content type: " + blob.contentType());
        }
        return ofType;
    }

    /** Fetches blobs and hands them over in their order; the last of them may still be in the parcel that is being filled. */
    void deliver(List<Blob> blobs) throws InterruptedException {
        fetcher.fetch(blobs, this::take);
    }

    /** Fetches what waits and is due, and hands it over; whether there was any. */
    boolean deliverWaiting(Instant now) throws InterruptedException {
        List<Blob> due = waiting.due(now);
        deliver(due);
        parcels.send();
        return !due.isEmpty();
    }

    private boolean take(Blob blob, Fetched fetched) throws InterruptedException {
        switch (fetched) {
            case Fetched.Content content -> {
                reached();
                parcels.add(new Load(name(blob), content.bytes(), blob.created()));
                if (done(blob)) {
                    parcels.add(gap(blob).in(Gap.State.CLOSED, "It was fetched after all."));
                }
            }
            case Fetched.Gone gone -> {
                reached();
                done(blob);
                parcels.add(gap(blob).in(Gap.State.FINAL, gone.sentence()));
                intake.report(new Condition.Lost(name(blob), gone.reason(), Wording.printable(gone.sentence())));
            }
            case Fetched.Later later -> {
                reached();
                postpone(blob, later.sentence());
            }
            case Fetched.Unavailable unavailable -> {
                return !waited(blob, unavailable);
            }
        }
        parcels.sendIfFull();
        return true;
    }

    private void reached() {
        attempts = 0;
        away = false;
        backoff.reset();
        health.well();
    }

    private boolean done(Blob blob) {
        Seen ofType = seen.get(blob.contentType());
        if (ofType != null) {
            // Otherwise it is listed no more.
            ofType.add(blob.id(), blob.created(), parcels.change());
        }
        return waiting.remove(blob, parcels.change());
    }

    private void postpone(Blob blob, String sentence) {
        if (!waiting.contains(blob)) {
            parcels.add(gap(blob).in(Gap.State.OPEN, sentence));
        }
        waiting.failed(blob, clock.now(), parcels.change());
    }

    /** Waits for the service and is true, or lets this blob wait and is false. */
    private boolean waited(Blob blob, Fetched.Unavailable unavailable) throws InterruptedException {
        parcels.send();
        Duration wait = backoff.next(unavailable.retryAfter());
        Instant now = clock.now();
        health.failing(now, unavailable.sentence(), now.plus(wait));
        clock.pause(wait);
        attempts++;
        if (attempts < MOST_ATTEMPTS && !away) {
            return true;
        }
        attempts = 0;
        away = true;
        postpone(blob, unavailable.sentence());
        return false;
    }

    /** What is in a blob happened before it was made, nobody knows when. */
    private Gap gap(Blob blob) {
        return new Gap(
                name(blob),
                tenant,
                blob.contentType(),
                blob.created().minus(window),
                blob.created().plusSeconds(1),
                "",
                Gap.State.OPEN);
    }

    private static String name(Blob blob) {
        return blob.contentType() + "/" + blob.id();
    }

    ParcelBuilder parcels() {
        return parcels;
    }
}
