package dev.firstseen.collect.push;

import dev.firstseen.engine.secret.Secret;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Where to listen, and to whom.
 *
 * @param address loopback unless the configuration says otherwise; there is no TLS here, so a proxy has to stand before any other
 * @param token what every request must bring as its bearer token; of 16 characters or more
 * @param mostBytes of one request's body, unpacked
 * @param mostWaiting requests whose bodies may be read or wait for their commit at once; more are turned away
 * @param patience how long a request waits for its commit
 */
public record PushSettings(InetSocketAddress address, Secret token, int mostBytes, int mostWaiting, Duration patience) {

    /** In characters: whoever can guess the token can send records, and make the service believe them. */
    private static final int SHORTEST_TOKEN = 16;

    public PushSettings {
        if (token.reveal().length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "a token of %d characters can be guessed; use at least %d, such as 'openssl rand -hex 16' gives"
                            .formatted(token.reveal().length(), SHORTEST_TOKEN));
        }
        if (mostBytes < 1 || mostWaiting < 1 || !patience.isPositive()) {
            throw new IllegalArgumentException("every limit is above 0");
        }
    }

    /** On a port of the loopback address, with the usual limits. */
    public static PushSettings onLoopback(int port, Secret token) {
        return at(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), token);
    }

    /** With the usual limits. */
    public static PushSettings at(InetSocketAddress address, Secret token) {
        return new PushSettings(address, token, 16 << 20, 8, Duration.ofSeconds(30));
    }

    public PushSettings waiting(int otherMost, Duration otherPatience) {
        return new PushSettings(address, token, mostBytes, otherMost, otherPatience);
    }

    public PushSettings bytes(int otherMost) {
        return new PushSettings(address, token, otherMost, mostWaiting, patience);
    }
}
