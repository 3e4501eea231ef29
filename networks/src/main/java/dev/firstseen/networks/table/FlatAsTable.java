package dev.firstseen.networks.table;

import java.util.Optional;

/** A table held in flat arrays; a range's number is the index of its organisation. */
record FlatAsTable(String name, RangeTable ranges, Organisations organisations) implements AsTable {

    @Override
    public long asNumber(long high, long low) {
        int organisation = ranges.value(high, low);
        return organisation < 0 ? NONE : organisations.number(organisation);
    }

    @Override
    public Optional<AsRange> range(long high, long low) {
        int row = ranges.row(high, low);
        if (row < 0) {
            return Optional.empty();
        }
        int organisation = ranges.valueAt(row);
        return Optional.of(
                new AsRange(ranges.rangeAt(row), organisations.number(organisation), organisations.name(organisation)));
    }
}
