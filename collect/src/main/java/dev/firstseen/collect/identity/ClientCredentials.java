package dev.firstseen.collect.identity;

import dev.firstseen.collect.http.AuthorizedAsker.TokenReply;
import dev.firstseen.collect.http.AuthorizedAsker.Tokens;
import dev.firstseen.collect.http.HttpAsker;
import dev.firstseen.collect.http.Reply;
import dev.firstseen.collect.http.ServiceError;
import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.secret.Secret;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth 2.0 client credentials grant. A token is kept until shortly before it ends, or until it is refused. Safe for use
 * by many threads, of which one asks and the others wait.
 */
public final class ClientCredentials implements Tokens {

    /** A request begun with a token is over before the token is. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private final AppRegistration registration;
    private final String scope;
    private final HttpAsker asker;
    private final SourceClock clock;

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Secret token;
    private Instant renewal = Instant.MIN;

    /**
     * Tokens of an app registration for one service.
     *
     * @param scope of the service, such as {@code https://manage.office.com/.default}
     */
    public ClientCredentials(AppRegistration registration, String scope, HttpAsker asker, SourceClock clock) {
        this.registration = registration;
        this.scope = scope;
        this.asker = asker;
        this.clock = clock;
    }

    @Override
    public TokenReply current() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Secret known = token;
            return known != null && clock.now().isBefore(renewal) ? new TokenReply.Granted(known) : ask();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void refused(Secret refused) {
        lock.lock();
        try {
            // Another thread may have got a new one meanwhile.
            if (token != null && refused.equals(token)) {
                token = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private TokenReply ask() throws InterruptedException {
        URI endpoint = URI.create("%s/%s/oauth2/v2.0/token".formatted(registration.authority(), registration.tenant()));
        String form = "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=%s"
                .formatted(
                        encoded(registration.clientId()),
                        encoded(registration.clientSecret().reveal()),
                        encoded(scope));
        Instant asked = clock.now();
        return switch (asker.post(endpoint, Optional.empty(), "application/x-www-form-urlencoded", form)) {
            case Reply.Answered answered when answered.ok() -> granted(answered, asked);
            case Reply.Answered answered -> said(answered);
            case Reply.Broken broken -> none("The identity platform could not be asked. " + broken.sentence());
            case Reply.TooLarge tooLarge -> none("The identity platform's answer is too large.");
            case Reply.NoToken none -> none(none.sentence());
        };
    }

    private TokenReply granted(Reply.Answered answered, Instant asked) {
        try {
            byte[] body = answered.body();
            Value.Members members = JsonReader.ofRecords().object(body, 0, body.length);
            if (members.members().get("access_token") instanceof Value.Text(String text)
                    && !text.isBlank()
                    && text.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
                long seconds = members.members().get("expires_in") instanceof Value.Whole(long number) ? number : 300;
                Duration holds = Duration.ofSeconds(Math.clamp(seconds, 0, 86_400));
                // Of a token shorter than the margin, half is used.
                Duration used = holds.compareTo(MARGIN.multipliedBy(2)) < 0 ? holds.dividedBy(2) : holds.minus(MARGIN);
                token = Secret.of(text);
                renewal = asked.plus(used);
                return new TokenReply.Granted(token);
            }
        } catch (Rejected unreadable) {
            // Its text is not repeated: a token may be in it.
        }
        return none("The identity platform's answer holds no access token.");
    }

    private TokenReply said(Reply.Answered answered) {
        ServiceError error = ServiceError.of(answered);
        boolean refused = answered.status() == 400 || answered.status() == 401 || answered.status() == 403;
        String sentence = refused
                ? "The identity platform gives no token to application %s of tenant %s (%s). Check tenant, client id and client secret."
                        .formatted(registration.clientId(), registration.tenant(), error.words(answered.status()))
                : "The identity platform answers %s.".formatted(error.words(answered.status()));
        return new TokenReply.None(sentence, refused);
    }

    private static TokenReply none(String sentence) {
        return new TokenReply.None(sentence, false);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
