package dev.firstseen.networks.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Places out of an MMDB file: nested as GeoLite2 and DB-IP have them ({@code country.iso_code}, {@code city.names.en}), or
 * flat as IPinfo does ({@code country}, {@code region}, {@code city}).
 */
record MmdbGeoTable(MmdbFile file) implements GeoTable {

    @Override
    public String name() {
        return file.name();
    }

    @Override
    public String country(long high, long low) {
        return file.find(high, low).map(entry -> country(entry.members())).orElse("");
    }

    @Override
    public Optional<Location> location(long high, long low) {
        return file.find(high, low).map(MmdbFile.Entry::members).map(MmdbGeoTable::location);
    }

    @Override
    public long failures() {
        return file.failures();
    }

    static boolean tells(Map<?, ?> members) {
        return !country(members).isEmpty();
    }

    private static Location location(Map<?, ?> members) {
        return new Location(country(members), region(members), city(members), point(members));
    }

    private static String country(Map<?, ?> members) {
        String nested = MmdbFile.text(members, "country", "iso_code");
        if (!nested.isEmpty()) {
            return nested;
        }
        String code = MmdbFile.text(members, "country_code");
        return code.isEmpty() ? MmdbFile.text(members, "country") : code;
    }

    private static String region(Map<?, ?> members) {
        if (members.get("subdivisions") instanceof List<?> all
                && !all.isEmpty()
                && all.getFirst() instanceof Map<?, ?> first) {
            return MmdbFile.text(first, "names", "en");
        }
        return MmdbFile.text(members, "region");
    }

    private static String city(Map<?, ?> members) {
        String nested = MmdbFile.text(members, "city", "names", "en");
        return nested.isEmpty() ? MmdbFile.text(members, "city") : nested;
    }

    private static Optional<Location.Point> point(Map<?, ?> members) {
        Map<?, ?> place = members.get("location") instanceof Map<?, ?> nested ? nested : members;
        return place.get("latitude") instanceof Number latitude && place.get("longitude") instanceof Number longitude
                ? Optional.of(new Location.Point(latitude.doubleValue(), longitude.doubleValue()))
                : Optional.empty();
    }
}
