package dev.firstseen.collect.office365;

import dev.firstseen.collect.http.Reply;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.window.TimeRange;
import dev.firstseen.collect.window.Trouble;
import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lists the content of a window, page by page. */
final class ContentListing {

    /** Far more than a window of a day has. */
    private static final int MOST_PAGES = 10_000;

    private static final Pattern START_TIME = Pattern.compile("(?i)[?&]startTime=([^&]{1,64})");

    private final Feed feed;

    ContentListing(Feed feed) {
        this.feed = feed;
    }

    /** What came of it. */
    sealed interface Listed {

        /**
         * The content of all pages that could be followed.
         *
         * @param unreadable entries that are no content, each as a sentence
         * @param whole whether all pages were followed: a stale one is not
         */
        record Content(List<Blob> blobs, List<String> unreadable, boolean whole) implements Listed {}

        /** The subscription of the content type is off. */
        record Off() implements Listed {}

        record Failed(Trouble trouble) implements Listed {}
    }

    Listed list(String contentType, TimeRange range, Instant now) throws InterruptedException {
        List<Blob> blobs = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        Set<URI> asked = new HashSet<>();
        URI page = feed.list(contentType, range.from(), range.to());
        while (asked.add(page) && asked.size() <= MOST_PAGES) {
            Reply reply = feed.asker().get(page);
            if (!(reply instanceof Reply.Answered answered) || !answered.ok()) {
                // A page that went stale while the ones before it were read: those are kept.
                if (Feed.isOff(reply)) {
                    return new Listed.Off();
                }
                return asked.size() > 1 && Feed.isTooOld(reply)
                        ? new Listed.Content(blobs, unreadable, false)
                        : new Listed.Failed(feed.trouble(contentType, reply, now, false));
            }
            if (!read(contentType, answered.body(), blobs, unreadable)) {
                return new Listed.Failed(
                        new Trouble.Passing("Microsoft's list of content is not whole.", Optional.empty()));
            }
            Optional<String> link = answered.headers().firstValue("NextPageUri").filter(text -> !text.isBlank());
            if (link.isEmpty()) {
                return new Listed.Content(blobs, unreadable, true);
            }
            Optional<URI> next = feed.page(link.get());
            if (next.isEmpty()) {
                return new Listed.Failed(new Trouble.Passing(
                        "The next page of the list is on another host: %s.".formatted(Wording.printable(link.get())),
                        Optional.empty()));
            }
            if (isStale(link.get(), now)) {
                return new Listed.Content(blobs, unreadable, false);
            }
            page = next.get();
        }
        return new Listed.Failed(new Trouble.Passing("The pages of the list do not end.", Optional.empty()));
    }

    /** Whether a page begins before what the service still keeps. */
    private static boolean isStale(String link, Instant now) {
        Matcher start = START_TIME.matcher(link);
        return start.find()
                && time(start.group(1).replace("%3A", ":").replace("%3a", ":"))
                        .filter(from -> from.isBefore(now.minus(Office365Settings.KEPT)))
                        .isPresent();
    }

    private boolean read(String contentType, byte[] body, List<Blob> blobs, List<String> unreadable) {
        try {
            Optional<Value> page = JsonReader.ofRecords().value(body, 0, body.length);
            if (page.isPresent() && page.get() instanceof Value.Items(List<Value> items)) {
                for (Value item : items) {
                    blob(contentType, item)
                            .ifPresentOrElse(
                                    blobs::add,
                                    () -> unreadable.add(
                                            "An entry in the list of %s has no contentId or no contentCreated."
                                                    .formatted(contentType)));
                }
                return true;
            }
        } catch (Rejected notJson) {
            // As for any other body that is no list.
        }
        return false;
    }

    private Optional<Blob> blob(String contentType, Value item) {
        if (!(item instanceof Value.Members entry)) {
            return Optional.empty();
        }
        String id = text(entry, "contentId");
        Optional<Instant> created = time(text(entry, "contentCreated"));
        if (id.isBlank() || created.isEmpty()) {
            return Optional.empty();
        }
        Instant expiration =
                time(text(entry, "contentExpiration")).orElse(created.get().plus(Office365Settings.KEPT));
        return Optional.of(
                new Blob(contentType, id, feed.blob(text(entry, "contentUri"), id), created.get(), expiration));
    }

    private static String text(Value.Members entry, String name) {
        return entry.members().get(name) instanceof Value.Scalar scalar ? scalar.text() : "";
    }

    /** A time with a zone, or without one, which means UTC. */
    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException withoutZone) {
            try {
                return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
            } catch (DateTimeParseException unreadable) {
                return Optional.empty();
            }
        }
    }
}
