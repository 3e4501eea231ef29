package dev.firstseen.networks.table;

import java.util.Locale;
import java.util.Optional;

/**
 * A place. Every part may be unknown; texts are then empty and are safe to print.
 *
 * @param country ISO 3166 code
 * @param region the name of the state, province or county
 * @param city the city's name
 * @param point the coordinates
 */
public record Location(String country, String region, String city, Optional<Point> point) {

    public Location {
        country = Printable.text(country);
        region = Printable.text(region);
        city = Printable.text(city);
    }

    /** The country's English name; empty where the country is unknown. */
    public String countryName() {
        return country.isEmpty() ? "" : Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
    }

    /**
     * Coordinates in degrees.
     *
     * @param latitude north of the equator
     * @param longitude east of Greenwich
     */
    public record Point(double latitude, double longitude) {}
}
