package dev.firstseen.bench.generate;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The traveller's journey.
 *
 * @param from its first second
 * @param to the first second back home
 * @param hotel the network of the hotel
 * @param street what the telephone has outside of it
 */
record Trip(long from, long to, Place hotel, Place street) {
    /** A customer in Valencia, for five days. */
    static Trip toValencia(Dice dice) {
        return new Trip(
                LocalDateTime.of(2026, 3, 9, 15, 0).toEpochSecond(ZoneOffset.UTC),
                LocalDateTime.of(2026, 3, 13, 20, 0).toEpochSecond(ZoneOffset.UTC),
                new Place(Network.TELEFONICA_SPAIN, Network.TELEFONICA_SPAIN.address(dice)),
                new Place(Network.VODAFONE_SPAIN, Network.VODAFONE_SPAIN.address(dice)));
    }

    boolean lasts(long second) {
        return second >= from && second < to;
    }
}
