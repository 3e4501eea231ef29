package dev.firstseen.deliver.sink.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** As much of SMTP as a mail needs, one connection after the other. */
final class SmtpServer implements AutoCloseable {
    private final ServerSocket socket;
    private final List<String> commands = new ArrayList<>();
    private final List<String> mails = new ArrayList<>();
    private String answerToData = "250 taken";
    private String answerToSender = "250 ok";
    private final Thread thread;

    SmtpServer() throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /** At a socket of one's own, such as one by TLS. */
    SmtpServer(ServerSocket socket) {
        this.socket = socket;
        this.thread = Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    synchronized void answerToData(String answer) {
        answerToData = answer;
    }

    synchronized void answerToSender(String answer) {
        answerToSender = answer;
    }

    private synchronized String answerToSender() {
        return answerToSender;
    }

    synchronized List<String> commands() {
        return List.copyOf(commands);
    }

    synchronized List<String> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                connection.setSoTimeout(10_000);
                converse(connection);
            } catch (IOException broken) {
                // The next connection is another one.
            }
        }
    }

    private void converse(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = connection.getOutputStream();
        say(out, "220 test");
        String command;
        while ((command = in.readLine()) != null) {
            synchronized (this) {
                commands.add(command);
            }
            if (command.startsWith("EHLO")) {
                say(out, "250-test\r\n250 AUTH PLAIN");
            } else if (command.startsWith("AUTH")) {
                say(out, "235 welcome");
            } else if (command.startsWith("MAIL")) {
                say(out, answerToSender());
            } else if (command.equals("DATA")) {
                say(out, "354 go on");
                data(in, out);
            } else {
                say(out, "250 ok");
            }
        }
    }

    private void data(BufferedReader in, OutputStream out) throws IOException {
        StringBuilder mail = new StringBuilder();
        String line;
        while ((line = in.readLine()) != null && !line.equals(".")) {
            mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        synchronized (this) {
            if (answerToData.startsWith("2")) {
                mails.add(mail.toString());
            }
            say(out, answerToData);
        }
    }

    private static void say(OutputStream out, String answer) throws IOException {
        out.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() throws Exception {
        socket.close();
        thread.join();
    }
}
