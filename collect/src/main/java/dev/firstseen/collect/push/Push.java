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
    private final BlockingQueue<Receipt> committed = new ArrayBlockingQueue<>(1);

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

    void commit(Receipt receipt) {
        committed.add(receipt);
    }

    /** What was committed of it; nothing where that takes too long. */
    Optional<Receipt> awaitCommit(Duration patience) throws InterruptedException {
        return Optional.ofNullable(committed.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }
}
