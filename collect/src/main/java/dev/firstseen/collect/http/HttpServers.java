package dev.firstseen.collect.http;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The JDK's HTTP server, with the limits that it reads from system properties before it is first used. */
public final class HttpServers {

    static {
        // Without it, an answer whose head and body go out apart waits for an acknowledgement, 40 ms each.
        unlessSet("sun.net.httpserver.nodelay", "true");
        // Clients that dawdle are cut off, in seconds.
        unlessSet("sun.net.httpserver.maxReqTime", "120");
        unlessSet("jdk.httpserver.maxConnections", "1000");
        // One that hangs up before it has its whole answer is counted among these until its time is over, and without a
        // bound for ever: after a thousand nobody would be let in any more.
        unlessSet("sun.net.httpserver.maxRspTime", "120");
    }

    private HttpServers() {}

    /**
     * A server that is not started yet.
     *
     * @throws IOException where the address is not to be had
     */
    public static HttpServer on(InetSocketAddress address) throws IOException {
        return HttpServer.create(address, 0);
    }

    private static void unlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
