package dev.firstseen.store.jdbc;

import dev.firstseen.store.Archive;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A block as it is kept. Its lines are compressed in frames of a hundred or so, so that for one account's few lines not all
 * the others are unpacked.
 *
 * @param plain how many bytes the lines have that are compressed here
 * @param heads {@link Heads}
 * @param index a {@link KeyIndex} of the lines
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record PackedBlock(int plain, byte[] heads, byte[] index, byte[] lines) {

    /** All lines. */
    Archive.Found found(String tenant, String dataset, Unpacker unpacker) {
        Heads all = Heads.of(heads);
        return new Archive.Found(tenant, dataset, unpacked(all, unpacker), all.available());
    }

    /** The lines that have one of some keys and a time in a stretch; empty where none has. */
    Optional<Archive.Found> found(
            String tenant, String dataset, Set<Long> keys, long from, long to, Unpacker unpacker) {
        Heads all = Heads.of(heads);
        BitSet wanted = wanted(index, all, keys, from, to);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        long[] available =
                wanted.stream().mapToLong(line -> all.available()[line]).toArray();
        return Optional.of(new Archive.Found(tenant, dataset, some(all, wanted, unpacker), available));
    }

    /** Gives the times of the lines that have one of some keys and a time in a stretch. */
    static void times(byte[] heads, byte[] index, Set<Long> keys, long from, long to, LongConsumer taker) {
        Heads all = Heads.of(heads);
        wanted(index, all, keys, from, to).stream().forEach(line -> taker.accept(all.time()[line]));
    }

    private static BitSet wanted(byte[] index, Heads all, Set<Long> keys, long from, long to) {
        BitSet wanted = KeyIndex.places(index, keys);
        if (wanted.length() > all.time().length) {
            throw PackedReader.torn();
        }
        for (int line = wanted.nextSetBit(0); line >= 0; line = wanted.nextSetBit(line + 1)) {
            wanted.set(line, all.time()[line] >= from && all.time()[line] <= to);
        }
        return wanted;
    }

    byte[] unpacked(Unpacker unpacker) {
        return unpacked(Heads.of(heads), unpacker);
    }

    private byte[] unpacked(Heads all, Unpacker unpacker) {
        if (all.bytes(0, all.length().length) != plain) {
            throw PackedReader.torn();
        }
        byte[] unpacked = new byte[plain];
        int to = 0;
        for (Heads.Frame frame : all.frames()) {
            int bytes = all.bytes(frame.first(), frame.end());
            unpacker.unpack(lines, frame, unpacked, to, bytes);
            to += bytes;
        }
        return unpacked;
    }

    private byte[] some(Heads all, BitSet wanted, Unpacker unpacker) {
        byte[] some = new byte[wanted.stream().map(line -> all.length()[line]).sum()];
        int to = 0;
        for (Heads.Frame frame : all.frames()) {
            int next = wanted.nextSetBit(frame.first());
            if (next < 0) {
                break;
            }
            if (next >= frame.end()) {
                continue;
            }
            byte[] unpacked = new byte[all.bytes(frame.first(), frame.end())];
            unpacker.unpack(lines, frame, unpacked, 0, unpacked.length);
            int from = 0;
            for (int line = frame.first(); line < frame.end(); line++) {
                if (wanted.get(line)) {
                    System.arraycopy(unpacked, from, some, to, all.length()[line]);
                    to += all.length()[line];
                }
                from += all.length()[line];
            }
        }
        return some;
    }
}
