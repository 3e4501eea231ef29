package dev.firstseen.deliver.sink.mail;

import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.engine.secret.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mail server.
 *
 * @param line how the line is kept
 * @param login who we are, where the server asks
 * @param from the sender's address
 * @param to the receivers' addresses, at least one
 * @param patience how long to wait for the server at each step
 */
public record MailSettings(
        String host,
        int port,
        Line line,
        Optional<Login> login,
        String from,
        List<String> to,
        Trust trust,
        Duration patience) {

    /** How the line is kept. */
    public enum Line {
        /** TLS begun by {@code STARTTLS}; a server that does not offer it gets no mail. */
        STARTTLS,
        /** TLS from the first byte. */
        TLS,
        /** Open: only to this machine. */
        OPEN
    }

    /** User and password. */
    public record Login(String user, Secret password) {}

    public MailSettings {
        to = List.copyOf(to);
        if (line == Line.OPEN && !Set.of("localhost", "127.0.0.1", "::1").contains(host)) {
            throw new IllegalArgumentException(
                    "mail to " + host + ": found an open line, expected STARTTLS or TLS (open only to this machine)");
        }
        if (to.isEmpty()) {
            throw new IllegalArgumentException("mail: expected at least one receiver");
        }
        to.forEach(MailSettings::check);
        check(from);
    }

    private static void check(String address) {
        if (!address.matches("[!-;=?-~]{1,200}@[A-Za-z0-9.-]{1,200}")) {
            throw new IllegalArgumentException("mail: expected an address such as soc@example.com");
        }
    }
}
