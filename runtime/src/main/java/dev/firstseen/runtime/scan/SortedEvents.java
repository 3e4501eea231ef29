package dev.firstseen.runtime.scan;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Events in an order, however many. What is more than a part of the heap lies outside, in runs each of which is in order,
 * and is merged when it is read. One thread adds and then, when all is added, one reads.
 */
final class SortedEvents implements Closeable {

    /** A run is read about so many bytes at a time: events are small, or one by one where they are not. */
    private static final int BLOCK = 16 << 10;

    private final Comparator<KeptEvent> order;
    private final List<KeptEvents> stores;
    private final long room;
    private final Spill spill = new Spill();
    private final List<Stored> runs = new ArrayList<>();
    private final List<KeptEvent> held = new ArrayList<>();
    private long weight;

    /** Where some events of a run are. */
    private record Block(long position, int length) {}

    /**
     * A run outside the heap.
     *
     * @param heaviest how many bytes of the heap the events of any one block fill at most
     */
    private record Stored(Spill spill, List<Block> blocks, long heaviest) {}

    /**
     * @param stores all that keep events
     * @param room how many bytes of the heap may be filled
     */
    SortedEvents(Comparator<KeptEvent> order, List<KeptEvents> stores, long room) {
        this.order = order;
        this.stores = stores;
        this.room = room;
    }

    void add(KeptEvent event) {
        held.add(event);
        weight += event.weight();
        if (weight > room) {
            writeRun();
        }
    }

    private void writeRun() {
        held.sort(order);
        runs.add(stored(held.iterator()));
        held.clear();
        weight = 0;
    }

    /** Writes events down as they come. */
    private Stored stored(Iterator<KeptEvent> events) {
        List<Block> blocks = new ArrayList<>();
        long heaviest = 0;
        while (events.hasNext()) {
            ByteWriter block = new ByteWriter();
            long filled = 0;
            do {
                KeptEvent event = events.next();
                event.write(block);
                filled += event.weight();
            } while (block.length() < BLOCK && events.hasNext());
            byte[] bytes = block.bytes();
            blocks.add(new Block(spill.add(bytes), bytes.length));
            heaviest = Math.max(heaviest, filled);
        }
        return new Stored(spill, blocks, heaviest);
    }

    /**
     * All events of some, in the order that these have in common. Of each run a block is in the heap; where these would
     * be more than the room, some runs are made one first.
     */
    static Iterator<KeptEvent> merged(Comparator<KeptEvent> order, List<SortedEvents> parts) {
        Deque<Stored> stored = new ArrayDeque<>();
        long room = 0;
        for (SortedEvents part : parts) {
            stored.addAll(part.runs);
            room += Math.min(part.room, Long.MAX_VALUE - room);
        }
        while (stored.size() > 2 && stored.stream().mapToLong(Stored::heaviest).sum() > room) {
            stored.add(
                    parts.getFirst().stored(new Merged(order, parts.getFirst().some(stored, room))));
        }
        List<Iterator<KeptEvent>> runs = new ArrayList<>();
        parts.forEach(part -> runs.add(part.heldInOrder()));
        stored.forEach(run -> runs.add(new Run(run, parts.getFirst().stores)));
        return runs.size() == 1 ? runs.getFirst() : new Merged(order, runs);
    }

    /** Takes as many runs as can be read at once, two at least. */
    private List<Iterator<KeptEvent>> some(Deque<Stored> stored, long room) {
        List<Iterator<KeptEvent>> taken = new ArrayList<>();
        long filled = 0;
        while (!stored.isEmpty()
                && (taken.size() < 2 || filled + stored.element().heaviest() <= room)) {
            Stored run = stored.remove();
            filled += run.heaviest();
            taken.add(new Run(run, stores));
        }
        return taken;
    }

    private Iterator<KeptEvent> heldInOrder() {
        held.sort(order);
        return held.iterator();
    }

    @Override
    public void close() throws IOException {
        held.clear();
        runs.clear();
        spill.close();
    }

    /** Reads a run. */
    private static final class Run implements Iterator<KeptEvent> {
        private final Spill spill;
        private final Iterator<Block> blocks;
        private final List<KeptEvents> stores;
        private final Queue<KeptEvent> read = new ArrayDeque<>();

        Run(Stored run, List<KeptEvents> stores) {
            this.spill = run.spill();
            this.blocks = run.blocks().iterator();
            this.stores = stores;
        }

        @Override
        public boolean hasNext() {
            return !read.isEmpty() || blocks.hasNext();
        }

        @Override
        public KeptEvent next() {
            if (read.isEmpty()) {
                Block block = blocks.next();
                ByteReader bytes = new ByteReader(spill.read(block.position(), block.length()));
                while (!bytes.isAtEnd()) {
                    read.add(KeptEvent.read(bytes, stores));
                }
            }
            return read.remove();
        }
    }

    /** Several runs as one. */
    private static final class Merged implements Iterator<KeptEvent> {
        private final PriorityQueue<Head> heads;

        /** The next event of a run. */
        private record Head(KeptEvent event, Iterator<KeptEvent> rest) {}

        Merged(Comparator<KeptEvent> order, List<Iterator<KeptEvent>> runs) {
            this.heads = new PriorityQueue<>(Math.max(1, runs.size()), Comparator.comparing(Head::event, order));
            runs.forEach(this::goOn);
        }

        private void goOn(Iterator<KeptEvent> run) {
            if (run.hasNext()) {
                heads.add(new Head(run.next(), run));
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public KeptEvent next() {
            Head head = heads.poll();
            if (head == null) {
                throw new NoSuchElementException();
            }
            goOn(head.rest());
            return head.event();
        }
    }
}
