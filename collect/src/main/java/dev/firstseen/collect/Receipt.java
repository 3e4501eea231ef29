package dev.firstseen.collect;

import java.util.List;

/**
 * What a committed parcel was found to hold.
 *
 * @param records how many there were
 * @param unusable how many of them could not be used
 * @param failures why loads could not be read, or not to their end, and why records could not be used; each a sentence,
 *     without anything out of the load
 */
public record Receipt(long records, long unusable, List<String> failures) {

    public Receipt {
        failures = List.copyOf(failures);
    }

    public long usable() {
        return records - unusable;
    }
}
