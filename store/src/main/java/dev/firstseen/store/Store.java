package dev.firstseen.store;

/**
 * The database of a service. Opening it brings its schema up to date. One thread at a time writes, others wait for it;
 * any number read meanwhile, each what was committed last. Safe for use by many threads.
 *
 * <p>What a database refuses (a full disk, a lock that is not let go, a file that is torn) is a {@link StoreException}
 * whose sentence says what to do; nothing of that transaction is kept and the store stays usable.
 */
public interface Store extends AutoCloseable {

    /** Work within one transaction. */
    @FunctionalInterface
    interface Work<R> {
        R in(Transaction transaction);
    }

    /** Does some work and commits it, all or nothing; it is on disk when this returns. */
    <R> R write(Work<R> work);

    /** Does some work that only reads, on one unchanging state. */
    <R> R read(Work<R> work);

    /** How many bytes of disk what is kept takes; space that was let go of and waits to be used again is not counted. */
    long size();

    @Override
    void close();
}
