package dev.firstseen.networks.table;

import java.nio.charset.StandardCharsets;

/** AS numbers in ascending order with their organisations' names in one array of bytes, decoded only when asked for. */
final class Organisations {

    private final long[] numbers;
    private final byte[] names;
    private final int[] ends;

    /**
     * @param numbers the AS numbers, ascending
     * @param names the names in UTF-8, each followed by a line feed
     * @throws IllegalArgumentException if there are not as many names as numbers
     */
    Organisations(long[] numbers, byte[] names) {
        this.numbers = numbers;
        this.names = names;
        this.ends = new int[numbers.length];
        int count = 0;
        for (int i = 0; i < names.length; i++) {
            if (names[i] == '\n') {
                if (count == ends.length) {
                    throw new IllegalArgumentException("more names than the " + numbers.length + " AS numbers");
                }
                ends[count++] = i;
            }
        }
        if (count != ends.length) {
            throw new IllegalArgumentException(count + " names for " + numbers.length + " AS numbers");
        }
    }

    int count() {
        return numbers.length;
    }

    long number(int index) {
        return numbers[index];
    }

    String name(int index) {
        int start = index == 0 ? 0 : ends[index - 1] + 1;
        return new String(names, start, ends[index] - start, StandardCharsets.UTF_8);
    }

    long[] numbers() {
        return numbers;
    }

    byte[] names() {
        return names;
    }
}
