package dev.firstseen.collect.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServersTest {
    private static final int MOST = 10;
    private static final int HUNG_UP = 5 * MOST;

    /** In a process of its own, since the server reads its limits once. */
    @Test
    void whoHangsUpInTheMiddleOfAnAnswerTakesNobodysPlace() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.httpserver.maxConnections=" + MOST,
                        "-Dsun.net.httpserver.maxRspTime=1",
                        "-Dsun.net.httpserver.timerMillis=100",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        HttpServersTest.class.getName())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("HTTP/1.1 200 OK");
    }

    /** The service gives an answer its time too, and longer than it takes to give any. */
    @Test
    void anAnswerHasItsTime() throws IOException {
        HttpServers.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .stop(0);
        assertThat(Integer.getInteger("sun.net.httpserver.maxRspTime")).isGreaterThanOrEqualTo(60);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        HttpServer server = HttpServers.on(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.setExecutor(threads);
            server.createContext("/half", HttpServersTest::half);
            server.createContext("/whole", exchange -> {
                try (exchange) {
                    exchange.sendResponseHeaders(200, -1);
                }
            });
            server.start();
            for (int i = 0; i < HUNG_UP; i++) {
                ask(server, "/half");
            }
            String answer = "";
            for (int i = 0; i < 200 && answer.isEmpty(); i++) {
                TimeUnit.MILLISECONDS.sleep(100);
                answer = ask(server, "/whole");
            }
            System.out.println(answer);
            server.stop(0);
        }
    }

    /** An answer that breaks off, as one does to somebody who is gone. */
    private static void half(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write('1');
        }
    }

    private static String ask(HttpServer server, String path) throws IOException {
        try (Socket socket =
                new Socket(server.getAddress().getAddress(), server.getAddress().getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(path)
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (SocketException turnedAway) {
            return "";
        }
    }
}
