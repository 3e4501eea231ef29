package dev.firstseen.collect.office365;

import dev.firstseen.collect.Cursor;
import dev.firstseen.collect.Intake;
import dev.firstseen.collect.ParcelBuilder;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.collect.window.ClockCheck;
import dev.firstseen.collect.window.LogPart;
import dev.firstseen.collect.window.Losses;
import dev.firstseen.collect.window.Seen;
import dev.firstseen.collect.window.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** One run of the source, from a cursor until it is interrupted: what is listed when. One thread uses it. */
final class Office365Run {

    /** Blobs are remembered for so much longer than they can be listed again. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final Duration LONGEST_LIST = Duration.ofHours(24);

    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final Office365Settings settings;
    private final SourceClock clock;
    private final Intake intake;
    private final Map<String, LogPart> parts = new LinkedHashMap<>();
    private final WaitingBlobs waiting;
    private final BlobDelivery delivery;
    private final Losses losses;
    private final ClockCheck clockCheck;
    private final Subscriptions subscriptions;
    private final NewContent content;

    Office365Run(
            Office365Settings settings,
            Feed feed,
            BlobFetcher fetcher,
            SourceClock clock,
            RandomGenerator random,
            String source,
            Cursor committed,
            Intake intake) {
        this.settings = settings;
        this.clock = clock;
        this.intake = intake;
        ParcelBuilder parcels = new ParcelBuilder(source, intake);
        String tenant = settings.registration().tenant();
        Cursor cursor = committed.ofTenant(tenant, parcels.change());
        this.waiting = new WaitingBlobs(Set.copyOf(settings.contentTypes()), cursor);
        Instant first = Office365Settings.oldest(clock.now());
        Map<String, Seen> seen = new HashMap<>();
        for (String type : settings.contentTypes()) {
            LogPart part = new LogPart(type, cursor, first, random, intake);
            parts.put(type, part);
            seen.put(type, part.seen());
        }
        this.losses = new Losses(tenant, parcels, intake);
        this.clockCheck = new ClockCheck(settings.sweep(), Office365Settings.REACH_BACK, losses, parcels, intake);
        this.delivery =
                new BlobDelivery(tenant, settings.window(), fetcher, clock, intake, seen, waiting, parcels, random);
        this.subscriptions = new Subscriptions(feed, clock, intake);
        this.content = new NewContent(
                new ContentListing(feed), delivery::isNew, subscriptions, clockCheck, losses, clock, intake);
    }

    /** Collects until interrupted. */
    void run() throws InterruptedException {
        while (true) {
            subscriptions.start(parts.values());
            parts.values().forEach(part -> clockCheck.look(part, part.name(), clock.now()));
            boolean found = delivery.deliverWaiting(clock.now());
            boolean advanced = advance();
            sweep();
            if (!found && !advanced) {
                clock.pause(untilNext());
            }
        }
    }

    private Collection<LogPart> working() {
        Instant now = clock.now();
        List<LogPart> working = new ArrayList<>();
        for (LogPart part : parts.values()) {
            if (subscriptions.isOn(part) && part.mayTry(now)) {
                working.add(part);
            }
        }
        return working;
    }

    /**
     * Lists one more window of the types that are furthest back, and hands over its blobs in the order in which they were
     * made, whatever their type; whether there was one.
     */
    private boolean advance() throws InterruptedException {
        Instant now = clock.now();
        List<LogPart> behind = working().stream()
                .filter(part -> !part.reached().plus(settings.poll()).isAfter(now))
                .toList();
        if (behind.isEmpty()) {
            return false;
        }
        behind.forEach(part -> leaveExpired(part, now));
        Instant from =
                behind.stream().map(LogPart::reached).min(Instant::compareTo).orElseThrow();
        Instant to = TimeRange.earlier(from.plus(settings.window()), seconds(now));
        List<LogPart> listed = new ArrayList<>();
        List<Blob> blobs = new ArrayList<>();
        for (LogPart part : behind) {
            if (part.reached().isBefore(to) && content.list(part, new TimeRange(listFrom(part, now), to), blobs)) {
                listed.add(part);
            }
        }
        blobs.sort(Blob.BY_TIME);
        delivery.deliver(blobs);
        for (LogPart part : listed) {
            part.reach(to, delivery.parcels().change());
            part.sweptAtUnlessSet(
                    now, now.plus(settings.sweepEvery()), delivery.parcels().change());
            part.seen()
                    .forgetBefore(
                            part.forgettable(settings.sweep()).minus(MARGIN),
                            delivery.parcels().change());
        }
        delivery.parcels().send();
        parts.values().forEach(part -> intake.progress(part.progress(clock.now())));
        return !listed.isEmpty();
    }

    /** Where the list begins: what was listed when it was young is listed again, since content is listed late. */
    private Instant listFrom(LogPart part, Instant now) {
        Instant overlap = TimeRange.later(now.minus(settings.overlap()), Office365Settings.oldest(now));
        return seconds(TimeRange.earlier(part.reached(), overlap));
    }

    private void leaveExpired(LogPart part, Instant now) {
        Instant oldest = Office365Settings.oldest(now);
        if (!part.reached().isBefore(oldest)) {
            return;
        }
        // At the very first start there is no place that could have been kept: it begins with what there is.
        if (part.wasListed()) {
            losses.add(
                    part,
                    part.name(),
                    new TimeRange(part.reached(), oldest),
                    "Content of %s from %s to %s was not collected in time: Microsoft lists the last 7 days only."
                            .formatted(part.name(), part.reached(), oldest));
            part.reach(oldest, delivery.parcels().change());
        } else {
            part.beginAt(oldest);
        }
    }

    /** Lists the last day again where that is due, window by window: content may be listed long after it was made. */
    private void sweep() throws InterruptedException {
        for (LogPart part : working()) {
            Instant now = clock.now();
            if (!part.sweepIsDue(now)) {
                continue;
            }
            Instant earliest = TimeRange.later(part.sweepFrom(settings.sweep()), Office365Settings.oldest(now));
            Instant from = TimeRange.later(earliest, part.swept());
            Instant to = TimeRange.earlier(part.reached(), seconds(now));
            boolean listed = true;
            for (TimeRange piece : new TimeRange(TimeRange.earlier(from, to), to).pieces(sweepWindow())) {
                List<Blob> blobs = new ArrayList<>();
                listed = content.list(part, piece, blobs);
                blobs.sort(Blob.BY_TIME);
                delivery.deliver(blobs);
                if (!listed) {
                    break;
                }
                part.sweptTo(piece.to(), now);
            }
            if (listed) {
                part.sweptAt(
                        now, now.plus(settings.sweepEvery()), delivery.parcels().change());
            }
            delivery.parcels().send();
        }
    }

    /** Longer than the usual one: there is little in it that is new. */
    private Duration sweepWindow() {
        Duration longer = settings.window().multipliedBy(6);
        return longer.compareTo(LONGEST_LIST) < 0 ? longer : LONGEST_LIST;
    }

    private Duration untilNext() {
        Instant now = clock.now();
        Instant next = waiting.nextTry();
        for (LogPart part : parts.values()) {
            Instant due = part.mayTry(now) ? part.reached().plus(settings.poll()) : part.nextTry();
            next = TimeRange.earlier(next, due);
        }
        Instant latest = now.plus(settings.poll());
        Duration wait = Duration.between(now, TimeRange.earlier(next, latest));
        return wait.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wait;
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
