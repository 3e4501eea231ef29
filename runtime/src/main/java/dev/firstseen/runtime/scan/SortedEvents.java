package dev.firstseen.runtime.scan;

import dev.firstseen.engine.wire.ByteReader;
import dev.firstseen.engine.wire.ByteWriter;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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

    private static final int PART_OF_HEAP = 16;
    private static final long MOST_ROOM = 64L << 20;

    /** A run is read by so many events at a time. */
    private static final int BLOCK = 64;

    private final Comparator<KeptEvent> order;
    private final List<KeptEvents> stores;
    private final long room;
    private final Spill spill = new Spill();
    private final List<List<Block>> runs = new ArrayList<>();
    private final List<KeptEvent> held = new ArrayList<>();
    private long weight;

    /** Where some events of a run are. */
    private record Block(long position, int length) {}

    /**
     * @param stores all that keep events
     * @param room how many bytes of the heap may be filled
     */
    SortedEvents(Comparator<KeptEvent> order, List<KeptEvents> stores, long room) {
        this.order = order;
        this.stores = stores;
        this.room = room;
    }

    /** What one of a few may fill, in bytes. */
    static long usualRoom() {
        return Math.min(MOST_ROOM, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
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
        List<Block> run = new ArrayList<>();
        for (int from = 0; from < held.size(); from += BLOCK) {
            ByteWriter block = new ByteWriter();
            held.subList(from, Math.min(from + BLOCK, held.size())).forEach(event -> event.write(block));
            byte[] bytes = block.bytes();
            run.add(new Block(spill.add(bytes), bytes.length));
        }
        runs.add(run);
        held.clear();
        weight = 0;
    }

    /** All events of some, in the order that these have in common. */
    static Iterator<KeptEvent> merged(Comparator<KeptEvent> order, Collection<SortedEvents> parts) {
        List<Iterator<KeptEvent>> runs = new ArrayList<>();
        parts.forEach(part -> runs.addAll(part.runs()));
        return runs.size() == 1 ? runs.getFirst() : new Merged(order, runs);
    }

    private List<Iterator<KeptEvent>> runs() {
        List<Iterator<KeptEvent>> all = new ArrayList<>();
        runs.forEach(run -> all.add(new Run(run.iterator())));
        held.sort(order);
        all.add(held.iterator());
        return all;
    }

    @Override
    public void close() throws IOException {
        held.clear();
        runs.clear();
        spill.close();
    }

    /** Reads a run. */
    private final class Run implements Iterator<KeptEvent> {
        private final Iterator<Block> blocks;
        private final Queue<KeptEvent> read = new ArrayDeque<>(BLOCK);

        Run(Iterator<Block> blocks) {
            this.blocks = blocks;
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
