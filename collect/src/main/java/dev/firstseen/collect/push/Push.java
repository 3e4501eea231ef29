package dev.firstseen.collect.push;

import dev.firstseen.collect.Receipt;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One request's records, and whether they were committed. */
final class Push {

    private final String sender;
    private final byte[] body;
    private final Runnable done;
    private final BlockingQueue<Receipt> committed = new ArrayBlockingQueue<>(1);

    /**
     * A push that waits.
     *
     * @param body not changed by anyone after this
     * @param done run when it is committed, and nobody holds it any more
     */
    Push(String sender, byte[] body, Runnable done) {
        this.sender = sender;
        this.body = body;
        this.done = done;
    }

    String sender() {
        return sender;
    }

    byte[] body() {
        return body;
    }

    void commit(Receipt receipt) {
        committed.add(receipt);
        done.run();
    }

    /** What was committed of it; nothing where that takes too long. */
    Optional<Receipt> awaitCommit(Duration patience) throws InterruptedException {
        return Optional.ofNullable(committed.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }
}
