package dev.firstseen.microsoft.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds which of many needles a byte string holds, in one pass whose cost hardly depends on how many they are. It looks
 * at every n-th place only: of each needle, n windows of four bytes that begin one after the other are known, and
 * wherever the needle stands, one of them begins at such a place. A window is looked up in a bit set that fits the
 * processor's first cache, and only what is found there is compared. Immutable; safe for use by many threads.
 */
public final class NeedleTable {

    /** Shorter needles do not fill a window. */
    public static final int SHORTEST = 4;

    /** From this length on, needles allow looking at the fewest places; a single shorter one costs all of them. */
    public static final int LONG = 7;

    private static final int WINDOW = Integer.BYTES;
    private static final int MOST_APART = 4;
    private static final int HASH_BITS = 16;
    private static final int CHAINS = 1 << 12;
    /** What it costs a window to be of one needle more, where repeating a byte costs 16. */
    private static final long SHARING = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<Needle> needles;
    private final int apart;
    private final long[] known = new long[1 << (HASH_BITS - 6)];
    /** The windows by the low bits of their hash. */
    private final Window[][] chains = new Window[CHAINS][];

    private record Window(int bytes, int needle, int offset) {}

    /** @param needles each of at least {@value #SHORTEST} bytes */
    public NeedleTable(List<Needle> needles) {
        this.needles = List.copyOf(needles);
        int shortest = WINDOW + MOST_APART;
        for (Needle needle : needles) {
            if (needle.length() < SHORTEST) {
                throw new IllegalArgumentException(
                        "a needle of at least %d bytes is needed, not '%s'".formatted(SHORTEST, needle));
            }
            shortest = Math.min(shortest, needle.length());
        }
        this.apart = Math.min(MOST_APART, shortest - WINDOW + 1);
        Map<Integer, Integer> common = commonWindows();
        List<List<Window>> byHash = new ArrayList<>();
        for (int i = 0; i < CHAINS; i++) {
            byHash.add(new ArrayList<>());
        }
        for (int i = 0; i < this.needles.size(); i++) {
            byte[] bytes = this.needles.get(i).bytes();
            int first = mostTelling(bytes, common);
            for (int offset = first; offset < first + apart; offset++) {
                int window = (int) INT.get(bytes, offset);
                int hash = hash(window);
                known[hash >>> 6] |= 1L << hash;
                byHash.get(hash & (CHAINS - 1)).add(new Window(window, i, offset));
            }
        }
        Arrays.setAll(chains, i -> byHash.get(i).toArray(Window[]::new));
    }

    /** How many needles have a window. */
    private Map<Integer, Integer> commonWindows() {
        Map<Integer, Integer> common = new HashMap<>();
        for (Needle needle : needles) {
            Set<Integer> own = new HashSet<>();
            for (int at = 0; at + WINDOW <= needle.length(); at++) {
                own.add((int) INT.get(needle.bytes(), at));
            }
            own.forEach(window -> common.merge(window, 1, Integer::sum));
        }
        return common;
    }

    /**
     * Where in a needle the windows begin: zeros and repetition are met everywhere, and what many needles have leads to
     * all of them.
     */
    private int mostTelling(byte[] bytes, Map<Integer, Integer> common) {
        int best = 0;
        long most = Long.MIN_VALUE;
        for (int first = 0; first + apart - 1 + WINDOW <= bytes.length; first++) {
            BitSet different = new BitSet();
            int worst = WINDOW;
            int shared = 1;
            for (int offset = first; offset < first + apart; offset++) {
                BitSet ofWindow = new BitSet();
                for (int i = 0; i < WINDOW; i++) {
                    ofWindow.set(bytes[offset + i]);
                    different.set(bytes[offset + i]);
                }
                worst = Math.min(worst, ofWindow.cardinality());
                shared = Math.max(shared, common.getOrDefault((int) INT.get(bytes, offset), 1));
            }
            long variety = 16L * worst + different.cardinality() - SHARING * shared;
            if (variety > most) {
                most = variety;
                best = first;
            }
        }
        return best;
    }

    private static int hash(int window) {
        return (window * 0x9E3779B1) >>> (Integer.SIZE - HASH_BITS);
    }

    public List<Needle> needles() {
        return needles;
    }

    /** Marks the needles, by their places in the list, that stand in the first bytes of an array. */
    public void find(byte[] bytes, int length, BitSet found) {
        for (int at = 0; at + WINDOW <= length; at += apart) {
            int window = (int) INT.get(bytes, at);
            int hash = hash(window);
            if ((known[hash >>> 6] >>> hash & 1) != 0) {
                compare(bytes, length, at, window, hash, found);
            }
        }
    }

    private void compare(byte[] bytes, int length, int at, int window, int hash, BitSet found) {
        for (Window each : chains[hash & (CHAINS - 1)]) {
            if (each.bytes == window && !found.get(each.needle)) {
                byte[] needle = needles.get(each.needle).bytes();
                int start = at - each.offset;
                if (start >= 0
                        && start + needle.length <= length
                        && Arrays.equals(bytes, start, start + needle.length, needle, 0, needle.length)) {
                    found.set(each.needle);
                }
            }
        }
    }
}
