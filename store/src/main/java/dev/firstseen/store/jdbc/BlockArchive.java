package dev.firstseen.store.jdbc;

import dev.firstseen.store.Archive;
import dev.firstseen.store.Losses;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * An archive of blocks of about a megabyte, each of one log, a tenant's dataset. What is added lies in small blocks at
 * first, which are open: they are joined once there are enough, so a trickle of records leaves few, and each record is
 * written a few times at most. Open blocks are always the last of their log, so its order is kept. Closed ones, which never
 * change, are found by {@link PostingTable} once there are some.
 */
final class BlockArchive implements Archive {
    /** How many bytes of lines make a block. */
    static final int FULL = 1 << 20;

    /** So many blocks, smaller than so many bytes, are joined. */
    static final int CRUMBS = 16;

    private static final int CRUMB = FULL / CRUMBS;

    /** How many blocks are let go of at once, so that others get their turn. */
    private static final int FORGOTTEN = 64;

    /** Stages of a block: in no group of postings yet, and not even full. */
    private static final int CLOSED = 1;

    private static final int OPEN = 2;

    private final Session session;
    private final PostingTable postings;

    BlockArchive(Session session) {
        this.session = session;
        this.postings = new PostingTable(session);
    }

    private record Log(String tenant, String dataset) {}

    private record Open(long number, int plain) {}

    /**
     * Logs have nothing to do with one another, so their blocks are packed side by side; one after another is written. Of
     * each, those by one lie together, so that what an account did is found in few blocks, and in few frames of them.
     */
    @Override
    public void add(List<Entry> entries) {
        Map<Log, List<Entry>> logs = new LinkedHashMap<>();
        for (Entry entry : entries) {
            logs.computeIfAbsent(new Log(entry.tenant(), entry.dataset()), log -> new ArrayList<>())
                    .add(entry);
        }
        List<Packing> packings = new ArrayList<>();
        logs.forEach((log, ofLog) -> {
            ofLog.sort(Comparator.comparing(Entry::by));
            packings.add(new Packing(log.tenant(), older(log, ofLog), ofLog));
        });
        List<List<Packing.Done>> packed =
                packings.parallelStream().map(Packing::packed).toList();
        int place = 0;
        for (Log log : logs.keySet()) {
            packed.get(place++).forEach(done -> write(log, done));
        }
        postings.group();
    }

    /** Takes away the open blocks that are joined with what is added, and gives what they hold. */
    private List<PackedBlock> older(Log log, List<Entry> entries) {
        int plain = 0;
        for (Entry entry : entries) {
            plain = Math.addExact(plain, entry.json().length + 1);
        }
        List<PackedBlock> older = new ArrayList<>();
        for (Open open : joined(open(log), plain)) {
            older.add(content(open.number(), open.plain()));
            remove(open.number());
        }
        return older;
    }

    private List<Open> open(Log log) {
        return session.list(
                "SELECT number, plain FROM block WHERE stage = 2 AND tenant = ? AND dataset = ? ORDER BY number",
                row -> new Open(row.getLong(1), row.getInt(2)),
                Texts.bytes(log.tenant()),
                Texts.bytes(log.dataset()));
    }

    /** Which open blocks are joined with so many bytes more: all where that fills a block, crumbs where there are many. */
    private static List<Open> joined(List<Open> open, int more) {
        long sum = more;
        int crumbs = more < CRUMB ? 1 : 0;
        int first = open.size();
        for (int i = open.size() - 1; i >= 0; i--) {
            sum += open.get(i).plain();
            if (open.get(i).plain() < CRUMB) {
                crumbs++;
                first = i;
            }
        }
        if (sum >= FULL) {
            return open;
        }
        return crumbs >= CRUMBS ? open.subList(first, open.size()) : List.of();
    }

    private void write(Log log, Packing.Done done) {
        PackedBlock packed = done.packed();
        long number = session.number(
                "INSERT INTO block (tenant, dataset, stage, records, plain, bytes, first_available, last_available,"
                        + " first_time, last_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number",
                Texts.bytes(log.tenant()),
                Texts.bytes(log.dataset()),
                done.open() ? OPEN : CLOSED,
                done.reach().records(),
                packed.plain(),
                packed.heads().length + packed.lines().length + packed.index().length,
                done.reach().firstAvailable(),
                done.reach().lastAvailable(),
                done.reach().firstTime(),
                done.reach().lastTime());
        session.change(
                "INSERT INTO block_content (number, heads, line_index, lines) VALUES (?, ?, ?, ?)",
                number,
                packed.heads(),
                packed.index(),
                packed.lines());
    }

    private PackedBlock content(long number, int plain) {
        return session.first(
                        "SELECT heads, line_index, lines FROM block_content WHERE number = ?",
                        row -> new PackedBlock(plain, row.getBytes(1), row.getBytes(2), row.getBytes(3)),
                        number)
                .orElseThrow(PackedReader::torn);
    }

    private void remove(long number) {
        session.change("DELETE FROM block WHERE number = ?", number);
        session.change("DELETE FROM block_content WHERE number = ?", number);
    }

    /** Numbers are never given again, so blocks that are written later, of whatever records, have larger ones. */
    @Override
    public long end() {
        return session.number("SELECT coalesce(max(number), 0) FROM block");
    }

