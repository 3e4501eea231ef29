package dev.firstseen.collect.http;

import dev.firstseen.engine.secret.Secret;
import java.net.URI;
import java.util.Optional;

/**
 * Asks one host with an access token, and sends the token to no other. Where the token is refused, it gets another one and
 * asks once more.
 */
public final class AuthorizedAsker {

    /** Where access tokens come from. */
    public interface Tokens {

        /** A token that holds for some minutes yet, or why there is none. */
        TokenReply current() throws InterruptedException;

        /** Says that a token was refused, so that it is not given out again. */
        void refused(Secret token);
    }

    /** A token, or why there is none. */
    public sealed interface TokenReply {
        record Granted(Secret token) implements TokenReply {}

        /**
         * Why there is none.
         *
         * @param refused whether the identity platform said no, rather than not answering
         */
        record None(String sentence, boolean refused) implements TokenReply {}
    }

    private interface Request {
        Reply with(Secret token) throws InterruptedException;
    }

    private final HttpAsker asker;
    private final Tokens tokens;
    private final URI home;

    /**
     * Asks with these tokens.
     *
     * @param home scheme, host and port that may be asked
     */
    public AuthorizedAsker(HttpAsker asker, Tokens tokens, URI home) {
        this.asker = asker;
        this.tokens = tokens;
        this.home = home;
    }

    /** Whether the token may go there. */
    public boolean isHome(URI uri) {
        return home.getScheme().equalsIgnoreCase(String.valueOf(uri.getScheme()))
                && home.getHost().equalsIgnoreCase(String.valueOf(uri.getHost()))
                && home.getPort() == uri.getPort()
                && uri.getUserInfo() == null;
    }

    public Reply get(URI uri) throws InterruptedException {
        check(uri);
        return authorized(token -> asker.get(uri, Optional.of(token)));
    }

    /** Asks for an action without a body. */
    public Reply post(URI uri) throws InterruptedException {
        check(uri);
        return authorized(token -> asker.post(uri, Optional.of(token), "application/json", ""));
    }

    private void check(URI uri) {
        if (!isHome(uri)) {
            throw new IllegalArgumentException("the token of %s is not sent to %s".formatted(home, uri));
        }
    }

    private Reply authorized(Request request) throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            switch (tokens.current()) {
                case TokenReply.None none -> {
                    return new Reply.NoToken(none.sentence(), none.refused());
                }
                case TokenReply.Granted granted -> {
                    Reply reply = request.with(granted.token());
                    if (attempt > 0 || !(reply instanceof Reply.Answered answered) || answered.status() != 401) {
                        return reply;
                    }
                    tokens.refused(granted.token());
                }
            }
        }
    }
}
