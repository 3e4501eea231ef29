package dev.firstseen.collect.push;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One request's records, and whether they were committed. */
final class Push {

    private final String sender;
    private final byte[] body;
    private final CountDownLatch committed = new CountDownLatch(1);

    /** @param body not changed by anyone after this */
    Push(String sender, byte[] body) {
        this.sender = sender;
        this.body = body;
    }

    String sender() {
        return sender;
    }

    byte[] body() {
        return body;
    }

    void commit() {
        committed.countDown();
    }

    boolean awaitCommit(Duration patience) throws InterruptedException {
        return committed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
}
