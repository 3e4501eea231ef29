package dev.firstseen.store.jdbc;

import dev.firstseen.store.Archive;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In which closed blocks a key stands. That is written for many blocks at once, and for many keys in one row: a row for each
 * key of each block would touch about as many pages as there are keys. Until then, the keys of these blocks are looked
 * through.
 */
final class PostingTable {
    /** So many closed blocks are made a group. */
    static final int GROUP = 64;

    /** The keys of a group lie on so many shelves, by their last byte, each a row. */
    private static final int SHELVES = 256;

    private final Session session;

    PostingTable(Session session) {
        this.session = session;
    }

    /** Makes a group of the closed blocks that are in none, once there are enough. */
    void group() {
        List<Long> closed = session.list(
                "SELECT number FROM block WHERE stage > 0 AND stage = 1 ORDER BY number", row -> row.getLong(1));
        if (closed.size() < GROUP) {
            return;
        }
        long first = closed.getFirst();
        SortedMap<Integer, KeyIndex> shelves = new TreeMap<>();
        for (long number : closed) {
            int place = Math.toIntExact(number - first);
            session.each(
                    "SELECT line_index FROM block_content WHERE number = ?",
                    row -> {
                        for (long key : KeyIndex.keys(row.getBytes(1))) {
                            shelves.computeIfAbsent(shelf(key), _ -> new KeyIndex())
                                    .add(key, place);
                        }
                    },
                    number);
        }
        List<Object[]> rows = new ArrayList<>();
        shelves.forEach((shelf, keys) -> rows.add(new Object[] {shelf, closed.getLast(), first, keys.packed()}));
        session.changeAll("INSERT INTO posting (shelf, last, first, blocks) VALUES (?, ?, ?, ?)", rows);
        session.changeAll(
                "UPDATE block SET stage = 0 WHERE number = ?",
                closed.stream().map(number -> new Object[] {number}).toList());
    }

    private static int shelf(long key) {
        return (int) Math.floorMod(key, (long) SHELVES);
    }

    /** The blocks in which one of some keys stands, of a tenant's part of the archive; perhaps some that are gone. */
    Set<Long> blocks(String tenant, Set<Long> keys, Archive.Part part) {
        Set<Long> numbers = new TreeSet<>();
        for (int shelf : new TreeSet<>(keys.stream().map(PostingTable::shelf).toList())) {
            session.each(
                    "SELECT first, blocks FROM posting WHERE shelf = ? AND last > ? AND first <= ?",
                    row -> {
                        long first = row.getLong(1);
                        BitSet places = KeyIndex.places(row.getBytes(2), keys);
                        places.stream().forEach(place -> numbers.add(first + place));
                    },
                    shelf,
                    part.after(),
                    part.upTo());
        }
        session.each(
                "SELECT block.number, content.line_index FROM block JOIN block_content AS content"
                        + " ON content.number = block.number"
                        + " WHERE block.stage > 0 AND block.tenant = ? AND block.number > ? AND block.number <= ?",
                row -> {
                    if (KeyIndex.hasAny(row.getBytes(2), keys)) {
                        numbers.add(row.getLong(1));
                    }
                },
                Texts.bytes(tenant),
                part.after(),
                part.upTo());
        numbers.removeIf(number -> number <= part.after() || number > part.upTo());
        return numbers;
    }

    /** Lets go of groups of which no block is left. */
    void forget() {
        long oldest = session.number("SELECT coalesce(min(number), " + Long.MAX_VALUE + ") FROM block WHERE stage = 0");
        List<Object[]> shelves = new ArrayList<>(SHELVES);
        for (int shelf = 0; shelf < SHELVES; shelf++) {
            shelves.add(new Object[] {shelf, oldest});
        }
        session.changeAll("DELETE FROM posting WHERE shelf = ? AND last < ?", shelves);
    }
}
