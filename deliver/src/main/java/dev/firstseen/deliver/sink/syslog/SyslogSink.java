package dev.firstseen.deliver.sink.syslog;

import dev.firstseen.deliver.UtcTime;
import dev.firstseen.deliver.sink.Cut;
import dev.firstseen.deliver.sink.Delivery;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.deliver.terminal.Visible;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sends syslog messages. Syslog has no receipt: over a connection, which is made anew for each delivery, we say that we are
 * done and wait for the server to hang up or to stay silent; one that breaks off has not taken them.
 */
public final class SyslogSink implements Sink {
    /** Security messages (facility 10) of level alert. */
    private static final int PRIORITY = 10 * 8 + 1;

    /** What RFC 5426 asks every receiver to take. */
    private static final int LARGEST_DATAGRAM = 2048;

    private final SyslogSettings settings;
    private final Connector connector;

    /** Connects; what it gives is closed by whoever asked. */
    @FunctionalInterface
    private interface Connector {
        Socket over(Socket plain) throws IOException;
    }

    /** @throws IllegalArgumentException where the authorities to believe cannot be read */
    public SyslogSink(SyslogSettings settings) {
        this.settings = settings;
        this.connector = switch (settings.line()) {
            case SyslogSettings.Line.Tls(Trust trust) -> {
                SSLSocketFactory factory = trust.context().getSocketFactory();
                yield plain -> secured(plain, factory);
            }
            case SyslogSettings.Line.Tcp _, SyslogSettings.Line.Udp _ -> plain -> plain;
        };
    }

    @Override
    public String name() {
        return "syslog at " + Visible.of(settings.host()) + ':' + settings.port();
    }

    @Override
    public Delivery deliver(List<Notice> notices) {
        if (notices.isEmpty()) {
            return Delivery.all(0, Outcome.Taken.TAKEN);
        }
        try {
            switch (settings.line()) {
                case SyslogSettings.Line.Udp _ -> datagrams(notices);
                case SyslogSettings.Line.Tcp _, SyslogSettings.Line.Tls _ -> {
                    try (Socket plain = connected()) {
                        stream(notices, plain);
                    }
                }
            }
            return Delivery.all(notices.size(), Outcome.Taken.TAKEN);
        } catch (IOException failure) {
            String why = Cut.line(String.valueOf(failure.getMessage()), 200);
            return Delivery.all(notices.size(), new Outcome.Retry(name() + " cannot be reached: " + why + '.'));
        }
    }

    private int patience() {
        return (int) settings.patience().toMillis();
    }

    private Socket connected() throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), patience());
            socket.setSoTimeout(patience());
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }

    private SSLSocket secured(Socket plain, SSLSocketFactory factory) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, settings.host(), settings.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private void stream(List<Notice> notices, Socket plain) throws IOException {
        Socket socket;
        // A server that stops reading would hold up a write for ever.
        try (Deadline deadline = new Deadline(plain, settings.patience())) {
            socket = connector.over(plain);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream());
            for (Notice notice : notices) {
                byte[] message = message(notice);
                out.write((message.length + " ").getBytes(StandardCharsets.US_ASCII));
                out.write(message);
            }
            out.flush();
            socket.shutdownOutput();
            deadline.met();
        }
        awaitEnd(socket);
    }

    /** A server may keep its side open, or go on talking; as long as it does not break off. */
    private void awaitEnd(Socket socket) throws IOException {
        long until = System.nanoTime() + settings.patience().toNanos();
        byte[] ignored = new byte[1024];
        try {
            while (System.nanoTime() < until && socket.getInputStream().read(ignored) >= 0) {}
        } catch (SocketTimeoutException silent) {
            return;
        }
    }

    private void datagrams(List<Notice> notices) throws IOException {
        InetAddress to = InetAddress.getByName(settings.host());
        try (DatagramSocket socket = new DatagramSocket()) {
            for (Notice notice : notices) {
                byte[] message = cut(message(notice));
                socket.send(new DatagramPacket(message, message.length, to, settings.port()));
            }
        }
    }

    /** Ends with an ellipsis where there was more, and in the middle of no character. */
    private static byte[] cut(byte[] message) {
        if (message.length <= LARGEST_DATAGRAM) {
            return message;
        }
        byte[] end = "…".getBytes(StandardCharsets.UTF_8);
        int length = LARGEST_DATAGRAM - end.length;
        while ((message[length] & 0xc0) == 0x80) {
            length--;
        }
        byte[] cut = Arrays.copyOf(message, length + end.length);
        System.arraycopy(end, 0, cut, length, end.length);
        return cut;
    }

    /** RFC 5424: a byte order mark says that the text is UTF-8. */
    private static byte[] message(Notice notice) {
        String head = "<" + PRIORITY + ">1 " + UtcTime.of(Instant.ofEpochMilli(notice.time())) + " - firstseen - - - ";
        return (head + '\ufeff' + Cef.of(notice)).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        // Each delivery has its own connection.
    }
}
