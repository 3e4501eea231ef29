package dev.firstseen.runtime.watch;

import dev.firstseen.collect.Parcel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where parcels wait to be read: so many bytes may, then whoever brings more waits too. It knows what was taken and is not
 * done. Safe for use by many threads.
 */
final class Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private final long most;
    private long bytes;
    private int taken;
    private boolean closed;

    /** @param most how many bytes may wait; a single larger parcel may alone */
    Gate(long most) {
        this.most = most;
    }

    void put(Parcel parcel) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!parcels.isEmpty() && bytes + parcel.bytes() > most) {
                changed.await();
            }
            parcels.add(parcel);
            bytes += parcel.bytes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What waits, at most so many bytes and at least one parcel; waits for one. Empty once closed and all is taken. */
    List<Parcel> take(long atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (parcels.isEmpty() && !closed) {
                changed.await();
            }
            List<Parcel> next = new ArrayList<>();
            long size = 0;
            while (!parcels.isEmpty()
                    && (next.isEmpty() || size + parcels.peek().bytes() <= atMost)) {
                Parcel parcel = parcels.poll();
                size += parcel.bytes();
                next.add(parcel);
            }
            bytes -= size;
            taken += next.size();
            changed.signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** So many of those taken are committed. */
    void done(int parcelsCommitted) {
        lock.lock();
        try {
            taken -= parcelsCommitted;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come, and what waits is given up: its source will bring it again. */
    void abandon() {
        lock.lock();
        try {
            parcels.clear();
            bytes = 0;
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether all that came is done. */
    boolean isIdle() {
        lock.lock();
        try {
            return parcels.isEmpty() && taken == 0;
        } finally {
            lock.unlock();
        }
    }

    long bytes() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }
}
