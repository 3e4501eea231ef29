package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.engine.secret.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Where to post to. The address is a secret, since for Slack and Teams it is all that one needs to post.
 *
 * @param patience how long to wait for a connection, and again for the whole answer
 */
public record Endpoint(Secret address, Authorization authorization, Trust trust, Duration patience) {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException where it is none, or would send over an open line; the message holds no secret
     */
    public Endpoint {
        URI uri = uri(address);
        if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("address: expected https://host/… without a user or a fragment");
        }
        boolean open = "http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost());
        if (!open && !"https".equals(uri.getScheme())) {
            throw new IllegalArgumentException("address of " + uri.getHost() + ": found " + uri.getScheme()
                    + ", expected https (http only to this machine)");
        }
    }

    /** With the trust and the patience that most need. */
    public static Endpoint of(Secret address, Authorization authorization) {
        return new Endpoint(address, authorization, Trust.PUBLIC, Duration.ofSeconds(30));
    }

    /** Scheme, host and port: what may be shown. */
    public String place() {
        URI uri = uri(address);
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
    }

    URI uri() {
        return uri(address);
    }

    /** A path and query below the address. */
    URI below(String path) {
        String text = address.reveal();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    private static URI uri(Secret address) {
        try {
            return URI.create(address.reveal());
        } catch (IllegalArgumentException malformed) {
            // The cause would show the address.
            throw new IllegalArgumentException("address: expected https://host/…, found what is no address");
        }
    }
}
