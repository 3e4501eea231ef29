package dev.firstseen.networks.table;

import java.util.List;
import java.util.Optional;

/** Countries by range, in flat arrays; a range's number is the index of its country. */
record FlatCountryTable(String name, RangeTable ranges, List<String> countries) implements GeoTable {

    FlatCountryTable {
        countries = List.copyOf(countries);
    }

    @Override
    public String country(long high, long low) {
        int country = ranges.value(high, low);
        return country < 0 ? "" : countries.get(country);
    }

    @Override
    public Optional<Location> location(long high, long low) {
        String country = country(high, low);
        return country.isEmpty() ? Optional.empty() : Optional.of(new Location(country, "", "", Optional.empty()));
    }
}
