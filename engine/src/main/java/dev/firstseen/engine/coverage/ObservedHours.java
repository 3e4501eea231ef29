package dev.firstseen.engine.coverage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * The hours in which one log of one tenant held a record, one bit each. Small companies sleep: up to {@value #QUIET}
 * hours without a record count as observed where records stand before and after them; a longer silence is a gap, since
 * nobody can tell it from a collection that failed.
 *
 * <p>{@link #add} is made for the hot path: usually one comparison. Not safe for use by several threads; let each have its
 * own and {@link #merge} them.
 */
public final class ObservedHours {

    /** An hour, in milliseconds. */
    public static final long HOUR = 3_600_000;

    /** How many hours without a record may lie between two records for the silence to count as observed. */
    public static final int QUIET = 12;

    /** Hours are counted from 1970 and up to the year 2209; no log has others, except by mistake or malice. */
    private static final int HOURS = 1 << 21;

    /** Which 64 hours each of the words stands for, in order; only those that hold a record are there. */
    private int[] places = new int[2];

    private long[] words = new long[2];
    private int size;

    /** The word added to last: the next record is likely to go there too. */
    private int recent;

    /** The hour of a time, counted from 1970. */
    public static long hourOf(long time) {
        return Math.floorDiv(time, HOUR);
    }

    /** Marks the hour of a time in milliseconds since 1970. False where there is no such hour: before 1970, after 2209. */
    public boolean addTime(long time) {
        return add(hourOf(time));
    }

    /** Marks an hour, counted from 1970. False where that is no hour of a log: before 1970, after 2209. */
    public boolean add(long hour) {
        if (hour < 0 || hour >= HOURS) {
            return false;
        }
        int index = reach((int) (hour >> 6));
        words[index] |= 1L << hour;
        return true;
    }

    /** Takes 64 hours at once. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes hours of which at least one was observed.
         *
         * @param place the first of the hours, counted from 1970, divided by 64
         * @param hours a bit for each of them, the lowest for the first
         */
        void take(int place, long hours);
    }

    /** Gives all hours, to be kept elsewhere, in order of time; {@link #add(int, long)} brings them back. */
    public void forEach(Reader reader) {
        for (int i = 0; i < size; i++) {
            reader.take(places[i], words[i]);
        }
    }

    /** Marks hours that {@link #forEach} gave. */
    public void add(int place, long hours) {
        if (place < 0 || place >= HOURS >> 6) {
            throw new IllegalArgumentException("there are no hours of logs at " + place);
        }
        // In two steps: making room may replace the words.
        int index = reach(place);
        words[index] |= hours;
    }

    /** Adds all hours of another. */
    public void merge(ObservedHours other) {
        for (int i = 0; i < other.size; i++) {
            int index = reach(other.places[i]);
            words[index] |= other.words[i];
        }
    }

    /** Makes sure there is a word for a place; gives its index. */
    private int reach(int place) {
        if (recent < size && places[recent] == place) {
            return recent;
        }
        int index = Arrays.binarySearch(places, 0, size, place);
        if (index < 0) {
            index = -index - 1;
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
                words = Arrays.copyOf(words, 2 * size);
            }
            System.arraycopy(places, index, places, index + 1, size - index);
            System.arraycopy(words, index, words, index + 1, size - index);
            places[index] = place;
            words[index] = 0;
            size++;
        }
        recent = index;
        return index;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The end of the last hour that held a record, in milliseconds since 1970; empty where none did. */
    public OptionalLong end() {
        return size == 0
                ? OptionalLong.empty()
                : OptionalLong.of(HOUR * (64L * places[size - 1] + 64 - Long.numberOfLeadingZeros(words[size - 1])));
    }

    /** How many hours held a record. */
    public int count() {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    /**
     * The part of a stretch of time that was observed, from 0 to 1. Hours at its edges count by their milliseconds. An
     * empty stretch is wholly observed.
     *
     * @param from its beginning, in milliseconds since 1970
     * @param to its end, not included
     */
    public double covered(long from, long to) {
        if (from >= to) {
            return 1;
        }
        long observed = 0;
        long lowest = Math.clamp(hourOf(from), 0, HOURS - 1);
        int start = previous((int) lowest);
        for (int hour = start >= 0 ? start : next((int) lowest); hour >= 0; ) {
            int following = next(hour + 1);
            int end = following >= 0 && following - hour - 1 <= QUIET ? following : hour + 1;
            observed += Math.max(0, Math.min(to, end * HOUR) - Math.max(from, hour * HOUR));
            hour = end * HOUR >= to ? -1 : following;
        }
        return (double) observed / ((double) to - (double) from);
    }

    /** The silences too long to count as observed, between the first and the last record, in order. */
    public List<Stretch> gaps() {
        return silences(QUIET + 1);
    }

    /**
     * The stretches without any record between the first and the last one, in order.
     *
     * @param atLeast how many hours a stretch must have to be listed, at least 1
     */
    public List<Stretch> silences(int atLeast) {
        List<Stretch> silences = new ArrayList<>();
        int hour = next(0);
        while (hour >= 0) {
            int following = next(hour + 1);
            if (following >= 0 && following - hour - 1 >= Math.max(1, atLeast)) {
                silences.add(new Stretch((hour + 1) * HOUR, following * HOUR));
            }
            hour = following;
        }
        return List.copyOf(silences);
    }

    /** The first marked hour from an hour on; -1 where there is none. */
    private int next(int from) {
        int index = Arrays.binarySearch(places, 0, size, from >> 6);
        if (index >= 0) {
            long rest = words[index] & (-1L << from);
            if (rest != 0) {
                return (places[index] << 6) + Long.numberOfTrailingZeros(rest);
            }
            index++;
        } else {
            index = -index - 1;
        }
        return index < size ? (places[index] << 6) + Long.numberOfTrailingZeros(words[index]) : -1;
    }

    /** The last marked hour up to and with an hour; -1 where there is none. */
    private int previous(int upTo) {
        int index = Arrays.binarySearch(places, 0, size, upTo >> 6);
        if (index >= 0) {
            long rest = words[index] & (-1L >>> (63 - (upTo & 63)));
            if (rest != 0) {
                return (places[index] << 6) + 63 - Long.numberOfLeadingZeros(rest);
            }
        } else {
            index = -index - 1;
        }
        index--;
        return index >= 0 ? (places[index] << 6) + 63 - Long.numberOfLeadingZeros(words[index]) : -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservedHours hours
                && Arrays.equals(places, 0, size, hours.places, 0, hours.size)
                && Arrays.equals(words, 0, size, hours.words, 0, hours.size);
    }

    @Override
    public int hashCode() {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Long.hashCode(words[i] * 31 + places[i]);
        }
        return hash;
    }
}
