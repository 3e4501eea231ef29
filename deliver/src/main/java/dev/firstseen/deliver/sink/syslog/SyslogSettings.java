package dev.firstseen.deliver.sink.syslog;

import dev.firstseen.deliver.sink.Trust;
import java.time.Duration;

/**
 * A syslog server.
 *
 * @param patience how long to wait for a connection, and for the server to let go of it
 */
public record SyslogSettings(String host, int port, Line line, Duration patience) {

    /** How messages travel. */
    public sealed interface Line {

        /** Datagrams (RFC 5426): what is lost on the way is not noticed. */
        record Udp() implements Line {}

        /** An open connection, each message with its length before it (RFC 6587). */
        record Tcp() implements Line {}

        /** TLS (RFC 5425), certificate and name verified. */
        record Tls(Trust trust) implements Line {}
    }
}
