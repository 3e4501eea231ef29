package dev.firstseen.networks.table;

import com.maxmind.db.CHMCache;
import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Reader;
import dev.firstseen.networks.address.IpAddress;
import dev.firstseen.networks.address.IpRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A file in MaxMind's DB format, of whichever publisher, read as maps. It stays open as long as the program runs. */
final class MmdbFile {

    private static final String MARKER = "\u00ab\u00cd\u00efMaxMind.com";

    /** The marker stands at most so far before the end. */
    private static final int TAIL = 128 * 1024;

    private static final int BITS_OF_IPV4 = 96;
    /** Reserved space comes first, of which a table may tell little. */
    private static final int MOST_SAMPLED = 5_000;

    private final Reader reader;
    private final String name;
    private final AtomicLong failures = new AtomicLong();

    private MmdbFile(Reader reader, String name) {
        this.reader = reader;
        this.name = name;
    }

    /** Whether a file is in this format, by its content. */
    static boolean is(Path file) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "r")) {
            byte[] tail = new byte[(int) Math.min(TAIL, content.length())];
            content.seek(content.length() - tail.length);
            content.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1).contains(MARKER);
        }
    }

    static MmdbFile open(Path file) throws TableException {
        try {
            Reader reader = new Reader(file.toFile(), new CHMCache());
            LocalDate built = LocalDate.ofInstant(reader.getMetadata().buildTime(), ZoneOffset.UTC);
            return new MmdbFile(
                    reader,
                    "%s (%s %s)"
                            .formatted(
                                    file.getFileName(),
                                    Printable.text(reader.getMetadata().databaseType()),
                                    built));
        } catch (IOException | RuntimeException damaged) {
            throw new TableException(file + " is a damaged MMDB file: " + damaged.getMessage(), damaged);
        }
    }

    String name() {
        return name;
    }

    /**
     * Makes sure that some network near the beginning says what is looked for. The name of a database's type is the
     * publisher's own, so only its content tells.
     *
     * @param what is looked for, as a noun
     * @param hint what a reader should do where it is missing
     * @throws TableException where none of the first networks does, or they cannot be read
     */
    @SuppressWarnings("rawtypes") // The reader takes a class, and a class has no type parameters.
    MmdbFile having(String what, Predicate<Map<?, ?>> says, String hint) throws TableException {
        int seen = 0;
        try {
            Iterator<DatabaseRecord<Map>> networks = reader.networks(Map.class);
            for (; seen < MOST_SAMPLED && networks.hasNext(); seen++) {
                Map<?, ?> members = networks.next().data();
                if (members != null && says.test(members)) {
                    return this;
                }
            }
        } catch (IOException | InvalidNetworkException | RuntimeException damaged) {
            throw new TableException(name + " is a damaged MMDB file: " + damaged.getMessage(), damaged);
        }
        throw new TableException("%s tells no %s in its first %,d networks: %s".formatted(name, what, seen, hint));
    }

    long failures() {
        return failures.get();
    }

    /** What the file says of the range that an address lies in. */
    record Entry(IpRange range, Map<?, ?> members) {}

    @SuppressWarnings("rawtypes") // The reader takes a class, and a class has no type parameters.
    Optional<Entry> find(long high, long low) {
        IpAddress address = new IpAddress(high, low);
        if (!address.isIpv4() && reader.getMetadata().ipVersion() == 4) {
            return Optional.empty();
        }
        try {
            DatabaseRecord<Map> found = reader.getRecord(inet(address), Map.class);
            if (found.data() == null) {
                return Optional.empty();
            }
            int prefix = found.network().prefixLength();
            int bits = address.isIpv4() ? Math.min(128, BITS_OF_IPV4 + prefix) : prefix;
            return Optional.of(new Entry(IpRange.block(address, bits), found.data()));
        } catch (IOException | RuntimeException damaged) {
            failures.incrementAndGet();
            return Optional.empty();
        }
    }

    private static InetAddress inet(IpAddress address) throws IOException {
        return InetAddress.getByAddress(
                address.isIpv4()
                        ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                        : ByteBuffer.allocate(16)
                                .putLong(address.high())
                                .putLong(address.low())
                                .array());
    }

    /** A text below names, each inside the one before; empty where there is none. */
    static String text(Map<?, ?> members, String... names) {
        Object value = members;
        for (String each : names) {
            value = value instanceof Map<?, ?> map ? map.get(each) : null;
        }
        return value instanceof String text ? text : "";
    }
}
