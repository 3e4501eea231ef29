package dev.firstseen.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a service and a PostgreSQL server, and cuts their connections. */
final class Cuts implements AutoCloseable {
    private final ServerSocket listening;
    private final int server;
    private final List<Between> all = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusing = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean losingCommit;

    Cuts(int server) throws IOException {
        this.server = server;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The next commit is done and its answer lost with the connection; so many further ones are then refused. */
    void loseTheNextCommit(int further) {
        refusing.set(further);
        losingCommit = true;
    }

    int refused() {
        return refused.get();
    }

    /** Nothing comes through any more, and the server does not notice; further connections are as before. */
    void mute() {
        all.forEach(each -> each.muted = true);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                if (!losingCommit && refusing.get() > 0) {
                    refusing.decrementAndGet();
                    refused.incrementAndGet();
                    client.close();
                } else {
                    all.add(new Between(client, new Socket(InetAddress.getLoopbackAddress(), server)));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        all.forEach(Between::cut);
    }

    private final class Between {
        private final Socket client;
        private final Socket served;
        private volatile boolean muted;

        Between(Socket client, Socket served) {
            this.client = client;
            this.served = served;
            Thread.ofVirtual().start(() -> pump(client, served, false));
            Thread.ofVirtual().start(() -> pump(served, client, true));
        }

        private void pump(Socket from, Socket to, boolean answers) {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] bytes = new byte[1 << 16];
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    if (answers && losingCommit && isCommit(bytes, read)) {
                        losingCommit = false;
                        break;
                    }
                    if (!muted) {
                        out.write(bytes, 0, read);
                    }
                }
            } catch (IOException cut) {
                // By one of the two.
            }
            if (!muted) {
                cut();
            }
        }

        /** How the server says that it has committed. */
        private static boolean isCommit(byte[] bytes, int length) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
        }

        void cut() {
            try (client;
                    served) {
                muted = true;
            } catch (IOException lost) {
                throw new UncheckedIOException(lost);
            }
        }
    }
}
