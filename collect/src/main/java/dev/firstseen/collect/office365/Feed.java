package dev.firstseen.collect.office365;

import dev.firstseen.collect.http.AuthorizedAsker;
import dev.firstseen.collect.http.Reply;
import dev.firstseen.collect.http.ServiceError;
import dev.firstseen.collect.http.Wording;
import dev.firstseen.collect.window.Trouble;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** The addresses of a tenant's activity feed, and what its answers mean. */
final class Feed {

    /** As the API wants times: UTC, to the second, without a zone. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

    /** There is no subscription; it was disabled. */
    private static final Set<String> OFF = Set.of("AF20022", "AF20023");

    private final Office365Settings settings;
    private final AuthorizedAsker asker;

    Feed(Office365Settings settings, AuthorizedAsker asker) {
        this.settings = settings;
        this.asker = asker;
    }

    AuthorizedAsker asker() {
        return asker;
    }

    private String root() {
        return "%s/api/v1.0/%s/activity/feed"
                .formatted(settings.service(), settings.registration().tenant());
    }

    URI start(String contentType) {
        return URI.create("%s/subscriptions/start?contentType=%s&PublisherIdentifier=%s"
                .formatted(root(), contentType, settings.publisher()));
    }

    URI list(String contentType, Instant from, Instant to) {
        return URI.create("%s/subscriptions/content?contentType=%s&PublisherIdentifier=%s&startTime=%s&endTime=%s"
                .formatted(root(), contentType, settings.publisher(), time(from), time(to)));
    }

    /** Where a blob is fetched: as listed, or put together anew where that is no address on the service's host. */
    URI blob(String listed, String id) {
        URI uri = parsed(listed).filter(this::isOfFeed).orElseGet(() -> rebuilt(id));
        String query = uri.getRawQuery();
        if (query != null && query.contains("PublisherIdentifier=")) {
            return uri;
        }
        return URI.create(uri + (query == null ? "?" : "&") + "PublisherIdentifier=" + settings.publisher());
    }

    private boolean isOfFeed(URI uri) {
        return asker.isHome(uri)
                && uri.getRawFragment() == null
                && String.valueOf(uri.getRawPath()).contains("/activity/feed/audit/");
    }

    private URI rebuilt(String id) {
        // What URLEncoder makes a plus is a blank, which a path writes as %20.
        String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
        return URI.create("%s/audit/%s".formatted(root(), segment));
    }

    /** The address of a next page, where it is one that the token may go to. */
    Optional<URI> page(String link) {
        return parsed(link).filter(asker::isHome);
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static String time(Instant time) {
        return TIME.format(time.truncatedTo(ChronoUnit.SECONDS));
    }

    /** Whether the subscription of the content type is off. */
    static boolean isOff(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.status() == 400
                && OFF.contains(ServiceError.of(answered).code());
    }

    /** Whether what was asked for begins before the days that are kept. */
    static boolean isTooOld(Reply reply) {
        return reply instanceof Reply.Answered answered
                && answered.status() == 400
                && ServiceError.of(answered).code().equals("AF20055");
    }

    /** What a reply that is no success means for a content type, whose subscription is being started or not. */
    Trouble trouble(String contentType, Reply reply, Instant now, boolean starting) {
        return switch (reply) {
            case Reply.Answered answered -> trouble(contentType, answered, now, starting);
            case Reply.Broken broken -> new Trouble.Passing(broken.sentence(), Optional.empty());
            case Reply.TooLarge tooLarge ->
                new Trouble.Passing(
                        "The answer is larger than %,d bytes.".formatted(tooLarge.limit()), Optional.empty());
            case Reply.NoToken none -> new Trouble.SignIn(none.sentence(), none.refused());
        };
    }

    private Trouble trouble(String contentType, Reply.Answered answered, Instant now, boolean starting) {
        ServiceError error = ServiceError.of(answered);
        int status = answered.status();
        String words = error.words(status);
        if (status == 401 || status == 403) {
            String sentence =
                    ("Microsoft does not give out %s (%s). The app registration needs the application permission %s of the"
                                    + " Office 365 Management APIs, with an administrator's consent, and auditing must be"
                                    + " turned on in the tenant.")
                            .formatted(contentType, words, permission(contentType));
            // A token that is refused now and then is not a permission that lacks.
            return status == 401 && !starting
                    ? new Trouble.Passing(sentence, Optional.empty())
                    : new Trouble.Denied(sentence);
        }
        if (status == 404) {
            return new Trouble.Denied("There is no content of type %s in tenant %s (%s)."
                    .formatted(contentType, settings.registration().tenant(), words));
        }
        if (status >= 300 && status < 400) {
            return new Trouble.Passing("The service redirects, which is not followed.", Optional.empty());
        }
        return new Trouble.Passing(
                "Microsoft answers %s.".formatted(Wording.printable(words)), answered.retryAfter(now));
    }

    private static String permission(String contentType) {
        return contentType.startsWith("DLP.") ? "ActivityFeed.ReadDlp" : "ActivityFeed.Read";
    }
}
