package dev.firstseen.deliver.sink.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.Notices;
import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.deliver.sink.Receiver;
import dev.firstseen.deliver.sink.Sink;
import dev.firstseen.deliver.sink.SinkContract;
import dev.firstseen.deliver.sink.Trust;
import dev.firstseen.deliver.terminal.Visible;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SyslogSinkTest extends SinkContract {
    private static final Pattern USER = Pattern.compile(" suser=((?:[^\\\\=]|\\\\.)*) [a-zA-Z0-9]+=");

    @Override
    protected Receiver start() throws IOException {
        return new Server();
    }

    @Override
    protected String seen(String user) {
        return Visible.of(user);
    }

    private static Sink sink(int port, SyslogSettings.Line line) {
        return new SyslogSink(new SyslogSettings("127.0.0.1", port, line, Duration.ofSeconds(5)));
    }

    @Test
    void aMessageIsSyslogWithCef() throws Exception {
        try (Sink sink = receiver.sink()) {
            sink.deliver(List.of(Notices.raised("alert-a", "al|ice=\\")));
        }
        assertThat(((Server) receiver).messages)
                .singleElement()
                .asString()
                .startsWith("<81>1 2026-03-09T14:05:11.251Z - firstseen - - - \ufeffCEF:0|Firstseen|Firstseen|1|"
                        + "0b2f3da5-0000-4000-8000-000000000001|[high] Device code grant from a new network|7|")
                .contains("externalId=alert-a ", " suser=al|ice\\=\\\\ ", " src=203.0.113.7 ")
                .doesNotContain("\n");
    }

    @Test
    void aDatagramIsCutToWhatReceiversTake() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Sink sink = sink(socket.getLocalPort(), new SyslogSettings.Line.Udp())) {
            socket.setSoTimeout(10_000);
            assertThat(sink.deliver(List.of(Notices.raised("alert-a", "ü".repeat(3_000))))
                            .outcomes())
                    .containsExactly(Outcome.Taken.TAKEN);
            DatagramPacket packet = new DatagramPacket(new byte[65_000], 65_000);
            socket.receive(packet);
            assertThat(packet.getLength()).isBetween(2_000, 2_048);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .contains("externalId=alert-a")
                    .endsWith("…")
                    .doesNotContain("\ufffd");
        }
    }

    @Test
    void aServerWithoutTlsGetsNothingByTls() throws Exception {
        try (Sink sink = sink(((Server) receiver).port(), new SyslogSettings.Line.Tls(Trust.PUBLIC))) {
            assertThat(sink.deliver(Notices.many(1)).outcomes()).singleElement().isInstanceOf(Outcome.Retry.class);
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aServerThatStopsReadingHoldsUpNothing() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Sink sink = impatient(deaf.getLocalPort())) {
            List<Notice> notices = Collections.nCopies(10_000, Notices.raised("alert-a", "x".repeat(900)));
            assertThat(sink.deliver(notices).outcomes())
                    .hasSize(10_000)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Retry.class));
        }
    }

    @Test
    void aServerThatGoesOnTalkingHoldsUpNothing() throws Exception {
        try (ServerSocket talking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Sink sink = impatient(talking.getLocalPort())) {
            Thread thread = Thread.ofVirtual().start(() -> {
                try (Socket connection = talking.accept()) {
                    while (true) {
                        connection.getOutputStream().write('.');
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException over) {
                    // The sink hung up.
                }
            });
            assertThat(sink.deliver(Notices.many(1)).outcomes()).containsExactly(Outcome.Taken.TAKEN);
            thread.interrupt();
            thread.join();
        }
    }

    private static Sink impatient(int port) {
        return new SyslogSink(
                new SyslogSettings("127.0.0.1", port, new SyslogSettings.Line.Tcp(), Duration.ofSeconds(1)));
    }

    /** Takes messages with their length before them, one connection after the other. */
    private static final class Server implements Receiver {
        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> messages = new ArrayList<>();
        private final Thread thread = Thread.ofVirtual().start(this::serve);

        Server() throws IOException {}

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket connection = socket.accept()) {
                    connection.setSoTimeout(10_000);
                    read(connection.getInputStream());
                } catch (IOException | NumberFormatException broken) {
                    // The next connection is another one.
                }
            }
        }

        private void read(InputStream in) throws IOException {
            StringBuilder length = new StringBuilder();
            int next;
            while ((next = in.read()) >= 0) {
                if (next != ' ') {
                    if (next < '0' || next > '9') {
                        return;
                    }
                    length.append((char) next);
                    continue;
                }
                byte[] message = in.readNBytes(Integer.parseInt(length.toString()));
                synchronized (messages) {
                    messages.add(new String(message, StandardCharsets.UTF_8));
                }
                length.setLength(0);
            }
        }

        @Override
        public Sink sink() {
            return SyslogSinkTest.sink(port(), new SyslogSettings.Line.Tcp());
        }

        @Override
        public Sink unreachable() {
            try (ServerSocket closed = new ServerSocket(0)) {
                return SyslogSinkTest.sink(closed.getLocalPort(), new SyslogSettings.Line.Tcp());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        @Override
        public List<Received> received() {
            List<Received> received = new ArrayList<>();
            synchronized (messages) {
                for (String message : messages) {
                    Matcher user = USER.matcher(message);
                    String found = user.find() ? user.group(1).replaceAll("\\\\(.)", "$1") : "";
                    received.add(new Received(found, found));
                }
            }
            return received;
        }

        @Override
        public void close() throws Exception {
            socket.close();
            thread.join();
        }
    }
}
