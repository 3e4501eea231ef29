package dev.firstseen.collect.office365;

import dev.firstseen.collect.Condition;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.ClockCheck;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Losses;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Lists what is new in a range, and settles what cannot be listed to its end. One thread uses it. */
final class NewContent {

    private static final Duration LONGEST_LIST = Duration.ofHours(24);
    /** So near to the end of what is kept a stale page may be right. */
    private static final Duration BORDER = Duration.ofHours(1);

    private final ContentListing listing;
    private final Predicate<Blob> isNew;
    private final Subscriptions subscriptions;
    private final ClockCheck clockCheck;
    private final Losses losses;
    private final SourceClock clock;
    private final Intake intake;
    /** The types whose last list ended with a stale page. */
    private final Set<String> stale = new HashSet<>();
    /** The types of which an unreadable entry was told. */
    private final Set<String> toldUnreadable = new HashSet<>();

    NewContent(
            ContentListing listing,
            Predicate<Blob> isNew,
            Subscriptions subscriptions,
            ClockCheck clockCheck,
            Losses losses,
            SourceClock clock,
            Intake intake) {
        this.listing = listing;
        this.isNew = isNew;
        this.subscriptions = subscriptions;
        this.clockCheck = clockCheck;
        this.losses = losses;
        this.clock = clock;
        this.intake = intake;
    }

    /** Adds the new blobs of a range; whether the range is settled. */
    boolean list(LogPart part, TimeRange range, List<Blob> blobs) throws InterruptedException {
        Set<String> ids = new HashSet<>();
        for (TimeRange piece : range.pieces(LONGEST_LIST)) {
            switch (listing.list(part.name(), piece, clock.now())) {
                case ContentListing.Listed.Failed failed -> {
                    subscriptions.met(part, failed.trouble());
                    return false;
                }
                case ContentListing.Listed.Off off -> {
                    subscriptions.wentOff(part);
                    return false;
                }
                case ContentListing.Listed.Content content -> {
                    subscriptions.well(part);
                    clockCheck.well();
                    for (Blob blob : content.blobs()) {
                        if (isNew.test(blob) && ids.add(blob.id())) {
                            blobs.add(blob);
                        }
                    }
                    tellUnreadable(part, content.unreadable());
                    if (!content.whole() && !settled(part, piece)) {
                        return false;
                    }
                }
            }
        }
        stale.remove(part.name());
        return true;
    }

    /** A list that ended with a stale page is taken once more, from what is still kept; then its rest is lost. */
    private boolean settled(LogPart part, TimeRange piece) {
        if (piece.from().isAfter(Office365Settings.oldest(clock.now()).plus(BORDER))) {
            part.failed(
                    clock.now(),
                    "Microsoft's list names a further page that begins before the 7 days kept.",
                    Optional.empty());
            return false;
        }
        if (stale.add(part.name())) {
            return false;
        }
        losses.add(
                part,
                part.name(),
                piece,
                "Microsoft's list of %s from %s to %s could not be read to its end: a further page begins before the 7 days that are kept."
                        .formatted(part.name(), piece.from(), piece.to()));
        return true;
    }

    private void tellUnreadable(LogPart part, List<String> unreadable) {
        if (!unreadable.isEmpty() && toldUnreadable.add(part.name())) {
            intake.report(new Condition.Lost(part.name(), Condition.Reason.UNREADABLE, unreadable.getFirst()));
        }
    }
}