    @Override
    public void read(String tenant, Collection<String> keys, long from, long to, Part part, Reader reader) {
        Set<Long> wanted = digests(tenant, keys);
        try (Unpacker unpacker = new Unpacker()) {
            for (long number : blocks(tenant, wanted, from, to, part)) {
                Kept kept = kept(number);
                Optional<Found> found = kept.packed().found(tenant, kept.dataset(), wanted, from, to, unpacker);
                if (found.isPresent() && !reader.take(found.get())) {
                    return;
                }
            }
        }
    }

    @Override
    public void times(String tenant, Collection<String> keys, long from, long to, LongConsumer taker) {
        Set<Long> wanted = digests(tenant, keys);
        session.eachOf(
                "SELECT heads, line_index FROM block_content WHERE number IN (:keys)",
                blocks(tenant, wanted, from, to, Part.WHOLE),
                row -> PackedBlock.times(row.getBytes(1), row.getBytes(2), wanted, from, to, taker));
    }

    private Set<Long> digests(String tenant, Collection<String> keys) {
        Set<Long> digests = new HashSet<>();
        keys.forEach(key -> digests.add(session.digests().number(tenant, key)));
        return digests;
    }

    /** The blocks that have one of some keys and a time in a stretch, in order. */
    private SortedSet<Long> blocks(String tenant, Set<Long> wanted, long from, long to, Part part) {
        SortedSet<Long> inTime = new TreeSet<>();
        if (wanted.isEmpty()) {
            return inTime;
        }
        session.eachOf(
                "SELECT number FROM block WHERE number IN (:keys) AND first_time <= ? AND last_time >= ?",
                postings.blocks(tenant, wanted, part),
                row -> inTime.add(row.getLong(1)),
                to,
                from);
        return inTime;
    }

    @Override
    public void readAll(long from, long to, Reader reader) {
        List<Long> numbers = session.list(
                "SELECT number FROM block WHERE last_available >= ? AND first_available <= ? ORDER BY number",
                row -> row.getLong(1),
                from,
                to);
        whole(numbers, reader);
    }

    @Override
    public void readLog(String tenant, String dataset, By by, long from, long to, Reader reader) {
        String within = switch (by) {
            case AVAILABLE -> "last_available >= ? AND first_available <= ?";
            case TIME -> "last_time >= ? AND first_time <= ?";
        };
        List<Long> numbers = session.list(
                "SELECT number FROM block WHERE tenant = ? AND dataset = ? AND " + within + " ORDER BY number",
                row -> row.getLong(1),
                Texts.bytes(tenant),
                Texts.bytes(dataset),
                from,
                to);
        whole(numbers, reader);
    }

    private void whole(List<Long> numbers, Reader reader) {
        try (Unpacker unpacker = new Unpacker()) {
            for (long number : numbers) {
                Kept kept = kept(number);
                if (!reader.take(kept.packed().found(kept.tenant(), kept.dataset(), unpacker))) {
                    return;
                }
            }
        }
    }

    private record Kept(String tenant, String dataset, PackedBlock packed) {}

    private Kept kept(long number) {
        return session.first(
                        "SELECT tenant, dataset, plain, heads, line_index, lines FROM block"
                                + " JOIN block_content AS content ON content.number = block.number"
                                + " WHERE block.number = ?",
                        row -> new Kept(
                                Texts.text(row.getBytes(1)),
                                Texts.text(row.getBytes(2)),
                                new PackedBlock(row.getInt(3), row.getBytes(4), row.getBytes(5), row.getBytes(6))),
                        number)
                .orElseThrow(PackedReader::torn);
    }

    @Override
    public Size size() {
        return session.first(
                        "SELECT coalesce(sum(records), 0), coalesce(sum(bytes), 0), coalesce(min(first_available), 0)"
                                + " FROM block",
                        row -> new Size(row.getLong(1), row.getLong(2), row.getLong(3)))
                .orElseThrow();
    }

    @Override
    public OptionalLong fitting(long bytes) {
        if (size().bytes() <= bytes) {
            return OptionalLong.empty();
        }
        long[] sum = new long[1];
        long[] before = {Long.MIN_VALUE};
        session.each("SELECT last_available, bytes FROM block ORDER BY last_available DESC", row -> {
            sum[0] += row.getLong(2);
            if (sum[0] > bytes && before[0] == Long.MIN_VALUE) {
                before[0] = row.getLong(1) + 1;
            }
        });
        return before[0] == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(before[0]);
    }

    private record Old(long number, long records, Losses.Loss loss) {}

    @Override
    public long forgetBefore(long available) {
        List<Old> old = session.list(
                "SELECT number, records, tenant, dataset, last_available, last_time FROM block"
                        + " WHERE last_available < ? ORDER BY last_available LIMIT ?",
                row -> new Old(
                        row.getLong(1),
                        row.getLong(2),
                        new Losses.Loss(
                                Texts.text(row.getBytes(3)),
                                Texts.text(row.getBytes(4)),
                                row.getLong(5),
                                row.getLong(6))),
                available,
                FORGOTTEN);
        long records = 0;
        for (Old block : old) {
            remove(block.number());
            records += block.records();
        }
        if (!old.isEmpty()) {
            postings.forget();
            new LossTable(session).add(old.stream().map(Old::loss).toList());
        }
        return records;
    }
}
