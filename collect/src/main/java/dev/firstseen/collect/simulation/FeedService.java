package dev.firstseen.collect.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The Management Activity API: subscriptions, lists of content, content. Safe for use by many threads. */
final class FeedService {

    private static final int PAGE = 5;
    private static final Duration KEPT = Duration.ofDays(7);

    private final SimulatedFeed feed;
    private final Faults faults;
    private final String base;
    private final Set<String> enabled = ConcurrentHashMap.newKeySet();
    private final Set<String> disabled = ConcurrentHashMap.newKeySet();
    private final Map<String, Answer> denied = new ConcurrentHashMap<>();

    /** @param base scheme, host, port and path of the feed */
    FeedService(SimulatedFeed feed, Faults faults, String base) {
        this.feed = feed;
        this.faults = faults;
        this.base = base;
    }

    void deny(String contentType, Answer answer) {
        enabled.remove(contentType);
        denied.put(contentType, answer);
    }

    void allow(String contentType) {
        denied.remove(contentType);
    }

    Answer answer(Asked asked, Instant now) {
        String path = asked.path();
        if (path.endsWith("/subscriptions/start")) {
            return start(asked.parameter("contentType"));
        }
        if (path.endsWith("/subscriptions/content")) {
            return list(asked, now);
        }
        int audit = path.indexOf("/activity/feed/audit/");
        return audit < 0
                ? Answer.error(404, "AF40400", "no such resource")
                : content(path.substring(audit + "/activity/feed/audit/".length()), now);
    }

    private Answer start(String contentType) {
        Answer refusal = denied.get(contentType);
        if (refusal != null) {
            return refusal;
        }
        return enabled.add(contentType)
                ? Answer.of(
                        200, "{\"contentType\":\"%s\",\"status\":\"enabled\",\"webhook\":null}".formatted(contentType))
                : Answer.error(400, "AF20024", "The subscription is already enabled. No property change.");
    }

    private Answer list(Asked asked, Instant now) {
        String contentType = asked.parameter("contentType");
        Answer refusal = denied.get(contentType);
        if (refusal != null) {
            return refusal;
        }
        if (faults.strikes(Fault.SUBSCRIPTION_OFF, asked.subject())) {
            enabled.remove(contentType);
            disabled.add(contentType);
        }
        if (!enabled.contains(contentType)) {
            return disabled.contains(contentType)
                    ? Answer.error(400, "AF20023", "The subscription was disabled.")
                    : Answer.error(400, "AF20022", "No subscription found for the specified content type");
        }
        Optional<Instant> from = time(asked.parameter("startTime"));
        Optional<Instant> to = time(asked.parameter("endTime"));
        if (from.isEmpty()
                || to.isEmpty()
                || Duration.between(from.get(), to.get()).compareTo(Duration.ofDays(1)) > 0) {
            return Answer.error(400, "AF20030", "Start time and end time must both be given, at most 24 hours apart.");
        }
        if (from.get().isBefore(now.minus(KEPT))) {
            return Answer.error(400, "AF20055", "Start time must be no more than 7 days in the past.");
        }
        if (!asked.parameter("nextPage").isEmpty()
                && asked.attempt() == 0
                && faults.strikes(Fault.STALE_PAGE, "known " + asked.subject())) {
            return Answer.error(400, "AF20031", "Invalid nextPage Input.");
        }
        return page(asked, feed.listed(contentType, from.get(), to.get(), now));
    }

    private Answer page(Asked asked, List<SimulatedBlob> all) {
        String asks = asked.parameter("nextPage");
        int begin = asks.isEmpty() ? 0 : Integer.parseInt(asks);
        int end = Math.min(all.size(), begin + PAGE);
        StringBuilder body = new StringBuilder("[");
        for (SimulatedBlob blob : all.subList(Math.min(begin, end), end)) {
            body.append(body.length() == 1 ? "" : ",").append(entry(blob));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (end < all.size()) {
            boolean stale = asked.attempt() == 0 && faults.strikes(Fault.STALE_PAGE, asked.subject());
            Map<String, String> parameters = asked.parameters();
            String next =
                    "%s/subscriptions/content?contentType=%s&PublisherIdentifier=%s&startTime=%s&endTime=%s&nextPage=%d"
                            .formatted(
                                    base,
                                    parameters.get("contentType"),
                                    parameters.get("PublisherIdentifier"),
                                    stale ? "2015-05-23T17:35:00" : parameters.get("startTime"),
                                    parameters.get("endTime"),
                                    end);
            headers.put("nextpageuri", next);
        }
        return new Answer(200, headers, body.append(']').toString());
    }

    private String entry(SimulatedBlob blob) {
        String uri = faults.strikes(Fault.MALFORMED_URI, blob.id())
                ? "https://manage.office.com/api/v1.0/{tenant}/activity feed/" + blob.id()
                : base + "/audit/" + blob.id();
        return "{\"contentUri\":\"%s\",\"contentId\":\"%s\",\"contentType\":\"%s\",\"contentCreated\":\"%s\",\"contentExpiration\":\"%s\"}"
                .formatted(uri, blob.id(), blob.contentType(), blob.created(), blob.expiration());
    }

    private Answer content(String id, Instant now) {
        return feed.blob(id)
                .filter(blob -> !blob.rejected() && now.isBefore(blob.expiration()))
                .map(blob -> Answer.of(200, blob.body()))
                .orElseGet(() -> Answer.error(404, "AF20051", "Content is expired or does not exist."));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
